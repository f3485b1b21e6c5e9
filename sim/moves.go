package sim

import "github.com/glarelab/glare/model"

// Slots of what messages and media may do with two devices, in the order in which
// [System.Enabled] lists them: calmest first.
const (
	slotAccept   = 0                        // one for each device
	slotFederate = slotAccept + 2           // one for each device
	slotQueue    = slotFederate + 2         // for each device
	slotMedia    = slotQueue + 2*queueSlots // for each device
	slotGather   = slotMedia + 2*mediaSlots // for each device, by call
	slotGathered = slotGather + 2*model.MaxCalls
	moveEnd      = slotGathered + 2*model.MaxCalls

	// Of a device's queues: resume, then a reply for each bit of Box.Reply.
	queueReply   = 1
	queueSync    = queueReply + 2*model.MaxCalls
	queueDecrypt = queueSync + 1
	queueSlots   = queueDecrypt + 1

	// Of a device's media: capture, TURN, then by call.
	mediaTurn    = 1
	mediaReady   = mediaTurn + 1
	mediaConnect = mediaReady + model.MaxCalls
	mediaSlots   = mediaConnect + model.MaxCalls

	slotsGather = 1<<slotGathered - 1<<slotGather
)

// moveSlots are the actions of the slots.
var moveSlots = func() (slots [64]Action) {
	for d := range 2 {
		slots[slotAccept+d] = Action{Op: OpAccept, Device: uint8(d)}
		slots[slotFederate+d] = Action{Op: OpFederate, Device: uint8(d)}
		copy(slots[slotQueue+d*queueSlots:], queueMoves[d][:])
		copy(slots[slotMedia+d*mediaSlots:], mediaMoves[d][:])
		copy(slots[slotGather+d*model.MaxCalls:], gatherMoves[d][:])
		copy(slots[slotGathered+d*model.MaxCalls:], gatheredMoves[d][:])
	}
	return slots
}()

// The actions of the slots of each device.
var queueMoves, mediaMoves, gatherMoves, gatheredMoves = func() (queue [MaxDevices][queueSlots]Action, media [MaxDevices][mediaSlots]Action,
	gather, gathered [MaxDevices][model.MaxCalls]Action,
) {
	for d := range MaxDevices {
		move := func(op Op, arg int) Action { return Action{Op: op, Device: uint8(d), Arg: uint16(arg)} }
		queue[d][0] = move(OpResume, 0)
		for bit := range 2 * model.MaxCalls {
			queue[d][queueReply+bit] = move(OpReply, bit)
		}
		queue[d][queueSync] = move(OpSync, 0)
		queue[d][queueDecrypt] = move(OpDecrypt, 0)
		media[d][0] = move(OpCapture, 0)
		media[d][mediaTurn] = move(OpTurn, 0)
		for c := range model.MaxCalls {
			media[d][mediaReady+c] = move(OpReady, c)
			media[d][mediaConnect+c] = move(OpConnect, c)
			gather[d][c] = move(OpCandidate, c)
			gathered[d][c] = move(OpGathered, c)
		}
	}
	return queue, media, gather, gathered
}()

// moves is the set of slots of what messages and media may do in a world of two devices,
// which is written out, so that all shifts are constant.
func (s *System) moves(w *World) uint64 {
	first, second := &w.Box[0], &w.Box[1]
	set := s.sends(w, first, second) |
		queued(first)<<slotQueue | queued(second)<<(slotQueue+queueSlots) |
		s.media(first, paths(w.In[0], w.In[1]), w.In[0])<<slotMedia | s.media(second, paths(w.In[1], w.In[0]), w.In[1])<<(slotMedia+mediaSlots)
	if s.moreMedia { // one question, since most scenarios have neither
		set |= s.early(first, 0, w)<<slotMedia | s.early(second, 1, w)<<(slotMedia+mediaSlots) |
			gathering(first, w.In[0])<<slotGather | gathering(second, w.In[1])<<(slotGather+model.MaxCalls)
		if s.gathers {
			set |= gathered(first, w.In[0])<<slotGathered | gathered(second, w.In[1])<<(slotGathered+model.MaxCalls)
			unheard := uint64(s.unheard(w, 0) | s.unheard(w, 1))
			set &^= unheard<<(slotMedia+mediaConnect) | unheard<<(slotMedia+mediaSlots+mediaConnect)
		}
	}
	return set
}

// sends is the set of slots of what homeservers may accept and receive from two devices: as
// long as there is room in every queue that it goes to.
func (s *System) sends(w *World, first, second *Box) uint64 {
	if len(s.pairs) == 0 {
		if first.NIn >= maxIn || second.NIn >= maxIn {
			return 0
		}
		return bit(first.NOut != 0)<<slotAccept | bit(second.NOut != 0)<<(slotAccept+1)
	}
	set := uint64(0)
	toFirst, toSecond := w.Fed[maxPairs-2].N, w.Fed[maxPairs-1].N
	if first.NIn < maxIn {
		set = bit(first.NOut != 0 && toSecond < maxFed)<<slotAccept | bit(toFirst != 0)<<slotFederate
	}
	if second.NIn < maxIn {
		set |= bit(second.NOut != 0 && toFirst < maxFed)<<(slotAccept+1) | bit(toSecond != 0)<<(slotFederate+1)
	}
	return set
}

// queued is the set of queue slots of a device.
func queued(b *Box) uint64 {
	if b.Holds&Suspended != 0 {
		return 1
	}
	return uint64(b.Reply)<<queueReply | bit(b.NIn != 0)<<queueSync | bit(b.Holds&HasLate != 0)<<queueDecrypt
}

// paths is the set of calls for which a device that stands as mine can find a media path,
// where the other end stands as theirs.
func paths(mine, theirs model.Standing) uint8 {
	return mine.Calls(model.InOffered)&theirs.Calls(model.InMeets) | mine.Calls(model.InAnswered)&theirs.Calls(model.InAwaits)
}

// early is the set of media slots of device d that connect as callee before the reply
// to the answer, where the reading allows that.
func (s *System) early(b *Box, d int, w *World) uint64 {
	if !s.connectsEarly[d] || b.Holds&(Suspended|MediaStalled) != 0 {
		return 0
	}
	sent := w.In[d].Calls(model.InAnswerSent)
	if s.two {
		sent &= w.In[1-d].Calls(model.InAwaits)
	} else {
		sent &= s.awaited(w, d)
	}
	return uint64(sent) << mediaConnect
}

// media is the set of media slots of a device whose calls stand as mine and of which those
// in connect can find their path, but for what [System.early] adds.
func (s *System) media(b *Box, connect uint8, mine model.Standing) uint64 {
	ready := uint64(mine.Calls(model.InPreparing) & b.Device.Feeds())
	if b.Holds&(Suspended|MediaStalled) != 0 { // what is prepared cannot connect yet
		return 0
	}
	if ready == 0 || !s.Scenario.SlowMedia {
		return ready<<mediaReady | uint64(connect)<<mediaConnect
	}
	capture, turn := bit(b.Device.Stream == model.Pending), bit(b.Device.Turn == model.Fetching)
	if b.Device.Stream != model.Granted || b.Device.Turn != model.HaveTurn {
		ready = 0
	}
	return capture | turn<<mediaTurn | ready<<mediaReady | uint64(connect)<<mediaConnect
}

// bit is 1 if the condition holds.
func bit(condition bool) uint64 {
	if condition {
		return 1
	}
	return 0
}
