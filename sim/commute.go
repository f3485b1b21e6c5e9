package sim

import "github.com/glarelab/glare/model"

// What messages and media do commutes where it happens at different ends of
// queues, or at different devices: a device takes what came first and adds what
// comes last, so that a homeserver can take from its outbox, or put into its sync
// queue, before or after. Two events that go into one queue do not commute, nor
// does the media path, which looks at both devices. Nor do faults and timers, which
// look at everything. All of that is for two devices: the slots of more have no room in a
// word, and dead messages spare more.

// slotHangUp is where the slots of users that hang up begin, behind those of moves that commute.
const slotHangUp = slotGathered // what comes to its end there commutes with nothing

// Slot is the place of an action among those that messages and media may do, or of
// one that hangs up; -1 for all others.
func (s *System) Slot(a Action) int {
	if !s.two {
		return -1
	}
	d, c := int(a.Device), int(a.Arg)
	queue, media := slotQueue+d*queueSlots, slotMedia+d*mediaSlots
	switch a.Op {
	case OpAccept:
		return slotAccept + d
	case OpFederate:
		return slotFederate + d
	case OpReply:
		return queue + queueReply + c
	case OpSync:
		return queue + queueSync
	case OpDecrypt:
		return queue + queueDecrypt
	case OpCapture:
		return media
	case OpTurn:
		return media + mediaTurn
	case OpReady:
		return media + mediaReady + c
	case OpConnect:
		return media + mediaConnect + c
	case OpCandidate:
		return slotGather + d*model.MaxCalls + c
	case OpHangUp:
		return slotHangUp + d*model.MaxCalls + c
	default:
		return -1
	}
}

// Commutes is the set of the slots whose actions commute with an action in w. What a
// homeserver refuses again may end a call, so that it commutes with nothing.
func (s *System) Commutes(w *World, a Action) uint64 {
	if !s.two {
		return 0
	}
	set := s.commuting(w, a)
	for d := range 2 {
		if w.Box[d].refused() {
			if set &^= 1 << (slotAccept + d); a.Op == OpAccept && int(a.Device) == d {
				return 0
			}
		}
	}
	return set
}

func (s *System) commuting(w *World, a Action) uint64 {
	switch a.Op {
	case OpAccept:
		return s.commutes[slotAccept+a.Device] &^ s.acceptedTwice(w, a)
	case OpReply:
		set := s.commutes[s.Slot(a)]
		if b := &w.Box[a.Device]; b.NOut > 0 && replied(b.Out[0]) == 1<<a.Arg {
			set &^= 1 << (slotAccept + a.Device)
		}
		return set
	}
	if a.Op.isPress() && a.Op.press().touches == touchesDevice {
		return s.commutes[s.Slot(Action{Op: OpSync, Device: a.Device})]
	}
	if slot := s.Slot(a); slot >= 0 {
		return s.commutes[slot]
	}
	return 0
}

// acceptedTwice is the set of slots that do not commute with the acceptance of the
// event that a device has first in its outbox: that of one by the other device,
// if one of both events comes back to who sent it, so that both go into one queue, if
// both get a stamp by which they are compared,
// or if a queue has room for one more event only, since a homeserver waits for room
// in both; and the reply to the same event, sent before.
func (s *System) acceptedTwice(w *World, a Action) uint64 {
	d := int(a.Device)
	mine, theirs := w.Box[d].Out[0], w.Box[1-d].Out[0]
	set := uint64(replied(mine)) << (slotQueue + d*queueSlots + queueReply)
	stamped := s.byStamps && mine.Type() == model.Invite && theirs.Type() == model.Invite
	if stamped || !s.Federated() && (s.echoes(d, mine) || s.echoes(1-d, theirs) || max(w.Box[0].NIn, w.Box[1].NIn) >= maxIn-1) {
		set |= 1 << (slotAccept + 1 - d)
	}
	return set
}

// replied is the bit of the reply to an event, or 0 if nobody waits for one.
func replied(event Item) uint8 {
	if t := event.Type(); t != model.Invite && t != model.Answer {
		return 0
	}
	return replyBit(event)
}

// findCommuting fills in which slots commute with which, in every world or, for
// what a homeserver accepts, in some.
func (s *System) findCommuting() {
	if !s.two {
		return
	}
	slots := moveSlots
	for d := range 2 {
		for c := range model.MaxCalls {
			slots[slotHangUp+d*model.MaxCalls+c] = Action{Op: OpHangUp, Device: uint8(d), Arg: uint16(c)}
		}
	}
	for i, a := range slots {
		for j, b := range slots {
			if commute(a, b) {
				s.commutes[i] |= 1 << j
			}
		}
	}
}

// commute reports whether two actions commute.
func commute(a, b Action) bool {
	if a.Op > b.Op {
		a, b = b, a
	}
	same := a.Device == b.Device
	switch {
	case b.Op == OpResume || a == b:
		return false
	case a.Op == OpAccept && b.Op == OpFederate:
		return !same // the own echo, and the event of the other server
	case a.Op == OpAccept:
		return true
	case a.Op == OpFederate:
		return b.Op != OpFederate || !same
	case a.Op == OpConnect || b.Op == OpConnect:
		return !same && a.Op == b.Op && a.Arg == b.Arg
	case b.Op == OpHangUp:
		// It also ends what the other device remembers of a resolved glare.
		return !same && (a.Op == OpCapture || a.Op == OpTurn || a.Op == OpCandidate || a.Op == OpHangUp)
	default:
		return !same
	}
}
