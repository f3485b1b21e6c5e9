package repair

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
)

// answerJSON is what repair writes about one least set of amendments, or about
// one network that no reading repairs, one line each; the best set comes first.
type answerJSON struct {
	Scenario   string          `json:"scenario"` // several with commas between
	Faults     []string        `json:"faults"`   // the sets, each as --faults takes it
	Amendments []amendmentJSON `json:"amendments"`
	Verdict    string          `json:"verdict"` // proved, excused, violated where no reading does it, or undecided of one that was given up
	Reading    string          `json:"reading"` // with the amendments
	Reason     string          `json:"reason"`  // of a network that no reading repairs
	Lost       int             `json:"lost"`    // of the runs with a clock
	Excused    int             `json:"excused"` // of these: a fault destroyed what the call needs
	MedianMS   int64           `json:"median_ms"`
	Messages   int             `json:"messages"`
	Runs       int             `json:"runs"`
	Token      string          `json:"token"` // of a story that no reading repairs
	// ExcusedFrom is what is not demanded under the reading, with what destroyed what.
	ExcusedFrom []story.PardonJSON `json:"excused_from"`
	Timing      []string           `json:"timing"` // of the scenarios
	Tested      story.Tested       `json:"tested"`
}

// amendmentJSON is one amendment, with the story that goes wrong without it.
type amendmentJSON struct {
	Knob     string `json:"knob"`
	From     string `json:"from"`
	To       string `json:"to"`
	Sentence string `json:"sentence"`
	Property string `json:"property"` // empty, as the token is, where the search for that story was given up
	Token    string `json:"token"`
}

// Emit writes a line of JSON for each least set of amendments, and for each network that
// no reading repairs.
func Emit(p *story.Reporter, r *Answer) error {
	var names []string
	for _, n := range r.Search.Networks {
		if len(names) == 0 || names[len(names)-1] != n.Scenario.Name {
			names = append(names, n.Scenario.Name)
		}
	}
	for _, one := range r.Ranked {
		line := answerJSON{
			Scenario: strings.Join(names, ","), Faults: r.FaultSets, Amendments: []amendmentJSON{}, Verdict: scheduler.Proved.String(),
			Reading: survey.Amended(one.list...).Name, Lost: one.score.Lost, MedianMS: one.score.MedianMS,
			Tested: p.TestedOf(r.scenarios()...), Timing: r.timings(), ExcusedFrom: one.Excused, Excused: one.score.Excused(), Messages: one.score.Messages, Runs: one.score.Runs,
		}
		if len(one.Excused) > 0 {
			line.Verdict = story.ExcusedVerdict
		}
		literal := survey.Literal()
		for i, a := range one.list {
			amendment := amendmentJSON{Knob: a.Knob.String(), From: literal.Value(a.Knob), To: a.Value(), Sentence: Sentence(a)}
			if t := one.stories[i]; t != nil {
				amendment.Property, amendment.Token = t.Problem.Property, t.Token
			}
			line.Amendments = append(line.Amendments, amendment)
		}
		if err := p.Emit(line); err != nil {
			return err
		}
	}
	for _, open := range r.Open {
		if err := p.Emit(answerJSON{
			Scenario: strings.Join(names, ","), Faults: r.FaultSets, Amendments: []amendmentJSON{}, Verdict: scheduler.Undecided.String(),
			Reading: open.Reading, Reason: open.Why.Error(), Tested: p.TestedOf(r.scenarios()...), ExcusedFrom: []story.PardonJSON{}, Timing: r.timings(),
		}); err != nil {
			return err
		}
	}
	for _, u := range r.Unrepairable {
		t, err := storyOf(p, u.First)
		if err != nil {
			return err
		}
		line := answerJSON{
			Scenario: u.Network.Scenario.Name, Faults: []string{setText(u.Network)}, Amendments: []amendmentJSON{},
			Verdict: scheduler.Violated.String(), Reason: r.why(&u), Token: t.Token, Tested: p.TestedOf(r.scenarios()...),
			ExcusedFrom: []story.PardonJSON{}, Timing: []string{u.Network.Scenario.Timing.String()},
		}
		if err := p.Emit(line); err != nil {
			return err
		}
	}
	if len(r.Ranked) == 0 && len(r.Unrepairable) == 0 {
		return p.Emit(answerJSON{
			Scenario: strings.Join(names, ","), Faults: r.FaultSets, Amendments: []amendmentJSON{}, Verdict: scheduler.Violated.String(),
			Reason: r.none(), Tested: p.TestedOf(r.scenarios()...), ExcusedFrom: []story.PardonJSON{}, Timing: r.timings(),
		})
	}
	return nil
}

// timings are the timings of a class.
func (a *Answer) timings() []string {
	var list []string
	for _, n := range a.Class {
		if text := n.Scenario.Timing.String(); !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

// ShowPart says what is known where the work ended before its result was.
func ShowPart(p *story.Reporter, a *Answer, open error) error {
	line := unrepairedJSON{Verdict: scheduler.Undecided.String(), Reason: open.Error(), Proven: []string{}, Open: []string{}, Tested: p.TestedOf(a.scenarios()...)}
	if a.Found != nil {
		line.Tried, line.Least = a.Tried, a.Least
		for _, set := range a.Sets {
			line.Proven = append(line.Proven, survey.Amended(set...).Name)
		}
		for _, open := range a.Open {
			line.Open = append(line.Open, open.Reading)
		}
	}
	if p.JSON() {
		p.End(term.StatusUndecided)
		return p.Emit(line)
	}
	if line.Tried > 0 {
		p.Printf("Known: %s", tried(line.Tried))
		if line.Least > 0 {
			p.Printf("; nothing with fewer than %s is proven", term.Count(line.Least, "amendment"))
		}
		if len(line.Open) > 0 {
			p.Printf("; %s given up, beginning with %s", term.Count(len(line.Open), "reading"), line.Open[0])
		}
		p.Printf(".\n")
	}
	for _, name := range line.Proven {
		p.Printf("%s %s: nothing goes wrong in %s; not compared with others.\n", p.Bold("PROVED", true), name, term.Count(len(a.Search.Networks), "network"))
	}
	return p.Undecided(open, line.Tried > 0, a.scenarios()...)
}

// unrepairedJSON is what repair writes if its work ended before its result was known.
type unrepairedJSON struct {
	Verdict string       `json:"verdict"`
	Reason  string       `json:"reason"`
	Tried   int          `json:"tried"`  // readings that were refuted or proven
	Least   int          `json:"least"`  // with fewer amendments there is no set
	Proven  []string     `json:"proven"` // readings that were proven until then
	Open    []string     `json:"open"`   // readings that were given up
	Tested  story.Tested `json:"tested"`
}

// setText is a network's set of faults as --faults takes it.
func setText(n *survey.Network) string {
	if n.Faults == "" {
		return "none"
	}
	return n.Faults
}

// storyOf tells the story of a counterexample.
func storyOf(p *story.Reporter, c *Counterexample) (*story.Story, error) {
	return p.Tell(c.Scenario(), c.Schedule, c.Property)
}

// why says why no reading repairs a network.
func (a *Answer) why(u *Unrepairable) string {
	asked := u.First.AskedNames()
	switch {
	case len(asked) == 0:
		return "the story asks no open point, so that it goes the same way under every reading"
	case u.Closed && u.Tried == combinations(u.First):
		return fmt.Sprintf("its story depends only on %s, and something goes wrong with every value of %s (%s)",
			term.JoinAnd(asked), them(asked), tried(u.Tried))
	case u.Closed:
		return fmt.Sprintf("its story depends only on %s; whatever else is read instead, another story goes wrong, until "+
			"nothing is left to change on which one depends (%s)", term.JoinAnd(asked), tried(u.Tried))
	default:
		return fmt.Sprintf("no reading with at most %s does: %s (--most allows more)", term.Count(a.Most, "amendment"), tried(u.Tried))
	}
}

// combinations is how many readings the points allow that a story asks.
func combinations(c *Counterexample) int {
	n := 1
	for k, asked := range c.Asked {
		if asked {
			n *= len(survey.Settings(model.Knob(k)))
		}
	}
	return n
}

func them(names []string) string {
	if len(names) == 1 {
		return "it"
	}
	return "these"
}

func tried(n int) string { return term.Count(n, "reading") + " tried" }

// none says that the class as a whole has no set, though each network has one.
func (a *Answer) none() string {
	if a.Closed {
		return "each network can be repaired, but no reading repairs all of them: " + tried(a.Tried)
	}
	return fmt.Sprintf("each network can be repaired, but no reading with at most %s repairs all of them: %s (--most allows more)",
		term.Count(a.Most, "amendment"), tried(a.Tried))
}

// Show prints what a repair has found out.
func Show(p *story.Reporter, a *Answer) error {
	for i, one := range a.Ranked {
		if i > 0 {
			p.Printf("\n")
		}
		showSet(p.Printer, a, &one, i)
	}
	if len(a.Ranked) > 0 {
		text := term.Capitalise(term.Count(len(a.Ranked), "set")) + " of this size, and none smaller: " + tried(a.Tried) + "."
		if len(a.Open) > 0 {
			text = term.Capitalise(term.Count(len(a.Ranked), "set")) + " of this size: " + tried(a.Tried) + "; not decided: " +
				term.Count(len(a.Open), "reading") + ", of which each may be another set, or a smaller one (--max-states gives up later)."
		}
		if len(a.Ranked) > 1 {
			text += " Runs with a clock rank them."
		}
		if len(a.Ranked[0].list) > 0 {
			text += " Beside each amendment stands a story that goes wrong without it; simrun replay TOKEN tells it."
		}
		p.Explainf("\n%s\n", term.Wrap(text, p.Width))
	}
	showOpen(p.Printer, a.Open)
	for _, u := range a.Unrepairable {
		t, err := storyOf(p, u.First)
		if err != nil {
			return err
		}
		p.Printf("\n%s %s: %s.\n", p.Bold("NO REPAIR", false), u.Network, a.why(&u))
		p.Explainf("  under literal: %s\n", t.Sentence())
		p.Printf("  %s\n", t.Token)
	}
	if len(a.Ranked) == 0 && len(a.Unrepairable) == 0 {
		p.Printf("%s: %s.\n", p.Bold("NO REPAIR", false), a.none())
	}
	p.TestedOf(a.scenarios()...).Show(p.Printer)
	return nil
}

// showOpen prints the readings that were given up.
func showOpen(p *term.Printer, list []Open) {
	for _, open := range list {
		why := strings.ReplaceAll(open.Why.Error(), checker.ErrUndecided.Error()+": ", "") // the headline says it
		p.Printf("%s %s: %s\n", p.Amber("UNDECIDED"), open.Reading, why)
	}
}

// showSet prints one least set of amendments.
func showSet(p *term.Printer, r *Answer, one *rankedSet, i int) {
	verdict, well := p.Bold("PROVED", true), "nothing goes wrong in "
	if len(one.Excused) > 0 {
		verdict, well = p.Amber("EXCUSED"), "proved, but for what is excused ("+strings.Join(story.PropertiesOf(one.Excused), ", ")+"): nothing else goes wrong in "
	}
	well += term.Count(len(r.Search.Networks), "network")
	if len(one.list) == 0 {
		p.Printf("%s literal, without any amendment: %s.\n", verdict, well)
		story.ShowPardons(p, one.Excused)
		return
	}
	p.Printf("%s %d. %s: %s.\n", verdict, i+1, survey.Amended(one.list...).Name, well)
	story.ShowPardons(p, one.Excused)
	literal := survey.Literal()
	for j, a := range one.list {
		t := one.stories[j]
		p.Printf("  %s, not %s\n", a, literal.Value(a.Knob))
		if t == nil {
			p.Pairs([][2]string{{"text", Sentence(a)}, {"without it", "the search for what goes wrong was given up"}})
			continue
		}
		p.Pairs([][2]string{
			{"text", Sentence(a)},
			{"without it", story.Title(t.Checker.Scenario()) + ": " + t.Sentence()},
		})
		p.Explainf("  %-12s%s\n", "story", t.Token)
	}
	p.Pairs([][2]string{{"in time", scoreText(one.score)}})
	if one.score.Lost > 0 && !p.Quiet {
		p.Pairs([][2]string{{"lost", lostText(&one.score, len(r.Search.Networks) > 1)}})
	}
}

// lostText says which runs with a clock are lost, and why that is no contradiction
// to the proof; networks says whether to name them.
func lostText(score *Score, networks bool) string {
	const enough = 3
	excused, wrong := score.Excused(), 0
	var runs []string
	for _, l := range score.Why {
		if l.Wrong {
			wrong++
		}
		text := fmt.Sprintf("run %d", l.Run)
		if networks {
			text += " of " + l.Network.String()
		}
		if l.Fault != "" {
			text += ": " + l.Fault + " (" + l.Spends + ")"
		}
		runs = append(runs, text)
	}
	if more := len(runs) - enough; more > 0 {
		runs = append(runs[:enough], fmt.Sprintf("and %d more", more))
	}
	sentences := []string{strings.Join(runs, "; ") + "."}
	for _, reason := range []struct {
		runs int
		text string
	}{
		{excused, "a fault destroyed for good what the call needs, so that no property demands that it connects"},
		{wrong, "something goes wrong that only a clock makes possible: what is proven is proven for " + score.Why[0].Network.Scenario.Timing.String()},
		{score.Lost - excused - wrong, "nothing was destroyed, and the properties demand no call"},
	} {
		switch reason.runs {
		case 0:
		case score.Lost:
			sentences = append(sentences, "There "+reason.text+".")
		default:
			sentences = append(sentences, fmt.Sprintf("In %d of %d %s.", reason.runs, score.Lost, reason.text))
		}
	}
	return strings.Join(sentences, " ")
}

// scoreText says how a reading fares in runs with a clock.
func scoreText(score Score) string {
	return fmt.Sprintf("%d of %s lost, %d ms to converge (median), %s", score.Lost, term.Count(score.Runs, "call"), score.MedianMS, term.Count(score.Messages, "message"))
}
