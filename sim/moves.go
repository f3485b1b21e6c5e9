package sim

import "github.com/glarelab/glare/model"

// Slots of what messages and media may do, in the order in which [System.Enabled]
// lists them: calmest first.
const (
	slotAccept   = 0                                 // one for each device
	slotFederate = slotAccept + MaxDevices           // one for each device
	slotQueue    = slotFederate + MaxDevices         // for each device
	slotMedia    = slotQueue + MaxDevices*queueSlots // for each device
	slotGather   = slotMedia + MaxDevices*mediaSlots // for each device, by call
	moveEnd      = slotGather + MaxDevices*model.MaxCalls

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

	slotsGather = 1<<moveEnd - 1<<slotGather
)

// moveSlots are the actions of the slots.
var moveSlots = func() (slots [64]Action) {
	for d := range MaxDevices {
		put := func(slot int, op Op, arg int) { slots[slot] = Action{Op: op, Device: uint8(d), Arg: uint8(arg)} }
		put(slotAccept+d, OpAccept, 0)
		put(slotFederate+d, OpFederate, 0)
		queue, media := slotQueue+d*queueSlots, slotMedia+d*mediaSlots
		put(queue, OpResume, 0)
		for bit := range 2 * model.MaxCalls {
			put(queue+queueReply+bit, OpReply, bit)
		}
		put(queue+queueSync, OpSync, 0)
		put(queue+queueDecrypt, OpDecrypt, 0)
		put(media, OpCapture, 0)
		put(media+mediaTurn, OpTurn, 0)
		for c := range model.MaxCalls {
			put(media+mediaReady+c, OpReady, c)
			put(media+mediaConnect+c, OpConnect, c)
			put(slotGather+d*model.MaxCalls+c, OpCandidate, c)
		}
	}
	return slots
}()

// moves is the set of slots of what messages and media may do in w. That there are
// two devices is written out, so that all shifts are constant.
func (s *System) moves(w *World) uint64 {
	first, second := &w.Box[0], &w.Box[1]
	set := s.sends(first, second) |
		queued(first)<<slotQueue | queued(second)<<(slotQueue+queueSlots) |
		s.media(first, w.In[0], w.In[1])<<slotMedia | s.media(second, w.In[1], w.In[0])<<(slotMedia+mediaSlots)
	if s.moreMedia { // one question, since most scenarios have neither
		set |= s.early(first, 0, w)<<slotMedia | s.early(second, 1, w)<<(slotMedia+mediaSlots) |
			gathering(first, w.In[0])<<slotGather | gathering(second, w.In[1])<<(slotGather+model.MaxCalls)
	}
	return set
}

// sends is the set of slots of what homeservers may accept and receive: as long as
// there is room in every queue that it goes to.
func (s *System) sends(first, second *Box) uint64 {
	if !s.federated {
		if first.NIn >= maxIn || second.NIn >= maxIn {
			return 0
		}
		return bit(first.NOut != 0)<<slotAccept | bit(second.NOut != 0)<<(slotAccept+1)
	}
	set := uint64(0)
	if first.NIn < maxIn {
		set = bit(first.NOut != 0 && second.NFed < maxFed)<<slotAccept | bit(first.NFed != 0)<<slotFederate
	}
	if second.NIn < maxIn {
		set |= bit(second.NOut != 0 && first.NFed < maxFed)<<(slotAccept+1) | bit(second.NFed != 0)<<(slotFederate+1)
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

// gathering is the set of a device's calls that may gather candidates.
func gathering(b *Box, in model.Standing) uint64 {
	if b.Candidates == 0 || b.Holds&Suspended != 0 {
		return 0
	}
	return uint64(in.Calls(model.InGathers))
}

// early is the set of media slots of device d that connect as callee before the reply
// to the answer, where the reading allows that.
func (s *System) early(b *Box, d int, w *World) uint64 {
	if !s.connectsEarly[d] || b.Holds&(Suspended|MediaStalled) != 0 {
		return 0
	}
	return uint64(w.In[d].Calls(model.InAnswerSent)&w.In[1-d].Calls(model.InAwaits)) << mediaConnect
}

// media is the set of media slots of a device, but for what [System.early] adds.
func (s *System) media(b *Box, mine, theirs model.Standing) uint64 {
	connect := uint64(mine.Calls(model.InOffered)&theirs.Calls(model.InMeets) | mine.Calls(model.InAnswered)&theirs.Calls(model.InAwaits))
	ready := uint64(mine.Calls(model.InPreparing) & b.Device.Feeds())
	if b.Holds&(Suspended|MediaStalled) != 0 { // what is prepared cannot connect yet
		return 0
	}
	if ready == 0 || !s.Scenario.SlowMedia {
		return ready<<mediaReady | connect<<mediaConnect
	}
	capture, turn := bit(b.Device.Stream == model.Pending), bit(b.Device.Turn == model.Fetching)
	if b.Device.Stream != model.Granted || b.Device.Turn != model.HaveTurn {
		ready = 0
	}
	return capture | turn<<mediaTurn | ready<<mediaReady | connect<<mediaConnect
}

// bit is 1 if the condition holds.
func bit(condition bool) uint64 {
	if condition {
		return 1
	}
	return 0
}
