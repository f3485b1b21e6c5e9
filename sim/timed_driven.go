package sim

import (
	"math/bits"

	"github.com/glarelab/glare/model"
)

// startClients has all driven devices begin.
func (s *TimedSystem) startClients(w *TimedWorld) {
	w.Last.begin(Action{})
	for d := range s.devices {
		if s.driven[d] {
			s.report(w, d, &Command{Verb: Begin, Call: model.NoCall})
		}
	}
	w.Last.begin(Action{})
}

// tell has the client of driven device d, whose action a has just happened, carry out what
// a model device would have been given as inputs. First was the first of its sends before.
func (s *TimedSystem) tell(w *TimedWorld, a Action, first Item) {
	d := int(a.Device)
	if w.Driven.Seats[d].Asks&Broken != 0 {
		return
	}
	c := Command{Verb: Advance, AtMS: w.NowMS, Call: model.NoCall}
	told := a.Op == OpTick
	for _, given := range w.Last.Inputs[:w.Last.N] {
		told = true
		c.add(given)
	}
	for i := range c.Events {
		c.Events[i].AgeMS = s.ageMS(w, &c.Events[i], a)
		c.Events[i].Again = s.FaultName(a) == "sync-replay"
	}
	if a.Op == OpReady && s.atOnce(w, d) {
		c.Asks = AsksCapture | AsksTurn | AsksDescription
	}
	if !told {
		told = s.settles(w, d, a, first, &c)
	}
	if !told || w.Causes&Overflow != 0 {
		return
	}
	if w.Last.N == 0 { // for whoever judges: the device was given something
		w.Last.Inputs[0], w.Last.N = Given{Input: model.Gathered}, 1
	}
	s.report(w, d, &c)
	if a.Op.isPress() && a.Op.press().Ends {
		s.ends(&w.World, d, int(a.Arg))
	}
}

// add makes the command what one more input of an action says.
func (c *Command) add(given Given) {
	in := given.Input
	c.Input, c.Call = in, int(given.Call)
	send := func(v Verb, t model.EventType) { c.Verb, c.Type = v, t }
	switch in {
	case model.Place, model.Accept, model.Reject, model.Ignore, model.HangUp:
		c.Verb = Pressed
	case model.CaptureOK:
		c.Verb, c.Asks = Grant, c.Asks|AsksCapture
	case model.TurnOK:
		c.Verb, c.Asks = Grant, c.Asks|AsksTurn
	case model.Ready:
		c.Verb, c.Asks = Grant, c.Asks|AsksDescription
	case model.CaptureFail:
		c.Verb, c.Asks = Refuse, AsksCapture
	case model.ReadyFail:
		c.Verb, c.Asks = Refuse, AsksTurn
	case model.InviteOK:
		send(Accepted, model.Invite)
	case model.AnswerOK:
		send(Accepted, model.Answer)
	case model.InviteFail:
		send(Failed, model.Invite)
	case model.AnswerFail:
		send(Failed, model.Answer)
	case model.InviteUnk:
		send(Unknown, model.Invite)
	case model.AnswerUnk:
		send(Unknown, model.Answer)
	case model.IceOK:
		c.Verb = Connected
	case model.IceFail:
		c.Verb = Pathless
	case model.IceLost:
		c.Verb = Lost
	case model.Restart:
		c.Verb = Begin
	case model.Gap:
		c.Verb = Sync
	default:
		if in.IsReceived() {
			c.Verb = Sync
			c.Events = append(c.Events, Arrival{Item: given.Event})
		}
	}
}

// ageMS is the age of an event that action a brings, as its receiver is told: of an invite
// that looks expired, whatever clock is wrong, it is more than its lifetime.
func (s *TimedSystem) ageMS(w *TimedWorld, event *Arrival, a Action) uint32 {
	invite := inviteOf(event.Item)
	if invite == 0 {
		return 0
	}
	age := w.NowMS - min(w.NowMS, w.AcceptedMS[event.Call()])
	for _, given := range w.Last.Inputs[:w.Last.N] {
		if given.Event == event.Item && (given.Input == model.RecvLate || s.FaultName(a) == "clock-skew") {
			return max(age, later(s.Scenario.LifetimeMS, 1))
		}
	}
	return age
}

// settles makes the command what the end of a send says that no model device is told of,
// and reports whether there was one.
func (s *TimedSystem) settles(w *TimedWorld, d int, a Action, first Item, c *Command) bool {
	b := &w.Box[d]
	c.Call, c.Type = first.Call(), first.Type()
	switch a.Op {
	case OpAccept:
		if c.Verb = Accepted; c.Type == model.Invite && w.Call[c.Call]&InviteFailed != 0 {
			c.Verb = Failed // what was refused for good is refused again
			return true
		}
		return c.Type != model.Invite && c.Type != model.Answer
	case OpFault:
	default:
		return false
	}
	_, target := a.fault()
	switch s.FaultName(a) {
	case "send-fail":
		c.Verb = Failed
		return true
	case "rate-limit":
		const send = 0
		if c.Verb = Limited; target == send { // whether it is tried again is for the client to say
			b.NOut--
			b.Out[b.NOut] = Item{}
			return true
		}
	}
	return false
}

// report has the client of device d carry out a command, and makes its report true in the
// world.
func (s *TimedSystem) report(w *TimedWorld, d int, c *Command) {
	var r Report
	seat := &w.Driven.Seats[d]
	due := seat.Node != 0 && seat.DueMS <= w.NowMS
	s.clients.Tell(s, w, d, c, &r)
	seat.Node, seat.DueMS, seat.Asks = r.Node, r.DueMS, r.Asks
	if r.Asks&Broken != 0 || r.Overflows || len(r.Sends) > model.MaxSends {
		w.Causes |= Overflow // the run means nothing from here on
		return
	}
	if due {
		s.lapsed(w, d, &r)
	}
	s.mirror(w, d, c, &r)
	for call := range s.calls {
		if r.Peer[call] > 0 && !s.two && w.Peer[call] == 0 && s.owner(call) == d {
			w.Peer[call] = r.Peer[call]
		}
		w.Driven.Paths[call] = r.Paths[call]
	}
	effects := &w.Last.Effects
	effects.N = uint8(copy(effects.Sends[:], r.Sends))
	s.handOver(&w.World, d, r.Sends)
	s.remember(&w.World, d, max(c.Call, 0))
}

// lapsed notes which lifetimes have passed, where a timer of the client was due and calls
// have ended.
func (s *TimedSystem) lapsed(w *TimedWorld, d int, r *Report) {
	const running = model.UnderWay | model.Alerting
	for call := range s.calls {
		since := w.AcceptedMS[call]
		if s.owner(call) == d {
			since = w.HandedMS[call]
		}
		if running.Has(w.Box[d].Device.Call[call].State) && r.Calls[call] == model.Ended && w.NowMS >= later(since, s.Scenario.LifetimeMS) {
			s.passed(&w.World, d, call)
		}
	}
}

// mirror makes the calls and the media of device d those of a report.
func (s *TimedSystem) mirror(w *TimedWorld, d int, c *Command, r *Report) {
	const taken = model.StateSet(1<<model.IAcc | 1<<model.ISending | 1<<model.IConn | 1<<model.Active)
	device, marks := &w.Box[d].Device, &w.Last.Effects.Marks
	if r.Replaced && device.Standing().Calls(model.InUnderWay) != 0 { // what is past waiting is none of the glare rules'
		*marks |= model.Replaced
	}
	engaged := uint8(0)
	for call := range s.calls {
		is := r.Calls[call]
		was := device.Call[call]
		next := model.Call{State: is}
		if own := s.owner(call) == d; taken.Has(is) && !own {
			next.Flags = was.Flags & model.Auto
			answered := c.Verb == Pressed && c.Input == model.Accept && c.Call == call
			if !taken.Has(was.State) && !answered {
				next.Flags |= model.Auto
				*marks |= model.Automatic
			}
		}
		device.Call[call] = next
		if (model.UnderWay | model.Live).Has(is) {
			engaged |= 1 << call
		}
	}
	owner := device.Owner
	if engaged != 0 && engaged&device.Feeds() == 0 { // the latest of several
		owner = uint8(bits.Len8(engaged))
	}
	device.Owner, device.Stream, device.Turn = 0, model.NoStream, model.NoTurn
	switch {
	case r.Captures: // with no call, it is open for none
		device.Owner, device.Stream = owner, model.Granted
	case engaged == 0:
		return // what is asked for is for a call that is over, and its coming is awaited
	case r.Asks&AsksCapture != 0:
		device.Owner, device.Stream = owner, model.Pending
	}
	if r.Asks&AsksTurn != 0 {
		device.Owner, device.Turn = owner, model.Fetching
	}
}

// enabled appends what may happen in w, times aside: of a driven device's media what its
// client asks for, and of timers its own.
func (s *TimedSystem) enabled(w *TimedWorld, buf []Action) []Action {
	first := len(buf)
	buf = s.System.Enabled(&w.World, buf)
	if s.clients == nil || w.Causes&Overflow != 0 {
		return buf
	}
	all := buf[first:]
	kept := buf[:first]
	for _, a := range all {
		if !s.driven[a.Device] && a.Op != OpConnect || s.fits(a.Op) {
			kept = append(kept, a)
		}
	}
	for d := range s.devices {
		kept = s.appendPaths(w, kept, d)
		if s.driven[d] {
			kept = s.appendAsks(w, kept, d)
		}
	}
	byCalm(kept[first:])
	return kept
}

// fits reports whether an action of a driven device is offered as that of a model device is.
func (s *TimedSystem) fits(op Op) bool {
	switch op {
	case OpCapture, OpTurn, OpReady, OpConnect, OpCandidate, OpLifetime, OpTimeout, OpGone, OpOfferOver:
		return false
	default:
		return true
	}
}

// atOnce reports whether all that device d asks for is resolved in one step: where media are
// no steps of their own, and where no call is known that it is for.
func (s *TimedSystem) atOnce(w *TimedWorld, d int) bool {
	return !s.Scenario.SlowMedia || w.Box[d].Device.Owner == 0
}

// appendAsks appends what resolves the requests of driven device d, and its next timer.
func (s *TimedSystem) appendAsks(w *TimedWorld, buf []Action, d int) []Action {
	seat := &w.Driven.Seats[d]
	asks := seat.Asks
	if w.Box[d].Holds&MediaStalled != 0 {
		asks = 0
	} else if asks != 0 && s.atOnce(w, d) {
		asks = AsksDescription
	}
	for bit, op := range [...]Op{OpCapture, OpTurn, OpReady} {
		if asks>>bit&1 == 0 {
			continue
		}
		a := Action{Op: op, Device: uint8(d)}
		if op == OpReady {
			a.Arg = uint16(max(w.Box[d].Device.OwnerCall(), 0))
		}
		buf = append(buf, a)
	}
	if seat.DueMS != Never {
		buf = append(buf, Action{Op: OpTick, Device: uint8(d)})
	}
	return buf
}

// appendPaths appends the calls for which device d can find its media path: where an end is
// driven, each end must have the other's description.
func (s *TimedSystem) appendPaths(w *TimedWorld, buf []Action, d int) []Action {
	if w.Box[d].Holds&(Suspended|MediaStalled) != 0 {
		return buf
	}
	const sent = model.StateSet(1<<model.ISending | 1<<model.IConn)
	for c := range s.calls {
		owner, mine := s.owner(c), w.Box[d].Device.Call[c].State
		others, finds := DeviceSet(1)<<owner, sent.Has(mine)
		theirs := model.StateSet(1<<model.OConn | 1<<model.Active)
		if owner == d {
			others, finds, theirs = s.callees(c), mine == model.OConn, sent|1<<model.Active
		}
		if !s.driven[d] && !s.connectsEarly[d] {
			finds = finds && mine != model.ISending
		}
		for ; finds && others != 0; others = others.rest() {
			e := others.first()
			callee := e
			if owner != d {
				callee = d
			}
			if theirs.Has(w.Box[e].Device.Call[c].State) && s.meet(w, c, callee) {
				buf = append(buf, Action{Op: OpConnect, Device: uint8(d), Arg: uint16(c)})
				break
			}
		}
	}
	return buf
}

// meet reports whether the descriptions of the caller of call c and of a callee's device are
// each other's, as far as any of them has one.
func (s *TimedSystem) meet(w *TimedWorld, c, callee int) bool {
	if s.driven[s.owner(c)] || s.driven[callee] {
		return DeviceSet(w.Driven.Paths[c]).Has(callee)
	}
	taken := s.calleeOf(&w.World, c)
	return taken == callee
}

// byCalm sorts actions by how calm they are and leaves those that are alike in their order.
func byCalm(list []Action) {
	for i := 1; i < len(list); i++ {
		a, j := list[i], i
		for ; j > 0 && list[j-1].calm() > a.calm(); j-- {
			list[j] = list[j-1]
		}
		list[j] = a
	}
}
