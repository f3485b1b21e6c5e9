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

// moves is the set of slots of what messages and media may do in w.
func (s *System) moves(w *World) (set uint64) {
	for d := range w.Box {
		b := &w.Box[d]
		if s.roomFor(w, d) {
			set |= bit(b.NOut != 0) << (slotAccept + d&1)
		}
		if s.federated && b.NIn < maxIn {
			set |= bit(b.NFed != 0) << (slotFederate + d)
		}
		if b.Holds&Suspended != 0 {
			set |= 1 << (slotQueue + d*queueSlots)
			continue
		}
		queue := uint64(b.Reply)<<queueReply | bit(b.NIn != 0)<<queueSync | bit(b.Holds&HasLate != 0)<<queueDecrypt
		set |= queue<<(slotQueue+d*queueSlots) | s.media(b, w.In[d], w.In[1-d])<<(slotMedia+d*mediaSlots)
		if b.Candidates != 0 {
			set |= uint64(w.In[d].Calls(model.InGathers)) << (slotGather + d*model.MaxCalls)
		}
	}
	return set
}

// media is the set of media slots of a device.
func (s *System) media(b *Box, mine, theirs model.Standing) uint64 {
	connect := uint64(mine.Calls(model.InOffered)&theirs.Calls(model.InMeets) | mine.Calls(model.InAnswered)&theirs.Calls(model.InAwaits))
	ready := uint64(mine.Calls(model.InPreparing) & b.Device.Feeds())
	if ready == 0 || !s.Scenario.SlowMedia {
		return ready<<mediaReady | connect<<mediaConnect
	}
	capture, turn := bit(b.Device.Stream == model.Pending), bit(b.Device.Turn == model.Fetching)
	if b.Device.Stream != model.Granted || b.Device.Turn != model.HaveTurn {
		ready = 0
	}
	return capture | turn<<mediaTurn | ready<<mediaReady | connect<<mediaConnect
}

// roomFor reports whether an event that d sends finds room in every queue that
// it goes to.
func (s *System) roomFor(w *World, d int) bool {
	if w.Box[d].NIn >= maxIn {
		return false
	}
	if s.federated {
		return w.Box[1-d].NFed < maxFed
	}
	return w.Box[1-d].NIn < maxIn
}

// bit is 1 if the condition holds.
func bit(condition bool) uint64 {
	if condition {
		return 1
	}
	return 0
}
