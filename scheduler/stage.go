package scheduler

// stage is a world on which a run takes place, with everything that a run, a
// replay and a shrinking attempt do alike: look what is enabled, take an
// action, judge, record.
type stage[W any, A comparable] struct {
	sys     System[W, A]
	judge   Judge[W, A]
	notes   Set // bits of the judge's sets that say nothing against a run
	observe func(before *W, a A, after *W)

	// The worlds live here and not in local variables, because what is handed
	// to an interface escapes, and an escaping local is an allocation a run.
	world, before W
	enabled       []A
	quiescent     bool // after look: no enabled action is fair
	wasQuiescent  bool // the same of the look before
	result        Result
}

// begin sets the stage for a new run from initial world i.
func (st *stage[W, A]) begin(i int) {
	st.result = Result{Schedule: Schedule{Initial: i, Picks: st.result.Schedule.Picks[:0]}}
	st.sys.Initial(i, &st.world)
	st.quiescent = false
}

// look finds out what is enabled now.
func (st *stage[W, A]) look() {
	st.enabled = st.sys.Enabled(&st.world, st.enabled[:0])
	st.wasQuiescent = st.quiescent
	st.quiescent = !anyFair(st.sys, &st.world, st.enabled)
}

// take makes enabled action i happen and returns the properties that the step
// violates. It must follow a look.
func (st *stage[W, A]) take(i int) Set {
	a := st.enabled[i]
	st.sys.Copy(&st.before, &st.world)
	st.sys.Do(&st.world, a)
	st.result.Schedule.Picks = append(st.result.Schedule.Picks, i)
	if st.observe != nil {
		st.observe(&st.before, a, &st.world)
	}
	set := st.judge.Step(&st.before, a, &st.world)
	if set != 0 { // hardly ever, so that it is asked before the call
		set = st.judged(set)
	}
	return set
}

// judged records what the judge says of the world or of the step to it, and returns
// what is violated.
func (st *stage[W, A]) judged(set Set) Set {
	st.result.Noted |= set & st.notes
	if set &^= st.notes; set != 0 {
		st.violated(set)
	}
	return set
}

// healed records that the faults of the world were ended.
func (st *stage[W, A]) healed() {
	st.result.Schedule.Picks = append(st.result.Schedule.Picks, Heal)
}

// judgeFinal judges the world, if it is quiescent, and returns the properties
// that it violates. It must follow a look.
func (st *stage[W, A]) judgeFinal() Set {
	if !st.quiescent {
		return 0
	}
	return st.judged(st.judge.Final(&st.world))
}

// violated records the first violation, and whatever else is violated in the
// same place.
func (st *stage[W, A]) violated(set Set) {
	at := len(st.result.Schedule.Picks)
	if st.result.Violated == 0 {
		st.result.At = at
		st.result.Cause = st.judge.Cause(&st.world)
	}
	if st.result.At == at {
		st.result.Violated |= set
	}
}

// end completes the result. It must follow a look at the last world or a
// violating step.
func (st *stage[W, A]) end() *Result {
	r := &st.result
	if r.Violated != 0 {
		// A violating step was not followed by a look.
		st.look()
	}
	if r.Quiescent = st.quiescent; r.Quiescent {
		r.Outcome = st.judge.Outcome(&st.world)
	}
	switch {
	case r.Violated != 0:
		r.Verdict = Violated
	case r.Quiescent:
		r.Verdict = OK
	default:
		r.Reason = "the run did not become quiescent within its bound"
	}
	return r
}

// anyFair reports whether one of the actions enabled in w is fair. The first
// one nearly always is, since the calmest comes first.
func anyFair[W any, A comparable](sys System[W, A], w *W, enabled []A) bool {
	for _, a := range enabled {
		if sys.Fair(w, a) {
			return true
		}
	}
	return false
}
