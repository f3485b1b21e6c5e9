package scheduler_test

import (
	"slices"
	"testing"

	"github.com/glarelab/glare/scheduler"
)

// maze is a small graph drawn from a seed, without order or reason: 40 rooms
// with up to three doors each, which have an actor and a calm. Some rooms are
// quiescent, some doors and quiescent rooms are wrong.
type maze struct{ seed uint64 }

type mazeWorld struct{ Room [2]uint8 }

type mazeAction struct{ door, actor, calm uint8 }

// facet is a number below n that belongs to a place of the maze.
func (m maze) facet(room, door, what uint8, n int) int {
	var r scheduler.Random
	r.Seed(m.seed, uint64(room)<<16|uint64(door)<<8|uint64(what))
	return r.IntN(n)
}

func (m maze) quiescent(room uint8) bool { return m.facet(room, 0, 1, 6) == 0 }

func (maze) Initials() int { return 2 }

func (maze) Initial(i int, w *mazeWorld) { *w = mazeWorld{Room: [2]uint8{uint8(i)}} }

func (maze) Copy(dst, src *mazeWorld) { *dst = *src }

func (maze) Key(w *mazeWorld) []byte { return bytesOf(w) }

func (maze) Heal(*mazeWorld) {}

func (maze) Fault(mazeAction) int { return -1 }

func (maze) Faults() int { return 0 }

func (m maze) Do(w *mazeWorld, a mazeAction) { w.Room[0] = uint8(m.facet(w.Room[0], a.door, 2, 40)) }

func (m maze) Fair(w *mazeWorld, _ mazeAction) bool { return !m.quiescent(w.Room[0]) }

func (m maze) Enabled(w *mazeWorld, buf []mazeAction) []mazeAction {
	for door := range uint8(m.facet(w.Room[0], 0, 3, 4)) {
		buf = append(buf, mazeAction{door, uint8(m.facet(w.Room[0], door, 4, 3)), uint8(m.facet(w.Room[0], door, 5, 3))})
	}
	return buf
}

func (maze) Name(_ *mazeWorld, a mazeAction) string { return "door " + string('0'+rune(a.door)) }

func (maze) Info(a mazeAction) (uint8, uint64, scheduler.Kind, uint8) {
	return a.actor, 1, scheduler.KindMessage, a.calm
}

type mazeJudge struct{ maze }

func (j mazeJudge) Step(before *mazeWorld, a mazeAction, _ *mazeWorld) scheduler.Set {
	if j.facet(before.Room[0], a.door, 6, 30) == 0 {
		return 1
	}
	return 0
}

func (j mazeJudge) Final(w *mazeWorld) scheduler.Set {
	if j.facet(w.Room[0], 0, 7, 6) == 0 {
		return 2
	}
	return 0
}

func (j mazeJudge) Cause(w *mazeWorld) uint32 { return uint32(w.Room[0] % 2) }

func (j mazeJudge) Outcome(w *mazeWorld) scheduler.Code {
	return scheduler.Code{2: uint64(w.Room[0] % 5)}
}

// price orders schedules as a story is chosen: length, changes of actor, calm,
// initial world, picks.
func price(m maze, initial int, picks []int) []int {
	var w mazeWorld
	m.Initial(initial, &w)
	switches, calm, last := 0, 0, -1
	for _, pick := range picks {
		a := m.Enabled(&w, nil)[pick]
		if last >= 0 && last != int(a.actor) {
			switches++
		}
		last, calm = int(a.actor), calm+int(a.calm)
		m.Do(&w, a)
	}
	return append([]int{len(picks), switches, calm, initial}, picks...)
}

// cheapest finds by trying all schedules of up to depth steps the cheapest one
// for each property and cause, and for each outcome.
func cheapest(m maze, depth int) (findings map[[2]int][]int, outcomes map[scheduler.Code][]int) {
	findings, outcomes = map[[2]int][]int{}, map[scheduler.Code][]int{}
	j := mazeJudge{m}
	for initial := range m.Initials() {
		var w mazeWorld
		m.Initial(initial, &w)
		var try func(w mazeWorld, picks []int)
		try = func(w mazeWorld, picks []int) {
			offer := func(set scheduler.Set, w *mazeWorld) {
				for property := range 2 {
					key, cost := [2]int{property, int(j.Cause(w))}, price(m, initial, picks)
					if set>>property&1 != 0 && (findings[key] == nil || slices.Compare(cost, findings[key]) < 0) {
						findings[key] = cost
					}
				}
			}
			enabled := m.Enabled(&w, nil)
			if len(enabled) == 0 || m.quiescent(w.Room[0]) {
				offer(j.Final(&w), &w)
				code, cost := j.Outcome(&w), price(m, initial, picks)
				if outcomes[code] == nil || slices.Compare(cost, outcomes[code]) < 0 {
					outcomes[code] = cost
				}
			}
			if len(picks) == depth {
				return
			}
			for pick, a := range enabled {
				after := w
				m.Do(&after, a)
				picks = append(picks, pick)
				offer(j.Step(&w, a, &after), &after)
				try(after, picks)
				picks = picks[:len(picks)-1]
			}
		}
		try(w, nil)
	}
	return findings, outcomes
}

// The stories that the search tells are the best that trying everything finds.
func TestStoriesAreTheBest(t *testing.T) {
	const depth = 6
	told := 0
	for seed := range uint64(300) {
		m := maze{seed}
		findings, outcomes := cheapest(m, depth)
		r := search(t, m, mazeJudge{m}, scheduler.SearchOptions{MaxDepth: depth, KeepGoing: true, Outcomes: true, Workers: 2})
		r.Findings = slices.DeleteFunc(r.Findings, func(f scheduler.Finding) bool { return checkLasso(t, m, f) })
		if len(r.Findings) != len(findings) || len(r.Outcomes) != len(outcomes) {
			t.Fatalf("seed %d: %+v\nwant %v\nand %v", seed, r, findings, outcomes)
		}
		for _, f := range r.Findings {
			got, want := price(m, f.Schedule.Initial, f.Schedule.Picks), findings[[2]int{f.Property, int(f.Cause)}]
			if !slices.Equal(got, want) {
				t.Errorf("seed %d, property %d, cause %d: %v, want %v", seed, f.Property, f.Cause, got, want)
			}
			told++
		}
		for _, o := range r.Outcomes {
			if got := price(m, o.Witness.Initial, o.Witness.Picks); !slices.Equal(got, outcomes[o.Code]) {
				t.Errorf("seed %d, outcome %d: %v, want %v", seed, o.Code, got, outcomes[o.Code])
			}
		}
	}
	if told < 300 {
		t.Errorf("only %d stories were told", told)
	}
}

// checkLasso reports whether f is a lasso, which must lead back to where its
// loop begins.
func checkLasso(t *testing.T, m maze, f scheduler.Finding) bool {
	if f.Property != scheduler.Liveness {
		return false
	}
	var rooms []uint8
	once := slices.Concat(f.Schedule.Picks, f.Loop.Picks)
	see := func(s *scheduler.Step[mazeWorld, mazeAction]) {
		if rooms = append(rooms, s.After.Room[0]); m.quiescent(s.Before.Room[0]) && s.Index >= len(f.Schedule.Picks) {
			t.Errorf("%v: the loop has steps that are not fair: %+v", m, f)
		}
	}
	if _, err := scheduler.ReplayPicks(m, mazeJudge{m}, f.Schedule.Initial, slices.Concat(once, f.Loop.Picks), see); err != nil {
		t.Error(err)
	}
	n := len(f.Loop.Picks)
	if n == 0 || !slices.Equal(rooms[len(rooms)-n:], rooms[len(rooms)-2*n:len(rooms)-n]) {
		t.Errorf("%v: the loop does not close: %v, %+v", m, rooms, f)
	}
	return true
}
