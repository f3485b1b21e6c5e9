package scheduler_test

import (
	"context"
	"testing"
	"unsafe"

	"github.com/glarelab/glare/scheduler"
)

// The toys are systems with a known number of worlds and known flaws.

// crossing is the glare of telephony in the small. Each of two parties rings the
// other; a ring is acknowledged to its sender and delivered to the other side. A
// party that is rung while it rings itself compares: party 0's ring survives.
// The planted flaw: one whose own ring is not acknowledged yet gives way. So two
// parties may each accept the other's ring. As a fault, a ring may be lost; as a
// may-action, a party in a call hangs up.
type crossing struct {
	flaw   bool
	losses uint8
}

type crossWorld struct {
	State  [2]uint8 // see below
	Acks   [2]uint8 // 1: the acknowledgement of the party's ring is under way
	Rings  [2]uint8 // 1: the party's ring is under way
	Losses [1]uint8
	Spare  [1]uint8
}

// States of a party.
const (
	crossIdle  = iota
	crossRings // own ring not acknowledged
	crossWaits // own ring acknowledged
	crossIn0   // in the call of party 0
	crossIn1
	crossGone
)

// crossAction is an operation and the party that takes it.
type crossAction struct{ op, party uint8 }

const (
	crossRing = iota
	crossAck
	crossDeliver // the ring of the other party
	crossHangup
	crossLose
)

var crossNames = []string{"rings", "hears the acknowledgement", "is rung", "hangs up", "loses its ring"}

func (c crossing) Initials() int { return 1 }

func (c crossing) Initial(_ int, w *crossWorld) { *w = crossWorld{Losses: [1]uint8{c.losses}} }

func (c crossing) Enabled(w *crossWorld, buf []crossAction) []crossAction {
	for p := range uint8(2) {
		if w.Acks[p] == 1 {
			buf = append(buf, crossAction{crossAck, p})
		}
	}
	for p := range uint8(2) {
		if w.Rings[1-p] == 1 {
			buf = append(buf, crossAction{crossDeliver, p})
		}
	}
	for p := range uint8(2) {
		if w.State[p] == crossIdle {
			buf = append(buf, crossAction{crossRing, p})
		}
	}
	for p := range uint8(2) {
		if s := w.State[p]; s == crossIn0 || s == crossIn1 {
			buf = append(buf, crossAction{crossHangup, p})
		}
		if w.Rings[p] == 1 && w.Losses[0] > 0 {
			buf = append(buf, crossAction{crossLose, p})
		}
	}
	return buf
}

func (c crossing) Do(w *crossWorld, a crossAction) {
	p := a.party
	switch a.op {
	case crossRing:
		w.State[p], w.Acks[p], w.Rings[p] = crossRings, 1, 1
	case crossAck:
		w.Acks[p] = 0
		if w.State[p] == crossRings {
			w.State[p] = crossWaits
		}
	case crossDeliver:
		w.Rings[1-p] = 0
		theirs := crossIn0 + 1 - p
		switch w.State[p] {
		case crossIdle:
			w.State[p] = theirs
		case crossRings, crossWaits:
			if c.flaw && w.State[p] == crossRings {
				w.State[p] = theirs
			} else {
				w.State[p] = crossIn0
			}
		}
	case crossHangup:
		w.State[p] = crossGone
	case crossLose:
		w.Rings[p] = 0
		w.Losses[0]--
	}
}

func (c crossing) Copy(dst, src *crossWorld) { *dst = *src }

func (c crossing) Key(w *crossWorld) []byte {
	return bytesOf(w)
}

func (c crossing) Fair(_ *crossWorld, a crossAction) bool { return a.op < crossHangup }

func (c crossing) Heal(w *crossWorld) { w.Losses[0] = 0 }

func (c crossing) Name(_ *crossWorld, a crossAction) string {
	return []string{"alice", "bob"}[a.party] + " " + crossNames[a.op]
}

func (c crossing) Info(a crossAction) (actor uint8, objects uint64, kind scheduler.Kind, calm uint8) {
	kinds := []scheduler.Kind{scheduler.KindUser, scheduler.KindMessage, scheduler.KindMessage, scheduler.KindUser, scheduler.KindFault}
	return a.party, 1 << a.party, kinds[a.op], []uint8{2, 0, 1, 3, 4}[a.op]
}

func (c crossing) Fault(a crossAction) int {
	if a.op == crossLose {
		return 0
	}
	return -1
}

func (c crossing) Faults() int { return 1 }

// crossJudge wants both parties in one call, unless somebody hung up. Property 0
// is that; property 1 forbids to leave the own call for the other's.
type crossJudge struct{}

func (crossJudge) Step(before *crossWorld, a crossAction, after *crossWorld) scheduler.Set {
	p := a.party
	if before.State[p] == crossWaits && after.State[p] == crossIn0+1-p && p == 0 {
		return 2
	}
	return 0
}

func (crossJudge) Final(w *crossWorld) scheduler.Set {
	a, b := w.State[0], w.State[1]
	if a == crossGone || b == crossGone || a == b && (a == crossIn0 || a == crossIn1) {
		return 0
	}
	// One side whose own ring is delivered counts as in its call.
	if a == crossWaits && b == crossIn0 || b == crossWaits && a == crossIn1 {
		return 0
	}
	return 1
}

func (crossJudge) Cause(w *crossWorld) uint32 { return uint32(w.Losses[0]) }

func (crossJudge) Outcome(w *crossWorld) scheduler.Code {
	return scheduler.Code{2: uint64(w.State[0])<<8 | uint64(w.State[1])}
}

// grid is n counters that each go from 0 to steps, and a world as large as a
// real one: (steps+1)^n worlds. Property 0 is violated where all counters that
// the trap names stand as it says and counter 0 moves.
type grid struct {
	n, steps uint8
	trap     [6]uint8
	trapped  bool
}

type gridWorld struct {
	At  [6]uint8
	Pad [106]uint8
}

type gridAction uint8

func (g grid) Initials() int { return 1 }

func (g grid) Initial(_ int, w *gridWorld) { *w = gridWorld{} }

func (g grid) Enabled(w *gridWorld, buf []gridAction) []gridAction {
	for i := range g.n {
		if w.At[i] < g.steps {
			buf = append(buf, gridAction(i))
		}
	}
	return buf
}

func (g grid) Do(w *gridWorld, a gridAction) { w.At[a]++; w.Pad[a*7] += 3 }

func (g grid) Copy(dst, src *gridWorld) { *dst = *src }

func (g grid) Key(w *gridWorld) []byte { return bytesOf(w) }

func (g grid) Fair(*gridWorld, gridAction) bool { return true }

func (g grid) Heal(*gridWorld) {}

func (g grid) Name(_ *gridWorld, a gridAction) string { return "counter " + string('0'+rune(a)) }

func (g grid) Fault(gridAction) int { return -1 }

func (g grid) Faults() int { return 0 }

func (g grid) Info(a gridAction) (uint8, uint64, scheduler.Kind, uint8) {
	return uint8(a), 1 << a, scheduler.KindMessage, 0
}

type gridJudge struct{ grid }

func (j gridJudge) Step(before *gridWorld, a gridAction, _ *gridWorld) scheduler.Set {
	if j.trapped && a == 0 && before.At == j.trap {
		return 1
	}
	return 0
}

func (gridJudge) Final(*gridWorld) scheduler.Set { return 0 }

func (gridJudge) Cause(*gridWorld) uint32 { return 0 }

func (gridJudge) Outcome(*gridWorld) scheduler.Code { return scheduler.Code{} }

// retrying is a client that sends again and again until a reply comes; a reply
// comes only after the server was up when a request arrived. If the server may
// stay down, a run can go on for ever.
type retrying struct {
	restarts bool // it is fair that the server comes up
}

type retryWorld struct {
	Sent, Up, Done, Spare [1]uint8
}

type retryAction uint8

const (
	retrySend retryAction = iota
	retryArrive
	retryUp
)

func (r retrying) Initials() int { return 1 }

func (r retrying) Initial(_ int, w *retryWorld) { *w = retryWorld{} }

func (r retrying) Enabled(w *retryWorld, buf []retryAction) []retryAction {
	if w.Sent[0] == 1 {
		buf = append(buf, retryArrive)
	} else if w.Done[0] == 0 {
		buf = append(buf, retrySend)
	}
	if w.Up[0] == 0 {
		buf = append(buf, retryUp)
	}
	return buf
}

func (r retrying) Do(w *retryWorld, a retryAction) {
	switch a {
	case retrySend:
		w.Sent[0] = 1
	case retryArrive:
		w.Sent[0], w.Done[0] = 0, w.Up[0]
	case retryUp:
		w.Up[0] = 1
	}
}

func (r retrying) Copy(dst, src *retryWorld) { *dst = *src }

func (r retrying) Key(w *retryWorld) []byte { return bytesOf(w) }

func (r retrying) Fair(_ *retryWorld, a retryAction) bool {
	return a != retryUp || r.restarts
}

func (r retrying) Heal(w *retryWorld) { w.Up[0] = 1 }

func (r retrying) Name(_ *retryWorld, a retryAction) string {
	return []string{"send", "arrive", "come up"}[a]
}

func (r retrying) Info(a retryAction) (uint8, uint64, scheduler.Kind, uint8) {
	return uint8(a) / 2, 1, scheduler.KindMessage, uint8(a)
}

func (r retrying) Fault(retryAction) int { return -1 }

func (r retrying) Faults() int { return 0 }

type retryJudge struct{}

func (retryJudge) Step(*retryWorld, retryAction, *retryWorld) scheduler.Set { return 0 }

func (retryJudge) Final(w *retryWorld) scheduler.Set { return scheduler.Set(1 - w.Done[0]) }

func (retryJudge) Cause(*retryWorld) uint32 { return 0 }

func (retryJudge) Outcome(*retryWorld) scheduler.Code { return scheduler.Code{} }

func search[W any, A comparable](t testing.TB, sys scheduler.System[W, A], judge scheduler.Judge[W, A], options scheduler.SearchOptions) *scheduler.SearchResult {
	t.Helper()
	return scheduler.Search(context.Background(), sys, judge, options)
}

// bytesOf is a world of bytes without padding as a slice.
func bytesOf[W any](w *W) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(w)), unsafe.Sizeof(*w))
}
