package odds

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/glarelab/glare/cmd/simrun/diagram/plot"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/sim"
)

// Case is one of the combinations that are compared: a scenario under one reading, with
// the tables of one profile.
type Case struct {
	Scenario *sim.Scenario
	Profile  string
	Tables   Latencies
}

// Cases combines a scenario, as it is under each of several readings, with profiles; own
// tables replace those of every profile. Readings that are the same, however they are
// written, count once.
func Cases(worlds []*sim.Scenario, profiles []string, own string) ([]Case, error) {
	var cases []Case
	var seen []string
	for _, s := range worlds {
		if slices.Contains(seen, story.ReadingText(s)) {
			continue
		}
		seen = append(seen, story.ReadingText(s))
		for _, name := range profiles {
			tables, err := tablesOf(name, own)
			if err != nil {
				return nil, err
			}
			if name == "federation" && len(s.Servers) < 2 {
				return nil, fmt.Errorf("odds %s --profile federation: this scenario has one homeserver; expected two, as in federated-glare", s.Name)
			}
			cases = append(cases, Case{s, name, tables})
		}
	}
	return cases, nil
}

// tablesOf are the tables of a profile, with those that replace them.
func tablesOf(profile, own string) (Latencies, error) {
	tables, err := ProfileLatencies(profile)
	if err != nil {
		return tables, fmt.Errorf("--profile: %w", err)
	}
	if tables, err = ParseLatencies(tables, own); err != nil {
		return tables, fmt.Errorf("--latency: %w", err)
	}
	return tables, nil
}

// CheckProfiles refuses profiles that there are not, and tables that are none.
func CheckProfiles(profiles []string, own string) error {
	for _, name := range profiles {
		if _, err := tablesOf(name, own); err != nil {
			return err
		}
	}
	return nil
}

// CheckPlot refuses more cases than one can tell apart in a plot.
func CheckPlot(cases []Case) error {
	if n := len(cases); n > plot.MostLines {
		return fmt.Errorf("--plot: %d combinations of a reading and a profile are too many for one plot; name fewer readings or profiles, so that there are at most %d, "+
			"or leave --plot out", n, plot.MostLines)
	}
	return nil
}

// Answer is what came of one case: the odds of the whole interval and, for a plot, those
// of intervals of growing length, of which the whole is the last.
type Answer struct {
	Case
	*Found
	Points []*Found
	Lost   string // why not all points are known, or ""
}

// Ask finds the odds of all cases, and tells how far all of them are together. Points are
// found as long as everything else is known: they are of no use without.
func Ask(ctx context.Context, p *story.Reporter, cases []Case, o Options, plotted bool, meter story.Meter) ([]Answer, error) {
	shorter := shorterThan(o.Within)
	if !plotted {
		shorter = nil
	}
	done, all := 0, len(cases)*(len(shorter)+1)
	tell := func() TellFunc {
		if done++; all == 1 {
			return meter.Tell
		}
		return TellPoint(meter, done, all)
	}
	var answers []Answer
	for _, c := range cases {
		o := o
		o.Profile = c.Profile
		whole, err := Find(ctx, p, c.Scenario, c.Tables, o, o.Within, tell())
		if err != nil {
			return nil, err
		}
		a := Answer{Case: c, Found: whole}
		if whole.Reason != "" {
			shorter = nil
		}
		o.Sample = !whole.Exact
		if a.Points, a.Lost, err = points(ctx, p, &c, o, shorter, tell); err != nil {
			return nil, err
		}
		if a.Points = append(a.Points, whole); a.Lost == "" && whole.Exact && slices.ContainsFunc(a.Points, (*Found).drawn) {
			// More may lie ahead of a short interval than of a long one, and a line is found in
			// one way. The account of the whole stays as exact as it is.
			o.Sample = true
			again := func() TellFunc { return func(_ int64, counts ...any) { meter.Tell(-1, counts...) } }
			if a.Points, a.Lost, err = points(ctx, p, &c, o, append(slices.Clone(shorter), o.Within), again); err != nil {
				return nil, err
			}
		}
		if a.Lost != "" {
			shorter = nil
		}
		answers = append(answers, a)
	}
	return answers, nil
}

// points are the odds of intervals of a case; lost says why not all are known.
func points(ctx context.Context, p *story.Reporter, c *Case, o Options, intervals []time.Duration, tell func() TellFunc) (list []*Found, lost string, err error) {
	for _, within := range intervals {
		f, err := Find(ctx, p, c.Scenario, c.Tables, o, within, tell())
		if err != nil {
			return nil, "", err
		}
		if f.Reason != "" {
			return list, f.Reason, nil
		}
		list = append(list, f)
	}
	return list, "", nil
}

// drawn reports whether runs were drawn.
func (f *Found) drawn() bool { return !f.Exact }

// shorterThan are the intervals at which a plot has points but for the whole: each so many
// whole milliseconds, and each once.
func shorterThan(whole time.Duration) []time.Duration {
	var list []time.Duration
	for k := range plotSteps {
		within := (whole * time.Duration(k) / plotSteps).Truncate(time.Millisecond)
		if within < whole && (k == 0 || within > list[len(list)-1]) {
			list = append(list, within)
		}
	}
	return list
}

// Undone reports whether not all of an answer is known.
func (a *Answer) Undone() bool { return a.Reason != "" || a.Lost != "" }

// Bad reports whether anything ends badly, or is excused.
func (a *Answer) Bad() bool {
	excused := a.Excused != nil && a.Excused.Sign() != 0 // nil where not all runs could be followed
	return excused || a.BadWeight().Sign() != 0
}

// readings and profiles are what cases differ in, each once.
func readings(answers []Answer) []string {
	return distinct(answers, func(a *Answer) string { return story.ReadingText(a.Scenario) })
}

func profiles(answers []Answer) []string {
	return distinct(answers, func(a *Answer) string { return a.Profile })
}

func distinct(answers []Answer, of func(*Answer) string) []string {
	var list []string
	for i := range answers {
		if text := of(&answers[i]); !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}
