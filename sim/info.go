package sim

// Info is what a strategy may know of an action.
func (s *System) Info(a Action) (actor uint8, objects uint64, kind, calm uint8) {
	return s.actor(a), s.touches[a.Op][a.Device], a.kind(), a.calm()
}

// actor is the source of an action that keeps an order of its own: per device
// the user, the sends, the sync, the media, the timers; and the faults.
func (s *System) actor(a Action) uint8 {
	const perDevice = 6
	base := a.Device * perDevice
	if a.Op.isPress() {
		return base
	}
	switch a.Op {
	case OpAccept, OpReply:
		return base + 1
	case OpSync, OpExpired, OpDecrypt, OpSyncNothing, OpResume:
		return base + 2
	case OpCapture, OpTurn, OpReady, OpConnect, OpCandidate:
		return base + 3
	case OpLifetime, OpTimeout, OpGone, OpOfferOver, OpTick:
		return base + 4
	case OpFederate:
		return base + 5
	case OpCrowd:
		return uint8(s.devices) * perDevice
	default:
		return uint8(s.devices)*perDevice + 1
	}
}

// objects are the parts of the world that an action touches, one bit each: per
// device its state, its outbox, its sync queue, the queues to its homeserver.
func (s *System) objects(op Op, d int) (set uint64) {
	const device, out, in, fed = 1, 2, 4, 8
	of := func(parts uint64, devices DeviceSet) {
		for ; devices != 0; devices = devices.rest() {
			set |= parts << (4 * devices.first())
		}
	}
	of(device|out, 1<<d)
	switch op {
	case OpAccept:
		of(in, s.near[d]|1<<d)
		for _, queue := range s.outbound[d] {
			of(fed, 1<<s.pair(queue).gate)
		}
	case OpFederate:
		set = 0
		of(fed, 1<<d)
		of(in, s.near[d]|1<<d)
	case OpSync, OpExpired, OpDecrypt, OpSyncNothing:
		of(in, 1<<d)
	case OpConnect:
		of(device, s.peers[d])
	case OpFault, OpCrowd:
		set = 1<<(4*s.devices) - 1
	}
	return set
}

// Fault is the fault kind that an action spends, as an index into the
// scenario's faults, or -1.
func (s *System) Fault(a Action) int {
	if a.Op == OpFault {
		i, _ := a.fault()
		return i
	}
	return -1
}

// Faults is the number of fault kinds of the scenario.
func (s *System) Faults() int { return len(s.fault) }

// Heal ends all faults in w.
func (s *System) Heal(w *World) {
	w.Budget = [MaxFaults]uint8{}
	for d := range s.devices {
		w.Box[d].Holds &^= Suspended | OutStalled
	}
	for i := range w.Fed {
		w.Fed[i].Stalled = 0
	}
}

// FaultName is the name of the fault that an action spends, or "".
func (s *System) FaultName(a Action) string {
	if a.Op != OpFault {
		return ""
	}
	i, _ := a.fault()
	return s.fault[i].Name
}
