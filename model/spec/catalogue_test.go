package spec

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// clauseParts is the order of the clauses: the parts, and how far each is numbered.
var clauseParts = []string{
	"V0-GEN 5", "V0-ROOM 2", "V0-MSG 7", "V0-INV 6", "V0-ANS 2", "V0-CAND 4", "V0-HUP 4",
	"V0-GLARE 9", "V0-TURN 3", "V0-SEC 1",
	"V1-GEN 1", "V1-ROOM 1", "V1-VER 6", "V1-ID 3", "V1-PARTY 7", "V1-POL 2", "V1-LIVE 6", "V1-CAND 5", "V1-EOC 2", "V1-DTMF 1",
	"V1-CODEC 1", "V1-LEAVE 3", "V1-MSG 2", "V1-ACT 3", "V1-SEL 5", "V1-REJ 7", "V1-HUP 6", "V1-NEG 7", "V1-STRM 6", "V1-INVT 6",
	"V1-GLARE 7", "V1-TURN 1", "V1-SEC 3", "VX-UNK 14",
	"F-SEND 3", "F-TXN 3", "F-ECHO 2", "F-SYNC 7", "F-ORD 3", "F-FED 4", "F-AGE 1", "F-TS 1",
	"F-SIZE 1", "F-E2E 1", "F-TD 2", "F-RED 1", "F-MEM 1", "F-PUSH 1", "F-HIST 1",
}

func TestClausesAreCompleteAndInOrder(t *testing.T) {
	var want []string
	for _, part := range clauseParts {
		name, count, _ := strings.Cut(part, " ")
		n, err := strconv.Atoi(count)
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			want = append(want, name+"-"+strconv.Itoa(i+1))
		}
	}
	var got []string
	for _, clause := range Clauses() {
		got = append(got, clause.ID)
		if !slices.Contains([]string{"MUST", "MAY", "should", "desc", "silent", "inferred"}, clause.Strength) {
			t.Errorf("%s: unknown strength %q", clause.ID, clause.Strength)
		}
		if clause.Source == "" {
			t.Errorf("%s has no source", clause.ID)
		}
		requireSentence(t, clause.ID, clause.Text)
	}
	requireSameList(t, got, want)
}

func TestHolesAreCompleteAndInOrder(t *testing.T) {
	var want []string
	for i := 1; i <= 57; i++ {
		id := "H-" + strconv.Itoa(100 + i)[1:]
		want = append(want, id)
		if id == "H-15" || id == "H-32" {
			want = append(want, id+"b")
		}
	}
	clauses, knobs := clauseSet(), knobSet()
	var got []string
	for _, hole := range Holes() {
		got = append(got, hole.ID)
		requireSentence(t, hole.ID, hole.Text)
		if hole.Title == "" {
			t.Errorf("%s has no title", hole.ID)
		}
		if !regexp.MustCompile(`^(DIV|STUCK|DEG|SEC)( (DIV|STUCK|DEG|SEC))*$`).MatchString(hole.Class) {
			t.Errorf("%s: unknown class %q", hole.ID, hole.Class)
		}
		if !slices.Contains([]string{"v0", "v1", "v0 v1"}, hole.Applies) {
			t.Errorf("%s applies to %q, want v0, v1 or both", hole.ID, hole.Applies)
		}
		if len(hole.Clauses) == 0 {
			t.Errorf("%s stems from no clause", hole.ID)
		}
		for _, id := range hole.Clauses {
			if !clauses[id] {
				t.Errorf("%s stems from %s, which is not in Clauses", hole.ID, id)
			}
		}
		for _, knob := range hole.Knobs {
			if !knobs[knob] {
				t.Errorf("%s names the knob %s, which is not in KnobTexts", hole.ID, knob)
			}
		}
	}
	requireSameList(t, got, want)
}

// knobValues are the names that readings, scenarios and the command line use.
var knobValues = []string{
	"inflight prep sent defer echo prep-now sent-silent",
	"rule1 yield compare",
	"glare rule off-ignore off-ring",
	"accept auto ring",
	"visible press media",
	"abort-out hangup silent",
	"abort-in silent hangup reject",
	"eq keep-own take-incoming user-id abort-both duplicate",
	"cmp bytes points utf16 uca fold numeric",
	"winner lesser-id greater-id lesser-user first-in-room earliest-ts",
	"expired drop-first ignore margin-MS",
	"batch event sync-end",
	"retro send accept refuse compare",
	"ringpol all ring-only",
	"invitee literal match",
	"sib ignore glare withdraw",
	"second-call ring silent busy compare",
	"auth anyone peer party chosen",
	"unk drop buffer tombstone",
	"dup ignore clobber error",
	"echo-filter party user none",
	"life-origin put ack echo",
	"life-end hangup silent",
	"connecting none MS",
	"sendfail give-up retry-N revert",
	"restart forget hangup resume",
	"ver spec strict lenient",
	"kind own incoming ask",
	"ring-timer invite shown shown-hangup",
	"hangup-echo none hangup",
	"late-answer ignore hangup",
	"ended-answer drop send",
	"unsent-hangup silent hangup captured captured-user",
	"early-media wait connect",
	"user-end hangup silent-decline silent-cancel",
	"reject-v1 reject hangup both",
	"select send answer none",
	"sync classic sliding",
	"leave hangup reject progress",
	"push wait ring blind", "elsewhere ring stop first", "consent none MS",
	"eoc send none", "trickle use wait",
	"reason unknown_error user_hangup replaced userHangup true none", "schema take drop",
	"metadata both caller unstable none",
}

func TestKnobTextsCoverEveryValue(t *testing.T) {
	known := clauseSet()
	for _, hole := range Holes() {
		known[hole.ID] = true
	}
	id := regexp.MustCompile(`\b(V0|V1|VX|F|H)-[A-Z0-9][A-Za-z0-9-]*`)
	requireKnownIDs := func(where, text string) {
		for _, mentioned := range id.FindAllString(text, -1) {
			if !known[mentioned] {
				t.Errorf("%s mentions %s, which is no clause or hole", where, mentioned)
			}
		}
	}
	var got []string
	for _, knob := range KnobTexts() {
		line := knob.Knob
		if !strings.HasSuffix(knob.Question, "?") {
			t.Errorf("%s: %q is no question", knob.Knob, knob.Question)
		}
		if !id.MatchString(knob.Clause) {
			t.Errorf("%s: no clause or hole raises it", knob.Knob)
		}
		requireKnownIDs(knob.Knob, knob.Clause)
		for _, value := range knob.Values {
			line += " " + value.Value
			where := knob.Knob + "=" + value.Value
			requireSentence(t, where, value.Means)
			if value.Source == "" {
				t.Errorf("%s has no source", where)
			}
			requireKnownIDs(where, value.Source)
		}
		got = append(got, line)
	}
	requireSameList(t, got, knobValues)
}

// Who reads of a knob at a hole finds the hole at the knob, and the reverse.
func TestKnobsAndHolesNameEachOther(t *testing.T) {
	for _, knob := range KnobTexts() {
		raisedBy := strings.Fields(knob.Clause)
		for _, hole := range Holes() {
			if slices.Contains(raisedBy, hole.ID) != slices.Contains(hole.Knobs, knob.Knob) {
				t.Errorf("of the knob %s and the hole %s only one names the other", knob.Knob, hole.ID)
			}
		}
	}
}

func clauseSet() map[string]bool {
	set := map[string]bool{}
	for _, clause := range Clauses() {
		set[clause.ID] = true
	}
	return set
}

func knobSet() map[string]bool {
	set := map[string]bool{}
	for _, knob := range KnobTexts() {
		set[knob.Knob] = true
	}
	return set
}

func requireSentence(t *testing.T, where, text string) {
	t.Helper()
	if len(text) < 4 || !strings.HasSuffix(text, ".") {
		t.Errorf("%s: %q is no sentence", where, text)
	}
}

// requireSameList names the first place at which two lists part.
func requireSameList(t *testing.T, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Fatalf("entry %d, %q, is missing", i, want[i])
		case i >= len(want):
			t.Fatalf("entry %d, %q, is one too many", i, got[i])
		case got[i] != want[i]:
			t.Fatalf("entry %d is %q, want %q", i, got[i], want[i])
		}
	}
}
