package sim

// Latency is the kind of latency that a fair action takes, if no fault holds it up.
func (s *TimedSystem) Latency(w *World, a Action) LatencyKind {
	if a.Op.isPress() {
		kind := a.Op.press()
		if *kind.Left(&w.Box[a.Device]) == kind.Of(s.user(int(a.Device))).Times {
			return kind.first
		}
		return ReactLatency
	}
	switch a.fresh().Op {
	case OpAccept:
		return SendLatency
	case OpReply:
		return ReplyLatency
	case OpSync, OpSyncNothing:
		return SyncLatency
	case OpFederate, OpDecrypt:
		return FederateLatency
	case OpCapture, OpTurn, OpReady:
		return MediaLatency
	case OpConnect:
		return ConnectLatency
	case OpGathered:
		return GatherLatency
	default:
		return NoLatency
	}
}

// Window is the earliest and the latest time at which a pending action may happen.
func (s *TimedSystem) Window(w *TimedWorld, a Action) (earliest, latest uint32) {
	return s.window(w, a)
}

// Moment is a pending action as what it is if it happens at a time: the invites
// that it brings may have expired by then.
func (s *TimedSystem) Moment(w *TimedWorld, a Action, atMS uint32) Action {
	a.AtMS = atMS
	return s.aged(w, a)
}
