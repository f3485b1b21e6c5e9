package properties_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
)

// proofs says for each cell which properties some run violates, in the order of
// properties.All; none means that every run was looked at and all is well.
var proofs = []struct {
	cell     cell
	violated string
}{
	// The first flaw: an invite in flight makes the two ends apply different rules.
	{cell{"glare", "literal", "", "", ""}, "willing-connected seamless"},
	{cell{"federated-glare", "literal", "", "", ""}, "willing-connected seamless"},

	// One word repairs it, as long as every send succeeds.
	{cell{"glare", "literal-sent", "", "", ""}, ""},
	{cell{"federated-glare", "literal-sent", "", "", ""}, ""},
	{cell{"bystanders", "literal-sent", "", "", ""}, ""},
	{cell{"slow-media", "literal-sent", "", "", ""}, ""},
	{cell{"two-rooms", "literal-sent", "", "", ""}, ""},
	{cell{"single", "literal-sent", "", "", ""}, ""},

	// The second flaw: a rival was given up for an invite that then failed.
	{cell{"glare", "literal-sent", "send-fail=1", "", ""}, "willing-connected"},

	// robust survives both.
	{cell{"glare", "robust", "", "", ""}, ""},
	{cell{"glare", "robust", "send-fail=1", "", ""}, ""},
	{cell{"slow-media", "robust", "", "", ""}, ""},
	{cell{"slow-media", "robust", "send-fail=1", "", ""}, ""},
	{cell{"federated-glare", "robust", "", "", ""}, ""},
	{cell{"federated-glare", "robust", "send-fail=1", "", ""}, ""},
	{cell{"federated-glare", "robust", "soft-fail=1", "", ""}, ""},
	{cell{"bystanders", "robust", "", "", ""}, ""},
	{cell{"two-rooms", "robust", "", "", ""}, ""},
}

// TestPropertyProofs shows what is proven and what is refuted.
func TestPropertyProofs(t *testing.T) {
	lengthy(t)
	telling(t)
	for _, p := range proofs {
		t.Run(p.cell.String(), func(t *testing.T) {
			t.Parallel()
			sys := p.cell.compile(t)
			j := properties.NewJudge(sys)
			r := search(sys, j)
			if r.Verdict == scheduler.Undecided {
				t.Fatalf("undecided: %s", r.Reason)
			}
			if got := violated(found(r)); got != p.violated {
				t.Errorf("some run violates %q, want %q%s", got, p.violated, shortest(sys, j, found(r)))
			}
		})
	}
}

// TestPropertyTwoOutcomes shows that glare under literal-sent ends in one of two
// ways, whatever happens: both talk, on the first call or on the second.
func TestPropertyTwoOutcomes(t *testing.T) {
	lengthy(t)
	for _, scenario := range []string{"glare", "federated-glare", "bystanders"} {
		sys := cell{scenario, "literal-sent", "", "", ""}.compile(t)
		got := outcomes(sys, search(sys, properties.NewJudge(sys)))
		want := []string{"alice=active(a) bob=active(a)", "alice=active(b) bob=active(b)"}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s ends in %q, want %q", scenario, got, want)
		}
	}
}

// worlds is how many worlds there are in each bundled scenario but redial. Any
// change of it is a change of what is proven, and wants a reason.
const worlds = `
scenario         literal literal-sent robust
single              3614         3614   3614
glare               4270          946    726
glare-hangup      131072        44946  32758
retro              15356         7218   5782
federated-glare    11906         1858   1358
expiry             73056        54044  81094
slow-media          6518         3194   2974
equal-ids          27874         5910   4590
two-rooms          18724         5428   4548
bystanders        140504        20840  14926
`

// TestPropertyWorlds counts the worlds of the small scenarios.
func TestPropertyWorlds(t *testing.T) {
	lengthy(t)
	lines := strings.Split(strings.TrimSpace(worlds), "\n")
	readings := strings.Fields(lines[0])[1:]
	got := []string{lines[0]}
	for _, line := range lines[1:] {
		scenario := strings.Fields(line)[0]
		text := fmt.Sprintf("%-16s", scenario)
		for i, reading := range readings {
			sys := cell{scenario, reading, "", "", ""}.compile(t)
			text += fmt.Sprintf(" %*d", []int{7, 12, 6}[i], search(sys, properties.NewJudge(sys)).States)
		}
		got = append(got, text)
	}
	if text := strings.Join(got, "\n"); text != strings.TrimSpace(worlds) {
		t.Errorf("the number of worlds has changed; it is now:\n%s", text)
	}
}
