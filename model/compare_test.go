package model

import "testing"

// The vectors say where the readings of "lexicographical" part (H-15). A blank is a
// pair on which the root collation is not asked: its answer changes with the version
// of Unicode.
func TestOrderVectors(t *testing.T) {
	vectors := []struct {
		x, y                                    string
		bytes, points, utf16, uca, fold, number string
	}{
		{"Z", "a", "<", "<", "<", ">", ">", "<"},
		{"B", "a", "<", "<", "<", ">", ">", "<"},
		{"ab", "aB", ">", ">", ">", "<", "=", ">"},
		{"A", "a", "<", "<", "<", ">", "=", "<"},
		{"-", "_", "<", "<", "<", ">", "<", "<"},
		{"0", "~", "<", "<", "<", ">", "<", "<"},
		{"a", "~", "<", "<", "<", ">", "<", "<"},
		{"Z", "_", "<", "<", "<", ">", ">", "<"},
		{"10", "9", "<", "<", "<", "<", "<", ">"},
		{"abc", "abc1", "<", "<", "<", "<", "<", "<"},
		{"\uff5e", "\U0001f600", "<", "<", ">", "", "<", "<"},
		{"\ue000", "\U00010000", "<", "<", ">", "", "<", "<"},

		// Composed and decomposed é: one ID for collation, two for all others.
		{"\u00e9", "e\u0301", ">", ">", ">", "=", ">", ">"},
		{"aa", "z", "<", "<", "<", "<", "<", "<"}, // Danish would put aa last

		// No ID, and IDs that are no valid UTF-8.
		{"", "-", "<", "<", "<", "<", "<", "<"},
		{"", "0", "<", "<", "<", "<", "<", "<"},                                        // nothing is no number
		{"a\x00b", "a\x00c", "<", "<", "<", "<", "<", "<"},                             // NUL does not end an ID
		{"\xed\xa0\x80", "\xed\xbf\xbf", "<", "<", "<", "", "<", "<"},                  // U+D800, U+DFFF
		{"\xed\xa0\xbd", "\ue000", "<", "<", "<", "", "<", "<"},                        // U+D83D alone
		{"\xed\xa0\xbd\xed\xb8\x80", "\U0001f600", "<", "<", "=", "", "<", "<"},        // two halves, one point
		{"\x80", "\U0010ffff", "<", ">", ">", "", "<", "<"},                            // a stray byte
		{"\xed\xa0", "\xed\xa0\x80", "<", ">", ">", "", "<", "<"},                      // a surrogate cut short
		{"a\x80", "a\x81", "<", "<", "<", "", "<", "<"},                                // two stray bytes
		{"\x80", "\ufffd", "<", ">", ">", "", "<", "<"},                                // not U+FFFD
		{"18446744073709551616", "18446744073709551615", ">", ">", ">", ">", ">", ">"}, // beyond 64 bits
		{"007", "7", "<", "<", "<", "<", "<", "="},
		{"\u0661\u0660", "\u0669", "<", "<", "<", "", "<", "<"}, // digits, but not ASCII
	}
	for _, v := range vectors {
		wanted := []string{v.bytes, v.points, v.utf16, v.uca, v.fold, v.number}
		for i, order := range Orders {
			if wanted[i] == "" {
				continue
			}
			sign := [...]string{"<", "=", ">"}
			if got := sign[order.Compare(v.x, v.y)+1]; got != wanted[i] {
				t.Errorf("%v: %q %s %q, want %s", order, v.x, got, v.y, wanted[i])
			}
			if there, back := order.Compare(v.x, v.y), order.Compare(v.y, v.x); there != -back {
				t.Errorf("%v: %q, %q is %d one way and %d the other", order, v.x, v.y, there, back)
			}
		}
	}
}

// The names are the values of the knob cmp, and so part of the command line.
func TestOrderNames(t *testing.T) {
	names := []string{"bytes", "points", "utf16", "uca", "fold", "numeric"}
	if len(Orders) != len(names) {
		t.Fatalf("%d orders, want %d", len(Orders), len(names))
	}
	for i, order := range Orders {
		if order.String() != names[i] {
			t.Errorf("order %d is called %q, want %q", i, order, names[i])
		}
	}
}

// Three IDs, each lesser than the next, and the last lesser than the first: two
// clients that follow this relation among three calls can agree on none.
func TestNumericHasACycle(t *testing.T) {
	for _, pair := range [][2]string{{"9", "10"}, {"10", "1a"}, {"1a", "9"}} {
		if OrderNumeric.Compare(pair[0], pair[1]) != -1 {
			t.Errorf("numeric: %q is not lesser than %q", pair[0], pair[1])
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	for _, order := range Orders {
		b.Run(order.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				order.Compare("1443630757123kKdJf8sQz", "1443630757123kKdJf8sQa")
			}
		})
	}
}
