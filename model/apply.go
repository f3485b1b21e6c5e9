package model

// apply does a rule's effects.
func (m *Machine) apply(d *Device, in Input, c, other int, env *Env, p *primitive, e *Effects) {
	call, do := &d.Call[c], &p.do
	if p.differ && other != NoCall && env.SameID != nil && env.SameID[c]>>other&1 != 0 {
		do = &p.alike
	}
	for _, effect := range do {
		switch effect {
		case NoEffect:
			return
		case SendInvite, SendAnswer, SendCandidates, SendHangup, SendReject, SendBoth, SendSelect, SendOffer, SendReply, SendEnd, SendMetadata, Resend:
			m.sends(effect, in, c, p.why, e)
		case MarkOffered:
			call.Flags |= Offered
		case ClearOffered:
			call.Flags &^= Offered
		case MarkPushed:
			call.Flags |= Pushed
		case ClearPushed:
			call.Flags &^= Pushed
		case MarkComplete:
			call.Flags |= Complete
		case ToggleMute:
			d.Streams ^= OwnMuted
		case ShareScreen, Withdraw:
			if m.shares {
				d.Streams ^= OwnScreen
			}
		case ShowStreams:
			d.Streams.show(env)
		case NoteStreams:
			d.Streams.note(c, env)
		case OweHangup:
			call.Flags |= Owes
		case Settle:
			call.Flags &^= Owes
		case Show:
			*call = call.anew()
			fresh := *env
			fresh.Facts &^= MoreInSync
			fresh.Muted = env.Muted || d.Streams.Muted(c)
			m.Step(d, RecvInvite, c, &fresh, e)
		case Capture:
			d.capture(c)
		case Grant:
			d.Stream = Granted
		case Credentials:
			d.Turn = HaveTurn
		case Refetch:
			d.Turn = Fetching
		case Release:
			d.release(c)
		case MarkAuto:
			call.Flags |= Auto
			e.Marks |= Automatic
		case MarkHeld:
			call.Flags |= Held
		case Unhold:
			call.Flags &^= Held
		case MarkEchoed:
			if m.echoes.Has(call.State) {
				call.Flags |= Echoed
			}
		case Widen:
			m.widen(call, c)
		case KeepsNamed, KeepsOther:
			e.Marks |= Kept
		case ReplacesOther, ReplacedByOther:
			e.Marks |= Replaced
		case ShowOther:
			m.showHeld(d, c, env, e)
		default:
			if other != NoCall {
				m.applyOther(d, c, other, effect, p.why, e)
			}
		}
	}
}

// sends does an effect that sends events of call c, a hangup with a reason.
func (m *Machine) sends(effect Effect, in Input, c int, why Reason, e *Effects) {
	switch effect {
	case SendInvite:
		e.send(Invite, c, false, NoReason)
	case SendAnswer:
		e.send(Answer, c, false, NoReason)
	case SendCandidates:
		e.send(Candidates, c, false, NoReason)
	case SendEnd:
		e.send(CandidatesEnd, c, false, NoReason)
	case SendHangup:
		e.send(Hangup, c, false, why)
	case SendReject:
		m.reject(c, why, e)
	case SendBoth:
		e.send(CallReject, c, false, NoReason)
		e.send(Hangup, c, false, why)
	case SendSelect:
		e.send(SelectAnswer, c, false, NoReason)
	case SendOffer:
		e.send(Negotiate, c, false, NoReason)
	case SendReply:
		e.send(NegotiateReply, c, false, NoReason)
	case SendMetadata:
		e.send(Metadata, c, false, NoReason)
	case Resend:
		t := Invite
		if in == AnswerUnk {
			t = Answer
		}
		e.send(t, c, true, NoReason)
	}
}

// reject rejects call c: by a hangup, if its invite is of version 0 (V1-REJ-5). A reject has
// no reason (V1-REJ-7).
func (m *Machine) reject(c int, why Reason, e *Effects) {
	if m.v1>>c&1 == 0 {
		e.send(Hangup, c, false, why)
	} else {
		e.send(CallReject, c, false, NoReason)
	}
}

// applyOther does an effect on the other call, whose hangup has a reason.
func (m *Machine) applyOther(d *Device, c, other int, effect Effect, why Reason, e *Effects) {
	o := &d.Call[other]
	switch effect {
	case SendHangupOther:
		e.send(Hangup, other, false, why)
	case SendRejectOther:
		m.reject(other, why, e)
	case OweOther:
		o.Flags |= Owes
	case EndOther:
		m.enter(o, Ended)
		d.release(other)
	case TakeOther:
		m.enter(o, IAcc)
		o.Flags |= Auto
		e.Marks |= Automatic
	case AcceptOther:
		m.enter(o, IAcc)
		d.capture(other)
	case RingOther:
		m.enter(o, IRing)
	case WidenOther:
		m.widen(o, other)
	case Move:
		d.move(other, c)
	case MoveOther:
		d.move(c, other)
	default:
		panic("model: effect without a meaning: " + effect.String())
	}
}

// enter moves a call to a state; flags that have no meaning there are dropped. It
// happens in nearly every step, so that it looks them up.
func (m *Machine) enter(call *Call, to State) {
	call.State = to
	call.Flags &= m.keeps[to&15]
}

// showHeld decides on all invites of c's room that are held back.
func (m *Machine) showHeld(d *Device, c int, env *Env, e *Effects) {
	for n := range m.calls {
		i := m.Nth(n)
		if d.Call[i].State == IPend && d.Call[i].Flags&Held != 0 && m.room[i] == m.room[c] {
			d.Call[i] = d.Call[i].anew()
			fresh := *env
			fresh.Facts &^= MoreInSync
			fresh.Muted = d.Streams.Muted(i)
			m.Step(d, RecvInvite, i, &fresh, e)
		}
	}
}

// Nth is the call that the device comes to as number n, 0 ≤ n < Calls, where it
// goes through all calls: own calls come first, so that both devices do the same
// where the order matters.
func (m *Machine) Nth(n int) int {
	if n += m.first; n >= m.calls {
		n -= m.calls
	}
	return n
}

// widen notes whether call c, which was answered with the caller's media kind, has
// more than the user chose.
func (m *Machine) widen(call *Call, c int) {
	if m.kind[c] > m.chosen {
		call.Flags |= Wide
	}
}

// capture asks for media for call c, unless a stream is there or on its way.
func (d *Device) capture(c int) {
	d.Owner = uint8(c) + 1
	if d.Stream == NoStream {
		d.Stream = Pending
	}
	if d.Turn == NoTurn {
		d.Turn = Fetching
	}
}

// move hands the stream of one call to another that replaces it (V0-GLARE-6).
func (d *Device) move(from, to int) {
	if d.OwnerCall() == from || d.Stream == NoStream {
		d.capture(to)
	}
}

// release lets the stream go if call c holds it.
func (d *Device) release(c int) {
	if d.OwnerCall() == c {
		d.Owner, d.Stream, d.Turn = 0, NoStream, NoTurn
		d.Streams &^= OwnStreams
	}
}
