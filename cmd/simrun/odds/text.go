package odds

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// per is what odds are counted in: so many in 10,000.
const per = 10_000

// perText is weight in 10,000 of a whole, with one digit behind the point; what
// happens but is less than that is said to be so.
func perText(weight, whole *big.Int) string {
	if whole.Sign() == 0 || weight.Sign() == 0 {
		return "0"
	}
	text := new(big.Rat).SetFrac(new(big.Int).Mul(weight, big.NewInt(per)), whole).FloatString(1)
	if text == "0.0" {
		return "less than 0.1"
	}
	return strings.TrimSuffix(text, ".0")
}

// interval is where the share lies of which part of whole was drawn, in 10,000.
func interval(part, whole *big.Int) (low, high string) {
	l, h := Wilson(part.Uint64(), whole.Uint64())
	return trimZero(l * per), trimZero(h * per)
}

func trimZero(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0") }

// share is how much of the crossed calls a weight is, as text.
func (f *Found) share(weight *big.Int) string {
	text := perText(weight, f.Crossed)
	if !f.Exact {
		low, high := interval(weight, f.Crossed)
		text += " (" + low + " to " + high + ")"
	}
	return text
}

// moreStates is what to do where there are too many of them.
const moreStates = "To have a number all the same, raise --max-states, or draw runs with --draw.\n"

// Show prints the odds.
func Show(p *story.Reporter, f *Found) {
	name := fmt.Sprintf("%s, latencies %s, both press within %d ms", p.Title(f.odds.Scenario), f.profile, f.odds.WithinMS)
	if f.Exact && f.Reason != "" {
		p.Printf("%s %s: %s.\n", p.Bold("UNDECIDED", false), name, f.Reason)
		p.Explainf(moreStates)
		return
	}
	if f.Reason != "" {
		name += ", " + f.Reason + " after " + term.Count(f.Size, "run")
	}
	if f.Crossed.Sign() == 0 {
		p.Printf("%s: no calls cross.\n", name)
		showHow(p, f)
		return
	}
	bad := f.BadWeight()
	p.Printf("%s:\nof 10,000 crossed calls %s end badly.\n", name, p.Bold(f.share(bad), bad.Sign() == 0))
	for _, b := range f.Bad {
		p.Printf("  %-28s%-28s%s\n", b.Words, f.share(b.Weight), b.Property)
	}
	p.Printf("%s\n", f.activeText())
	if f.Excused.Sign() != 0 {
		p.Printf("In %s they do not, and nothing demands it: a lifetime passed while the call could still be connected.\n", f.share(f.Excused))
	}
	if f.Both.Sign() != 0 {
		p.Printf("In %s both ends come into the call although something else goes wrong.\n", f.share(f.Both))
	}
	showHow(p, f)
}

// activeText says how long it takes until both ends are in the call.
func (f *Found) activeText() string {
	if len(f.Active) == 0 {
		return "In none of them do both ends come into the call."
	}
	median, _ := f.Quantile(1, 2)
	late, _ := f.Quantile(99, 100)
	worst := f.Active[len(f.Active)-1].MS
	return fmt.Sprintf("After the later press it takes %d ms (median), %d ms (99 %%), %d ms (worst) until both ends are in the call,\n"+
		"as they come to be in %s of 10,000.", median, late, worst, perText(f.ActiveWeight(), f.Crossed))
}

// showHow says of what runs the odds are, and how they were found.
func showHow(p *story.Reporter, f *Found) {
	list := [][2]string{
		{"found", f.howText()},
		{"crossed", perText(f.Crossed, f.Whole) + " of 10,000 pairs of presses; else the later user answers what rings"},
	}
	for i, word := range strings.Fields(f.odds.Latencies.String()) {
		label := ""
		if i == 0 {
			label = "ms:weight"
		}
		list = append(list, [2]string{label, word})
	}
	p.Pairs(append(list, [2]string{"tested", p.TestedOf(f.odds.Scenario).Text()}))
	p.Explainf("  The tables are assumptions; faults do not happen, and users do only what they must (docs/ODDS.md).\n")
}

// howText says how the odds were found.
func (f *Found) howText() string {
	how := fmt.Sprintf("exact: every run was followed, through %s", term.Count(f.Size, "state"))
	if !f.Exact {
		how = fmt.Sprintf("%s drawn, seed %d; in brackets the intervals of 95 %% (Wilson)", term.Count(f.Size, "run"), f.seed)
	}
	if f.tooMany != "" {
		how += "; " + f.tooMany
	}
	if f.Reason != "" {
		how += "; " + f.Reason
	}
	return how
}
