package explorer

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/explain"
	"github.com/glarelab/glare/cmd/simrun/odds"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Effort is how much work somebody wants to have done.
type Effort struct {
	Session   Session `json:"session"`
	MaxStates uint64  `json:"maxStates"` // 0 is [UsualStates]
	Samples   uint64  `json:"samples"`   // 0 is [UsualSamples]
}

// The usual effort is what takes about a second in a browser; memory is what a tab has.
const (
	UsualStates  = 150_000
	timedStates  = 5_000 // where time counts there are far more, and no search gets to the end
	MostStates   = 3_000_000
	UsualSamples = 1000
	mostMemory   = 1 << 30
)

func (e Effort) options(s *sim.Scenario, progress func(Progress)) scheduler.OutlookOptions {
	options := scheduler.OutlookOptions{MaxStates: e.MaxStates, MaxMemory: mostMemory, Samples: e.Samples, Seed: 1}
	if options.MaxStates == 0 || options.MaxStates > MostStates {
		options.MaxStates = UsualStates
		if s.Timing == sim.Timed {
			options.MaxStates = timedStates
		}
	}
	if options.Samples == 0 || options.Samples > scheduler.MaxOutlookSamples {
		options.Samples = UsualSamples
	}
	options.Progress = func(states, runs uint64) { progress(Progress{States: states, Runs: runs}) }
	return options
}

// Progress is how far work is.
type Progress struct {
	States uint64 `json:"states"`
	Runs   uint64 `json:"runs"`
	Share  int64  `json:"share"` // in thousandths, negative where that is not known
}

// AheadFacts is what lies ahead of where a session stands.
type AheadFacts struct {
	Here     ChanceFacts   `json:"here"`
	Next     []ChanceFacts `json:"next"` // by the index of the choice
	Known    string        `json:"known"`
	Exact    bool          `json:"exact"`
	TooLarge bool          `json:"tooLarge"` // more states than were to be searched
	NoReturn string        `json:"noReturn"` // why nothing can help any more, or ""
	Safe     string        `json:"safe"`     // why nothing can go wrong any more, or ""
	Bad      *EndFacts     `json:"bad"`      // the nearest
	Good     *EndFacts     `json:"good"`
	Ends     []EndFacts    `json:"ends"`
	Complete bool          `json:"complete"` // there are no other ends
	States   uint64        `json:"states"`
}

// ChanceFacts is the chance of a bad end.
type ChanceFacts struct {
	Text     string `json:"text"`     // "37.5%"
	Interval string `json:"interval"` // of a sample, "36.1 to 38.9%"
	Mille    uint64 `json:"mille"`    // in thousandths
	Hope     bool   `json:"hope"`
}

// EndFacts is one way to an end.
type EndFacts struct {
	Path     []string `json:"path"` // from the beginning on
	Steps    int      `json:"steps"`
	Good     bool     `json:"good"`
	Words    string   `json:"words"`    // what it is to the users
	Sees     string   `json:"sees"`     // what they see
	Property string   `json:"property"` // that is violated, or ""
	Shortest bool     `json:"shortest"`
	Excused  bool     `json:"excused"`
}

// LookAhead finds out what lies ahead of where a session stands.
func (e *Explorer) LookAhead(ctx context.Context, effort Effort, progress func(Progress)) (*AheadFacts, error) {
	s := &effort.Session
	c, err := e.open(s)
	if err != nil {
		return nil, err
	}
	options := effort.options(c.Scenario(), progress)
	a, err := c.Ahead(ctx, s.taken(), options)
	if err != nil {
		return nil, err
	}
	f := &AheadFacts{Here: chance(a.Here), Exact: a.Exact, TooLarge: !a.Exact, Ends: []EndFacts{}, Next: []ChanceFacts{}, States: a.States}
	for _, next := range a.Next {
		f.Next = append(f.Next, chance(next))
	}
	for i := range a.Ends {
		f.Ends = append(f.Ends, e.end(c, s, &a.Ends[i]))
	}
	f.Ends = distinct(f.Ends)
	f.Complete = a.Exact
	f.Good = nearestGood(f.Ends)
	if a.Bad != nil {
		end := e.end(c, s, a.Bad)
		f.Bad = &end
	}
	if a.Good != nil {
		if end := e.end(c, s, a.Good); f.Good == nil || end.Steps < f.Good.Steps && !end.Excused {
			f.Good = &end
		}
	}
	f.Known = knownText(a, options)
	f.turns(a)
	return f, nil
}

// turns says whether nothing can help any more, or nothing can go wrong.
func (f *AheadFacts) turns(a *scheduler.Ahead) {
	switch {
	case a.Exact && a.Here.Bad == scheduler.Certain:
		f.NoReturn = "whatever happens, it ends badly"
	case a.Decided && !a.Here.Hope:
		f.NoReturn = "it ends badly, unless a fault or something that a user need not do comes to help"
	case a.Exact && a.Here.Bad == 0:
		f.Safe = "whatever happens from here, nothing is violated"
	}
}

// knownText says how it is known what lies ahead.
func knownText(a *scheduler.Ahead, options scheduler.OutlookOptions) string {
	if a.Exact && a.States == 1 {
		return "exactly: nothing lies ahead"
	}
	if a.Exact {
		return "exactly: all " + number(a.States) + " states that lie ahead were searched"
	}
	return fmt.Sprintf("from samples: more than %s states lie ahead, so that %s random runs were made from here and after each choice",
		number(options.MaxStates), number(options.Samples))
}

// number is a number with commas.
func number(n uint64) string {
	text := strconv.FormatUint(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

func chance(l scheduler.Likely) ChanceFacts {
	f := ChanceFacts{Text: explain.ChanceText(l.Bad), Mille: l.Bad.In(1000), Hope: l.Hope}
	if l.Runs > 0 {
		low, high := odds.Wilson(l.BadRuns, l.Runs)
		f.Text = "about " + percent(float64(l.BadRuns)/float64(l.Runs)) + "%"
		f.Interval = percent(low) + " to " + percent(high) + "%"
	}
	return f
}

func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 1, 64) }

// end tells one way to an end. A way that cannot be replayed is a mistake of this
// program: it was just found.
func (e *Explorer) end(c checker.Checker, s *Session, w *scheduler.Way) EndFacts {
	path := slices.Concat(s.Path[:s.At], w.Names)
	trace, err := c.Replay(scheduler.Schedule{Names: path})
	if err != nil {
		panic("explorer: a way that was found cannot be gone: " + err.Error())
	}
	f := EndFacts{Path: path, Steps: len(w.Names), Good: w.Violated == 0, Sees: endWords(trace), Shortest: w.Shortest, Excused: trace.Excused()}
	switch problem := lastProblem(trace); {
	case w.Violated == 0:
		f.Words = "ends well"
		if f.Excused {
			f.Words = trace.Excuses[0].Words + ", which is excused"
		}
	case trace.Limits != "":
		f.Words = "exceeds a limit of the simulated world, and so means nothing"
	case problem != nil:
		f.Words, f.Property = problem.Words, problem.Property
	default:
		f.Words = "ends badly"
	}
	return f
}

// lastProblem is the gravest of what the last step of a run has shown to be violated.
func lastProblem(t *checker.Trace) *checker.Problem {
	last := *t
	last.Problems = slices.DeleteFunc(slices.Clone(t.Problems), func(p checker.Problem) bool { return p.Line < len(t.Lines)-1 })
	if worst := last.Gravest(); worst != nil {
		return worst
	}
	return t.Gravest()
}

// distinct leaves out ends that are the same to whoever sees them: of each the nearest
// stays.
func distinct(ends []EndFacts) []EndFacts {
	list := []EndFacts{}
	for _, end := range ends {
		same := func(known EndFacts) bool {
			return known.Good == end.Good && known.Words == end.Words && known.Sees == end.Sees
		}
		if i := slices.IndexFunc(list, same); i < 0 {
			list = append(list, end)
		} else if end.Steps < list[i].Steps {
			list[i] = end
		}
	}
	slices.SortStableFunc(list, func(a, b EndFacts) int {
		if a.Good != b.Good {
			if a.Good {
				return -1
			}
			return 1
		}
		return a.Steps - b.Steps
	})
	return list
}

// nearestGood is the nearest of the ends at which nothing is even excused, or nil.
func nearestGood(ends []EndFacts) *EndFacts {
	var nearest *EndFacts
	for i := range ends {
		if end := &ends[i]; end.Good && !end.Excused && (nearest == nil || end.Steps < nearest.Steps) {
			nearest = end
		}
	}
	return nearest
}
