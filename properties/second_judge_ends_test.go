package properties_test

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// end is what the second judge says of a quiescent world at the end of a path.
func (j secondJudge) end(m *memory, w *sim.World) opinion {
	var o opinion
	o.is(badSameCall, j.apart(m, w))
	for r := range j.sys.Scenario.Rooms {
		o.is(badWillingConnected, j.unconnected(m, w, r))
	}
	for d := range j.sys.Devices() {
		for c := range j.sys.Calls() {
			o.is(badNobodyStuck, unsettled(state(w, d, c)))
		}
		// Finally no stream is held without a call.
		o.is(badMediaAccounted, j.unaccounted(w, d))
		o.allow(badMediaAccounted, j.misfed(w, d))
	}
	for c := range j.sys.Calls() {
		// Exactly one polite side per active call: the one that answered it.
		o.is(badPolite, j.active(m, w, c) && m.answered[j.sys.Owner(c)].has(c) == m.answered[j.callee(m, c)].has(c))
		// Each end of an active call shows the other as muted if and only if it is.
		o.is(badStreamsShown, j.shownWrong(m, w, c))
	}
	return o
}

// quiescent reports whether in w nothing is enabled but faults and may-actions; a timer
// that the scenario stops is not enabled at all.
//
//	*Quiescent*: nothing is enabled but faults, may-actions, and timers that this
//	scenario stops.
func (j secondJudge) quiescent(enabled []sim.Action) bool {
	for _, a := range enabled {
		u := &j.sys.Scenario.Users[j.sys.UserOf(int(a.Device))]
		may := false
		switch a.Op {
		case sim.OpFault, sim.OpCrowd, sim.OpCandidate, sim.OpExpired:
			may = true
		case sim.OpPlace:
			may = !u.Place.Must
		case sim.OpAnswer:
			may = !u.Answer.Must
		case sim.OpReject:
			may = !u.Reject.Must
		case sim.OpIgnore:
			may = !u.Ignore.Must
		case sim.OpHangUp:
			may = !u.HangUp.Must
		case sim.OpRenegotiate:
			may = !u.Renegotiate.Must
		case sim.OpMute:
			may = !u.Mute.Must
		}
		if !may {
			return false
		}
	}
	return true
}

// apart reports whether devices are live, and not exactly one caller's and one
// callee's on one call.
//
//	Either no device is live, or exactly one caller's and one callee's device are, on
//	one call.
func (j secondJudge) apart(m *memory, w *sim.World) bool {
	callers, callees, on := 0, 0, calls(0)
	for d := range j.sys.Devices() {
		for c := range j.sys.Calls() {
			switch {
			case !live(state(w, d, c)) || j.hostile(j.sys.Owner(c)) || j.callee(m, c) >= 0 && j.hostile(j.callee(m, c)):
				continue
			case j.sys.Owner(c) == d:
				callers++
			case j.sys.UserOf(j.sys.Owner(c)) != j.sys.UserOf(d) || j.oneself(c):
				callees++
			}
			on.add(c)
		}
	}
	return on != 0 && (callers != 1 || callees != 1 || on&(on-1) != 0)
}

// unsettled reports whether a device must not be left in a state.
//
//	No device waits, rings, prepares, accepts or connects.
func unsettled(s model.State) bool {
	switch s {
	case model.OSending, model.OWait, model.IPend, // waits
		model.IRing, model.IIgn, // rings
		model.OPrep,                // prepares
		model.IAcc, model.ISending, // accepts
		model.OConn, model.IConn: // connects
		return true
	default:
		return false
	}
}

// unconnected reports whether both want to talk in a room and do not.
//
//	Both willing and at least one invite accepted ⇒ both active on one same call
//	(whichever), unless a destroying fault hit the winner's invite, its answer, or the
//	media of one of its two ends.
func (j secondJudge) unconnected(m *memory, w *sim.World, r int) bool {
	talks := map[int]bool{}
	for c := range j.sys.Calls() {
		if j.sys.CallRoom(c) == r && j.active(m, w, c) {
			talks[j.sys.UserOf(j.sys.Owner(c))] = true
			talks[j.sys.UserOf(j.callee(m, c))] = true
		}
	}
	for u := range j.sys.Users() {
		for v := range j.sys.Users() {
			if u <= v && j.wants(m, u, v, r) && j.wants(m, v, u, r) && !talks[u] && !talks[v] && j.blamed(m, w, r, u, v) {
				return true
			}
		}
	}
	return false
}

// blamed reports whether nothing excuses that two users do not talk who want to.
func (j secondJudge) blamed(m *memory, w *sim.World, r, u, v int) bool {
	if winner := j.winner(m, w, r, u, v); winner != model.NoCall {
		return !(m.hit | m.outlived).has(winner) && !j.mediaLost(m, winner)
	}
	// A client that never sends what its user placed is at fault too, unless something
	// kept it from that.
	kept := m.hit | m.outlived | m.givenUp()
	for d := range m.sendHit {
		kept |= m.mediaHit[d] | m.sendHit[d]
	}
	return kept == 0 && w.Third == 0
}

// givenUp is the calls that any user ended or declined.
func (m *memory) givenUp() (all calls) {
	for _, set := range m.gaveUp {
		all |= set
	}
	return all
}

// winner is the winner of a room among the calls of two users, or no call.
//
//	*Winner*: of the calls whose invite its server accepted, the lesser; the only one,
//	if one.
//
// A call that a user hung up or declined can be nobody's duty any more. Under a reading
// that has another call win than the lesser, which knob winner says, it is that one.
func (j secondJudge) winner(m *memory, w *sim.World, r, u, v int) int {
	winner := model.NoCall
	for c := range j.sys.Calls() {
		if j.sys.CallRoom(c) != r || !m.accepted.has(c) || m.givenUp().has(c) {
			continue
		}
		caller := j.sys.UserOf(j.sys.Owner(c))
		if (caller != u || !j.means(c, v)) && (caller != v || !j.means(c, u)) {
			continue
		}
		if winner == model.NoCall || j.beats(w, c, winner) {
			winner = c
		}
	}
	return winner
}

// beats reports whether, of two calls, x survives rather than y.
func (j secondJudge) beats(w *sim.World, x, y int) bool {
	reading := &j.sys.Machine(0).Reading
	switch {
	case reading.Is(model.Winner, "greater-id"):
		return j.sys.ID(w, x) > j.sys.ID(w, y)
	case reading.Is(model.Winner, "lesser-user") && j.sys.Owner(x) != j.sys.Owner(y):
		return j.sys.UserName(j.sys.Owner(x)) < j.sys.UserName(j.sys.Owner(y))
	default:
		return j.sys.ID(w, x) < j.sys.ID(w, y)
	}
}
