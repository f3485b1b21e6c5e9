package properties_test

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// secondJudge judges steps and ends anew, from the definitions of the contract alone.
// It calls nothing of package properties and looks at none of the world's ghosts: of a
// world it sees how the calls of both devices stand, their streams and what is queued,
// and what it needs of the path it remembers itself. Each definition stands below the
// sentence that it follows, in the plainest code there is.
type secondJudge struct{ sys *sim.System }

// bad is a set of violated properties.
type bad uint32

const (
	badSameCall bad = 1 << iota
	badWillingConnected
	badNobodyStuck
	badOneLiveCall
	badIntent
	badMediaAccounted
	badSeamless
	badNoCollateral
	badNoPhantom
	badPolite
	badGhostFree
	badKeptWaiting
	badOneRule
	badNoForgery
	badOneSelection
	badStable
	badUndisturbed
	badEndOfCandidates
	badSaysWhy
	badDropsWhole
	badStreamsShown
)

// badNames are the names of the properties in the order of their bits.
var badNames = []string{
	"same-call", "willing-connected", "nobody-stuck", "one-live-call", "intent", "media-accounted", "seamless",
	"no-collateral", "no-phantom", "polite", "ghost-free", "kept-waiting", "one-rule", "no-forgery", "one-selection", "stable",
	"undisturbed", "end-of-candidates", "says-why", "drops-whole", "streams-shown",
}

func (set bad) String() string {
	var names []string
	for i, name := range badNames {
		if set>>i&1 != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, " ")
}

// opinion is what the second judge says of a step or an end: what a judge must say is
// violated, and what it may say.
type opinion struct{ must, may bad }

// is says that a property is violated or not.
func (o *opinion) is(b bad, violated bool) {
	if violated {
		o.must |= b
		o.may |= b
	}
}

// allow says that a judge may find a property violated.
func (o *opinion) allow(b bad, violated bool) {
	if violated {
		o.may |= b
	}
}

// holds is for what is violated in a world rather than by a step: a judge must say so
// when it begins, and may go on to say so until it is mended.
func (o *opinion) holds(b bad, before, after bool) {
	o.is(b, after && !before)
	o.allow(b, after)
}

// calls is a set of calls, bit c for call c.
type calls uint8

func (set calls) has(c int) bool { return set>>c&1 != 0 }

func (set *calls) add(c int) { *set |= 1 << c }

func (set *calls) drop(c int) { *set &^= 1 << c }

// memory is what the second judge remembers of a path.
type memory struct {
	will [sim.MaxUsers][sim.MaxRooms]will // what each user wants in each room

	placed                   calls // which a user has placed
	handed, accepted, failed calls // whose invite was handed over, was accepted, failed for good
	hit, outlived            calls // whose invite or answer was destroyed; whose lifetime passed too early
	lapsed                   calls // whose lifetime passed at the caller when nothing could connect them any more

	mediaHit, sendHit [sim.MaxDevices]calls // whose media, and of which an own event, was destroyed
	answered          [sim.MaxDevices]calls // of which the device handed an answer over
	automatic         [sim.MaxDevices]calls // which the device accepted itself
	over              [sim.MaxDevices]calls // of which the device has seen the end
	untold            [sim.MaxDevices]calls // of which others were kept from knowing that the user has ended it
	gaveUp            [sim.MaxDevices]calls // which the user ended or declined on that device
	took              [model.MaxCalls]int   // the device whose answer the caller took, plus one

	selected calls                 // of which the caller has selected an answer or reject
	offered  [sim.MaxDevices]calls // of which an own offer waits for its reply
	gathered [sim.MaxDevices]calls // of which the device has gathered all candidates

	muted [sim.MaxDevices]bool  // whose own stream is
	told  [sim.MaxDevices]calls // of which the device was told that the other end's is

	shares, screen [sim.MaxDevices]bool // who shares a screen, and who is shown the other end's

	spent    [sim.MaxDevices]rooms // where the press has led to an automatic answer
	resolved [sim.MaxDevices]rooms // where glare was resolved and no call is active yet
}

// rooms is a set of rooms, bit r for room r.
type rooms uint8

// state is how call c stands at device d.
func state(w *sim.World, d, c int) model.State { return w.Box[d].Device.Call[c].State }

// callees are the devices of the users who are called by call c: of a call within one user,
// the other ones of that user.
func (j secondJudge) callees(c int) (devices []int) {
	owner := j.sys.Owner(c)
	for d := range j.sys.Devices() {
		u := j.sys.UserOf(d)
		if d != owner && (u != j.sys.UserOf(owner) || j.oneself(c)) && j.sys.InRoom(u, j.sys.CallRoom(c)) && j.means(c, u) && !j.sys.Scenario.Users[u].Hostile {
			devices = append(devices, d)
		}
	}
	return devices
}

// ends are the devices between which call c goes: the caller's, and the one whose answer it
// took or, before it did, all that it could take.
func (j secondJudge) ends(m *memory, c int) []int {
	callees := j.callees(c)
	if took := j.callee(m, c); took >= 0 {
		callees = []int{took}
	}
	return append(callees, j.sys.Owner(c))
}

// callee is the device whose answer the caller of call c took, or -1; of two devices it can
// be no other than that of the other user.
func (j secondJudge) callee(m *memory, c int) int {
	if j.sys.Devices() == 2 {
		return 1 - j.sys.Owner(c)
	}
	return m.took[c] - 1
}

// active reports whether both ends of call c are.
func (j secondJudge) active(m *memory, w *sim.World, c int) bool {
	took := j.callee(m, c)
	return took >= 0 && state(w, j.sys.Owner(c), c) == model.Active && state(w, took, c) == model.Active
}

// mediaLost reports whether the media of an end of call c were destroyed.
func (j secondJudge) mediaLost(m *memory, c int) bool {
	return slices.ContainsFunc(j.ends(m, c), func(d int) bool { return m.mediaHit[d].has(c) })
}

// over reports whether a call that is in a state is over, or was never there.
func over(s model.State) bool { return s == model.None || s == model.Ended }

// live reports whether a call that is in a state is live.
//
//	*Live*: accepted or connected or active (`O_CONN I_ACC I_SENDING I_CONN ACTIVE`).
func live(s model.State) bool {
	switch s {
	case model.OConn, model.IAcc, model.ISending, model.IConn, model.Active:
		return true
	default:
		return false
	}
}

// underWay reports whether an own call that is in a state is preparing, in flight or
// waiting.
func underWay(s model.State) bool {
	return s == model.OPrep || s == model.OSending || s == model.OWait
}

// roomBit is the room of call c as a set.
func (j secondJudge) roomBit(c int) rooms { return 1 << j.sys.CallRoom(c) }

// sameRoom reports whether two calls are of one room.
func (j secondJudge) sameRoom(x, y int) bool { return j.sys.CallRoom(x) == j.sys.CallRoom(y) }

// step is what the second judge remembers after a step, and what it says of it.
func (j secondJudge) step(m memory, before *sim.World, a sim.Action, after *sim.World) (memory, opinion) {
	var o opinion
	s := secondStep{j, int(a.Device), a, before, after, j.sys.FaultName(a), nil, nil, nil, nil, 0}
	s.look()
	was := m
	s.noteFaults(&m)
	s.noteLifetimes(&m)
	s.noteAcceptance(&m)
	s.noteAnswers(&m)
	s.judgeSends(&m, &o)
	s.judgeReasons(&o)
	s.judgeDropped(&o)
	s.notePresses(&m)
	s.noteLeave(&m)
	s.judgeIntent(&m, &o)
	s.judgeSeamless(&was, &m, &o)
	s.judgeGhost(&was, &m, &o)
	s.judgeQuiet(&o)
	s.judgeKeptWaiting(&m, &o)
	s.judgeCollateral(&o)
	s.judgeForgery(&was, &o)
	s.judgeSelections(&m, &o)
	s.noteStreams(&m, &o)
	s.judgeNegotiations(&m, &o)
	s.judgeGathering(&m, &o)
	for d := range j.sys.Devices() {
		o.holds(badOneLiveCall, j.crowded(before, d), j.crowded(after, d))
		o.holds(badMediaAccounted, j.unaccounted(before, d), j.unaccounted(after, d))
		o.allow(badMediaAccounted, j.misfed(after, d))
	}
	// Exactly one rule applies to every reachable (state, input).
	o.is(badOneRule, after.Last.Effects.Marks&(model.NoRule|model.TwoRules) != 0)
	return m, o
}
