package matrix

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/grid"
	"github.com/glarelab/glare/sim"
)

// sanityRow is a result of an independent, smaller model: the pair, in its words,
// and how runs end in which both have called. That model knows no timers, no media
// and no user who answers; the policies in it are those that the profiles have.
type sanityRow struct {
	pair        string
	first       string // readings
	second      string
	faults      string
	firstLesser bool
	says        []string // ends that it names
	all         bool     // they are all that it has
	why         string   // where ours differ

	trial *Trial
}

// The ends that occur, by what the smaller model calls them.
const (
	connectedA     = "alice=active(a) bob=active(a)"
	connectedB     = "alice=active(b) bob=active(b)"
	bothRingback   = "alice=waiting(a) bob=waiting(b)"
	ringbackIdle   = "alice=waiting(a) bob=idle"
	answeredBoth   = "alice=connecting(b) bob=connecting(a)"
	answeredA      = "alice=idle bob=connecting(a)"
	bothIdle       = "alice=idle bob=idle"
	ghostAndRing   = "alice=waiting(a)+ringing(b) bob=ringing(a)"
	atPress        = "+visible=press+inflight=sent" // the smaller model has no microphone prompt, and counts what was handed over as sent
	losesMore      = "A gap loses answers and hangups too, not only invites: hence the ends in which somebody connects for ever."
	microphoneOpen = "The profile takes part in glare only once capture is granted. An invite that comes before that rings beside " +
		"the own call, and the winner's hangup is not heard while no opponent is chosen (M10). Without that prompt the result is the same, as above."
)

// sanityRows lists the results; in all of them the lesser ID is the first's unless
// the pair says otherwise.
func sanityRows() []*sanityRow {
	agree := []string{connectedA, connectedB}
	return []*sanityRow{
		{pair: "specification, in flight = sent", first: "literal-sent", second: "literal-sent", firstLesser: true, says: agree, all: true},
		{
			pair: "specification, in flight = preparing", first: "literal+abort-out=silent", second: "literal+abort-out=silent",
			firstLesser: true, says: append([]string{answeredBoth, answeredA}, agree...), all: true,
			why: "The smaller model cancels an invite in flight in silence, and hangs up one that was sent. One knob, abort-out, says " +
				"both here; the end that is missing comes with one user silent and the other not, as in the next row.",
		},
		{
			pair: "the same, one silent, one not", first: "literal+abort-out=silent", second: "literal", firstLesser: true,
			says: []string{answeredA},
		},
		{
			pair: "the same, with a late hangup of the cancelled invite", first: "literal", second: "literal", firstLesser: true,
			says: []string{bothIdle},
		},
		{
			pair: "specification, in flight = sent, invites may be lost", first: "literal-sent+abort-in=hangup",
			second: "literal-sent+abort-in=hangup", faults: "sync-gap=2", firstLesser: true,
			says: append([]string{ringbackIdle, bothRingback}, agree...), all: true, why: losesMore,
		},
		{pair: "js up to 21.1 × the same", first: "js-21.1" + atPress, second: "js-21.1" + atPress, firstLesser: true, says: agree, all: true},
		{
			pair: "the same, invites may be lost", first: "js-21.1" + atPress, second: "js-21.1" + atPress, faults: "sync-gap=2",
			firstLesser: true, says: append([]string{bothRingback}, agree...), all: true, why: losesMore,
		},
		{
			pair: "js up to 21.1 × the same, with its microphone prompt", first: "js-21.1", second: "js-21.1", firstLesser: true,
			says: agree, all: true, why: microphoneOpen,
		},
		{pair: "js from 21.2 × the same", first: "js-21.2", second: "js-21.2", firstLesser: true, says: []string{bothRingback}, all: true},
		{pair: "android × android", first: "android", second: "android", firstLesser: true, says: []string{bothRingback}, all: true},
		{
			pair: "js up to 21.1 (lesser) × android", first: "js-21.1" + atPress, second: "android", firstLesser: true,
			says: []string{connectedB, ringbackIdle}, all: true,
		},
		{
			pair: "the same, with its microphone prompt", first: "js-21.1", second: "android", firstLesser: true,
			says: []string{connectedB, ringbackIdle}, all: true, why: microphoneOpen,
		},
		{pair: "js up to 21.1 × android (lesser)", first: "js-21.1" + atPress, second: "android", says: []string{connectedB}, all: true},
		{
			pair: "dart × dart", first: "dart", second: "dart", firstLesser: true, says: []string{ghostAndRing},
			why: "The end comes from a return that is missing in the client (M16): what it has refused rings on. No knob says that, " +
				"so that here the refused call is over.",
		},
		{pair: "nheko × nheko", first: "nheko", second: "nheko", firstLesser: true, says: agree, all: true},
		{
			pair: "nheko (lesser) × android", first: "nheko", second: "android", firstLesser: true,
			says: []string{connectedB, bothRingback}, all: true,
		},
	}
}

// sanityOf makes the searches of the sanity table, if the page has it.
func sanityOf(m *Run) ([]*sanityRow, error) {
	if len(m.Options.Readings)+len(m.Options.Faults) > 0 || len(m.Scenarios) != 1 || m.Scenarios[0].Name != m.View.Scenarios[0] {
		return nil, nil
	}
	rows := sanityRows()
	for _, row := range rows {
		base, err := sim.FindScenario(m.View.Scenarios[0])
		if err != nil {
			return nil, err
		}
		base.SlowMedia = true
		for d := range base.Users {
			base.Users[d].Answer = sim.Press{} // nobody answers
		}
		s, err := variant(base, pairText(base, row.first, row.second), row.faults)
		if err != nil {
			return nil, err
		}
		row.trial = &Trial{scenario: s, lens: timeless()}
	}
	return rows, nil
}

func sanityTrials(rows []*sanityRow) []*Trial {
	var trials []*Trial
	for _, row := range rows {
		trials = append(trials, row.trial)
	}
	return trials
}

// ends are the ends of the runs in which both have called.
func (r *sanityRow) ends() []string {
	mark := bothCalled
	if r.firstLesser {
		mark |= firstLesser
	}
	return endTexts(r.trial.ends, 0xff, mark)
}

// missing are the ends that the smaller model has and this one has not.
func (r *sanityRow) missing() []string { return without(r.says, r.ends()) }

// further are the ends that this model has and the smaller one has not, where it
// says that it names all.
func (r *sanityRow) further() []string {
	if !r.all {
		return nil
	}
	return without(r.ends(), r.says)
}

func (r *sanityRow) isSame() bool { return len(r.missing())+len(r.further()) == 0 }

// without is the part of a list that is not in another.
func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(text string) bool { return slices.Contains(other, text) })
}

// sanityNote is the table.
func sanityNote(rows []*sanityRow) grid.Note {
	note := grid.Note{
		Title: "Against a smaller model",
		Lead: []string{
			"Before this program there was a model of two clients without timers, media or users who answer, made from the same " +
				"reading of the code. These are its results beside what comes out here when timers never fire and nobody answers: " +
				"how runs end in which both have called. The first is alice and calls a; the lesser ID is a unless it says otherwise.",
		},
		Rows: [][]string{{"pair", "readings here", "it has", "here", "compared"}},
	}
	for _, r := range rows {
		verdict := "the same"
		if !r.isSame() {
			verdict = "differs"
			if missing := r.missing(); len(missing) > 0 {
				verdict += "; missing here: " + strings.Join(missing, ", ")
			}
			if further := r.further(); len(further) > 0 {
				verdict += "; only here: " + strings.Join(further, ", ")
			}
			verdict += ". " + r.why
		}
		says := strings.Join(r.says, "; ")
		if !r.all {
			says = "among others " + says
		}
		readings := r.first + " × " + r.second
		if r.faults != "" {
			readings += ", faults " + r.faults
		}
		note.Rows = append(note.Rows, []string{r.pair, readings, says, strings.Join(r.ends(), "; "), verdict})
	}
	return note
}
