package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// rowRanges are the rows of the transition tables of both versions: a version, the tens and
// the last digit of each row.
var rowRanges = [NumVersions]string{
	Version0: "0:1234567 1:012345 2:0123456 3:0123456789AB 4:0123456 5:0123456789 6:0123456 7:012 8:01234 9:0123 A:01 B:01",
	Version1: "0:123456789 1:0123 2:0123456 3:0123456789ABCDEF 4:012345678 5:0123456789ABCD 6:0123456 7:01 8:01234567 9:0123456789ABCD A:0 B:01",
}

// withoutRule says of each row that no rule has where else it is, or why nothing can follow
// from it here.
var withoutRule = map[string]string{
	"T0-3A": "version 0 has two participants, and says nothing of one who leaves; a rule of version 1 does, T1-3E",
	"T1-05": "an invite of an own other device that names its own user: the device takes it as any invite for it, T1-02",
	"T1-12": "too little of the lifetime is left: with expired=margin-MS the invite counts as expired, T1-07",
	"T1-41": "a selection that failed: nothing follows from it at its sender; it happens by the fault send-fail",
}

// TestEveryRowHasARule shows that each row of the tables is a rule, or that it is said why
// not; and that no rule has a row that is in no table.
func TestEveryRowHasARule(t *testing.T) {
	for v := range NumVersions {
		have, table := map[string]bool{}, []string{}
		for _, r := range v.Rules() {
			have[r.Row] = true
		}
		for tens := range strings.FieldsSeq(rowRanges[v]) {
			for _, last := range tens[2:] {
				table = append(table, fmt.Sprintf("T%d-%c%c", v, tens[0], last))
			}
		}
		for _, row := range table {
			if why, ok := withoutRule[row]; ok == have[row] {
				t.Errorf("row %s: has a rule: %v; reason why none: %q", row, have[row], why)
			}
		}
		for row := range have {
			if !slices.Contains(table, row) {
				t.Errorf("row %s is in no table", row)
			}
		}
	}
}
