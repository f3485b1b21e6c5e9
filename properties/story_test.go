package properties_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// howToReplay says how a failing run is had again outside of the tests, with the
// rules as they now are: the command, with the run in a token.
func howToReplay(sys *sim.System, r *scheduler.Result) string {
	pinned, err := sys.Scenario.Pinned(r.Schedule.Initial)
	if err != nil {
		return err.Error()
	}
	token := record.Token{Scenario: pinned, Hashes: checker.Rules{}.Hash(pinned), Schedule: scheduler.Schedule{Names: r.Schedule.Names}}
	return "go run ./cmd/simrun replay " + token.Encode()
}

// check carries out the run that picks choose, judges it, and tells its story if
// it violates a property; else it returns "". Any bytes are a run, so that
// everything that generates bytes generates runs: rapid, fuzzing, or a seed.
func check(sys *sim.System, j judge, picks []byte) string {
	r := scheduler.NewRunner(sys, j, scheduler.Limits{}).Run(scheduler.NewPicks(sys, picks), 0, 0)
	switch r.Verdict {
	case scheduler.OK:
		return ""
	case scheduler.Undecided:
		return "the run does not come to rest: " + r.Reason
	default:
		return story(sys, j, shrunk(sys, j, r.Schedule, r.Violated))
	}
}

// shrunk is the smallest run that shrinking makes of a schedule that violates a
// property of the set.
func shrunk(sys *sim.System, j judge, s scheduler.Schedule, set properties.Set) *scheduler.Result {
	named, err := scheduler.Names(sys, s)
	if err != nil {
		panic("a run that was just carried out cannot be repeated: " + err.Error())
	}
	r, err := scheduler.Shrink(context.Background(), sys, j, named.Initial, named.Names, set)
	if err != nil || r == nil {
		panic(fmt.Sprintf("a run that violates %s cannot be shrunk: %v", violated(set), err))
	}
	return r
}

// shortest is the story of a shortest run that violates a property of the set, or
// "" if the set is empty.
func shortest(sys *sim.System, j judge, set properties.Set) string {
	if set == 0 {
		return ""
	}
	f := scheduler.Shortest(context.Background(), sys, j, set, scheduler.SearchOptions{})
	if f == nil {
		return ""
	}
	r, err := scheduler.Replay(sys, j, f.Schedule.Initial, f.Schedule.Names, nil)
	if err != nil {
		panic("a run that was just found cannot be replayed: " + err.Error())
	}
	return story(sys, j, r)
}

// story tells a run that violates a property: what is wrong, who is there, what
// happened, and how to see it again.
func story(sys *sim.System, j judge, r *scheduler.Result) string {
	var text strings.Builder
	say := func(format string, values ...any) { fmt.Fprintf(&text, "\n"+format, values...) }
	why := explain(sys, r)
	say("violated %s: %s", names(r.Violated), why.Words)
	for _, fact := range why.Facts {
		say("  %s", fact)
	}
	var w sim.World
	sys.Initial(r.Schedule.Initial, &w)
	for d := range sys.Devices() {
		say("%s: reading %s", sys.UserName(d), sys.Machine(d).Reading.Name)
	}
	for c := range sys.Calls() {
		say("call %s has the ID %q", sys.CallName(c), sys.ID(&w, c))
	}
	say("%s, %d steps:", sys.Scenario.Name, len(r.Schedule.Names))
	_, err := scheduler.Replay(sys, j, r.Schedule.Initial, r.Schedule.Names, func(s *scheduler.Step[sim.World, sim.Action]) {
		say("%4d  %-44s %s", s.Index+1, s.Name, stands(sys, s.After))
	})
	if err != nil {
		say("%v", err)
	}
	if r.Violated == lesserWins {
		say("only these tests judge lesser-wins; simrun calls this run ok")
	} else {
		say("%s", howToReplay(sys, r))
	}
	return text.String()
}

// names lists the properties of a set, those that only tests have included.
func names(set properties.Set) string {
	text := violated(set)
	if set&lesserWins != 0 {
		text = strings.TrimSpace(text + " lesser-wins")
	}
	return text
}

// explain says why the first property of a run's violated set is violated.
func explain(sys *sim.System, r *scheduler.Result) (why properties.Conflict) {
	j := properties.NewJudge(sys)
	_, err := scheduler.Replay(sys, j, r.Schedule.Initial, r.Schedule.Names, func(s *scheduler.Step[sim.World, sim.Action]) {
		if s.Index+1 != r.At {
			return
		}
		for p := range properties.All() {
			if r.Violated&(1<<p) == 0 || why.Words != "" {
				continue
			}
			var broken bool
			if why, broken = j.Explain(p, s.Before, s.Action, s.After); !broken {
				why, _ = j.Explain(p, nil, s.Action, s.After)
			}
		}
	})
	switch {
	case err != nil:
		why.Words = err.Error()
	case why.Words == "":
		why = properties.Conflict{Words: "the wrong call survives", Facts: [2]string{
			"both invites were accepted, and nothing of the lesser call was destroyed", "the call with the greater ID is active",
		}}
	}
	return why
}

// stands says where both devices stand in a world.
func stands(sys *sim.System, w *sim.World) string {
	return sys.OutcomeText(sys.Outcome(w))
}
