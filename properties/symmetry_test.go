package properties_test

import (
	"context"
	"reflect"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// TestSymmetryEveryState shows, in every reachable world of small cells, that
// exchanging the two users turns what can happen into what can happen, and what
// is wrong into what is wrong.
func TestSymmetryEveryState(t *testing.T) {
	for _, c := range telltale() {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			requireSymmetry(t, c.compile(t), 0)
		})
	}
}

// telltale lists the cells that promises of the system are looked at in.
func telltale() []cell {
	var cells []cell
	for _, c := range small() {
		alone := c.faults == "" && c.scenario != "bystanders" && c.scenario != "glare-hangup" && c.scenario != "expiry"
		if alone || c.scenario == "federated-glare" {
			cells = append(cells, c)
		}
	}
	return append(
		cells,
		cell{"bystanders", "robust", "", "", ""},
		cell{"glare-hangup", "robust", "", "", ""},
		cell{"glare", "literal-sent+restart=hangup", "crash=1", "", ""},
		cell{"retro", "literal+glare=off-ring", "", "", ""},
		cell{"glare", "literal-sent+winner=first-in-room", "sync-gap=1", "", ""},
		cell{"glare", "literal+sendfail=retry-2", "send-fail=1", "", ""},
		cell{"federated-glare", "literal-sent+winner=first-in-room", "soft-fail=1", "", ""},
		cell{"federated-glare", "literal-sent+winner=earliest-ts", "clock-skew=1", "", ""},
		cell{"gathering", "literal+trickle=wait", "send-fail=1", "", "bob may hangup x0\n"},
		cell{"glare-v1", "robust+trickle=wait", "", "", "candidates 1 end\n"},
	)
}

// TestSymmetryOfMutants shows the same for rules that are wrong, on both sides
// alike, and for as many worlds of redial, in which the order of a user's own
// calls could matter.
func TestSymmetryOfMutants(t *testing.T) {
	for _, m := range model.Mutants(model.Version0) {
		requireSymmetry(t, cell{"glare", "literal-sent", "", "", ""}.compileRules(t, m.Rules), 500)
		requireSymmetry(t, cell{"redial", "literal-sent", "", "", ""}.compileRules(t, m.Rules), 500)
	}
}

func requireSymmetry(t *testing.T, sys *sim.System, most uint64) {
	t.Helper()
	mirrored, err := scheduler.CheckSymmetry(context.Background(), sys, properties.NewJudge(sys), most)
	if err != nil || mirrored == 0 && sys.Asymmetry() == "" {
		t.Errorf("%d worlds are mirrored: %v", mirrored, err)
	}
}

// TestReductionsAgree shows that a search finds the same with each reduction, to
// the last step of the story, and to the last count where nothing is dropped.
func TestReductionsAgree(t *testing.T) {
	for _, c := range small() {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			sys := c.compile(t)
			requireSameResults(t, sys, scheduler.SearchOptions{})
			requireSameResults(t, sys, scheduler.SearchOptions{KeepGoing: true, Outcomes: true, Silent: true})
			if c.faults == "" && c.scenario != "bystanders" && c.scenario != "glare-hangup" {
				requireSameResults(t, sys, scheduler.SearchOptions{KeepGoing: true, Outcomes: true, Workers: 2})
			}
		})
	}
}

func requireSameResults(t *testing.T, sys *sim.System, options scheduler.SearchOptions) {
	t.Helper()
	j := properties.NewJudge(sys)
	var all *scheduler.SearchResult
	for _, options.Reduction = range []scheduler.Reduction{scheduler.ReduceNone, scheduler.ReduceSymmetry, scheduler.ReduceFull} {
		r := scheduler.Search(context.Background(), sys, j, options)
		if want := options.Reduction != scheduler.ReduceNone && sys.Asymmetry() == ""; r.Mirrored != want {
			t.Errorf("%v: mirrored is %v; asymmetry %q", options.Reduction, r.Mirrored, sys.Asymmetry())
		}
		if options.Silent && r.Dropped { // without stories, lengths are those of what is left
			if got, want := answer(sys, r), answer(sys, all); got != want {
				t.Errorf("%v finds %s\nwithout it %s", options.Reduction, got, want)
			}
			continue
		}
		r.Memory, r.Mirrored, r.Spared = 0, false, false
		for i := range r.Outcomes {
			o := &r.Outcomes[i]
			if again, err := scheduler.Replay(sys, j, o.Witness.Initial, o.Witness.Names, nil); !options.Silent && (err != nil || again.Outcome != o.Code) {
				t.Errorf("%v: the witness of %s is replayed as %+v, %v", options.Reduction, sys.OutcomeText(o.Code), again, err)
			}
			// Of equally good ways another one may be shown.
			o.Witness = scheduler.Schedule{Picks: make([]int, len(o.Witness.Picks))}
		}
		if all == nil {
			all = r
		}
		if options.Reduction == scheduler.ReduceFull {
			fewerSteps(t, all, r)
		}
		if !reflect.DeepEqual(r, all) {
			t.Errorf("%v finds %+v\nwithout it %+v", options.Reduction, r, all)
		}
	}
}

// fewerSteps gives a result without what commutes, or without dead messages, the counts
// of one with it, which must be as many or more.
func fewerSteps(t *testing.T, all, r *scheduler.SearchResult) {
	t.Helper()
	more := r.Transitions > all.Transitions || len(r.Findings) != len(all.Findings) || len(r.Outcomes) != len(all.Outcomes)
	for i := range min(len(r.Findings), len(all.Findings)) {
		more = more || r.Findings[i].Count > all.Findings[i].Count
		r.Findings[i].Count = all.Findings[i].Count
	}
	r.Transitions = all.Transitions
	if r.Dropped {
		for i := range min(len(r.Outcomes), len(all.Outcomes)) {
			more = more || r.Outcomes[i].Finals > all.Outcomes[i].Finals
			r.Outcomes[i].Finals = all.Outcomes[i].Finals
		}
		more = more || r.States > all.States || r.Finals > all.Finals || r.Depth > all.Depth
		r.States, r.Finals, r.Depth, r.Dropped = all.States, all.Finals, all.Depth, false
	}
	if more {
		t.Errorf("where something is left out there is more, or something else is found: %+v, %+v", r, all)
	}
}

// TestAsymmetry shows what breaks the symmetry.
func TestAsymmetry(t *testing.T) {
	for _, c := range []struct {
		cell cell
		want string
	}{
		{cell{"glare", "literal", "", "", ""}, ""},
		{cell{"redial", "literal", "", "", ""}, ""},
		{cell{"two-rooms", "literal", "", "", ""}, ""},
		{cell{"equal-ids", "literal+cmp=uca", "", "", ""}, ""},
		{cell{"single", "literal", "", "", ""}, "alice and bob may press different things"},
		{cell{"glare", "alice=literal,bob=robust", "", "", ""}, "alice and bob have different readings"},
		{cell{"glare", "literal+eq=user-id", "", "", ""}, "the reading compares the users' IDs"},
		{cell{"glare", "literal+winner=lesser-user", "", "", ""}, "the reading compares the users' IDs"},
		{cell{"glare", "literal+winner=earliest-ts", "", "", ""}, ""},
		{cell{"glare", "literal", "", "", "ids alice=\"a\" bob=\"b\"\n"}, "no two assignments of call IDs are each other's opposite"},
		{cell{"glare", "literal", "", "", "ids alice=\"a\" bob=\"a\"\n"}, "no two assignments of call IDs are each other's opposite"},
		{cell{"federated-glare", "literal", "", "", "bystanders 1\n"}, ""},
	} {
		if got := c.cell.compile(t).Asymmetry(); got != c.want {
			t.Errorf("%s: %q, want %q", c.cell, got, c.want)
		}
	}
	wrong, right := model.Mutants(model.Version0)[0].Rules, model.V0()
	sys, err := sim.CompileMixed(cell{"glare", "literal", "", "", ""}.load(t), wrong, right)
	if err != nil || sys.Asymmetry() != "alice and bob have different rules" {
		t.Errorf("%v, %v", sys, err)
	}
}

// BenchmarkReduction measures a search with each reduction.
func BenchmarkReduction(b *testing.B) {
	for _, c := range []cell{{"glare-hangup", "literal", "", "", ""}, {"bystanders", "literal", "", "", ""}} {
		sys := c.compile(b)
		for i, name := range scheduler.ReductionNames() {
			b.Run(c.String()+"/"+name, func(b *testing.B) {
				var r *scheduler.SearchResult
				for b.Loop() {
					r = scheduler.Search(context.Background(), sys, properties.NewJudge(sys), scheduler.SearchOptions{
						Reduction: scheduler.Reduction(i), KeepGoing: true, Silent: true,
					})
				}
				b.ReportMetric(float64(r.States)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mstates/s")
				b.ReportMetric(float64(r.Memory)/float64(r.States), "bytes/state")
				b.ReportMetric(float64(r.Transitions)/float64(r.States), "steps/state")
			})
		}
	}
}
