package sim

// Name is the text of an action as a schedule stores it, unique among the
// actions enabled in w.
func (s *System) Name(w *World, a Action) string {
	d := int(a.Device)
	b, user, server := &w.Box[d], s.DeviceName(d), s.ServerName(d)
	call := func() string { return s.callName[a.Arg] }
	if a.Op.isPress() {
		return user + " " + a.Op.press().verb(b) + " " + call()
	}
	switch a.Op {
	case OpAccept:
		if b.refused() {
			return server + " refuses again " + user + " " + s.sent(w, d)
		}
		if b.Out[0].has(itemAgain) {
			return server + " gets again " + user + " " + s.sent(w, d)
		}
		return server + " accepts " + user + " " + s.sent(w, d)
	case OpFederate:
		return server + " receives " + s.firstFrom(w, d, int(a.Arg))
	case OpReply:
		t := "m.call.invite "
		if a.Arg >= 4 {
			t = "m.call.answer "
		}
		return server + " acknowledges " + user + " " + t + s.callName[a.Arg&3]
	case OpSync:
		return user + " syncs " + s.eventName(b.In[0])
	case OpExpired:
		if a.Arg == lateDecrypt {
			return user + " decrypts expired " + s.eventName(b.Late)
		}
		return user + " syncs expired " + s.eventName(b.In[0])
	case OpDecrypt:
		return user + " decrypts " + s.eventName(b.Late)
	case OpSyncNothing:
		return user + " syncs nothing new"
	case OpCapture:
		return user + " capture granted"
	case OpTurn:
		return user + " TURN ready"
	case OpReady:
		return user + " media ready"
	case OpConnect:
		return user + " connects " + call()
	case OpCandidate:
		return user + " gathers candidates of " + call()
	case OpGathered:
		return user + " gathers the last candidates of " + call()
	case OpCrowd:
		if s.Federated() {
			return "somebody at " + server + " sends m.room.message"
		}
		return "somebody sends m.room.message"
	case OpLifetime:
		return "lifetime of " + call() + " passes at " + user
	case OpTimeout:
		return "connecting of " + call() + " times out at " + user
	case OpGone:
		return user + " misses the media of " + call()
	case OpOfferOver:
		return "the offer of " + user + " for " + call() + " expires"
	case OpTick:
		return "a timer of " + user + " is due"
	case OpResume:
		return user + " wakes up"
	case OpFault:
		i, v := a.fault()
		return s.fault[i].name(s, w, d, v)
	default:
		return "action?"
	}
}
