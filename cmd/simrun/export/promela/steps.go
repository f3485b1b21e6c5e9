package promela

import (
	"fmt"

	"github.com/glarelab/glare/model"
)

// variables are the state of the world, and what only lasts for a step.
func (m *Model) variables() code {
	list := line("byte ids; /* which order of call IDs */")
	each := func(name string, size int) { list = append(list, fmt.Sprintf("byte %s[%d];", name, size)) }
	each("st", 2*m.calls)
	each("fl", 2*m.calls)
	for _, name := range []string{"stream", "owner", "turn", "reply", "seen", "willing", "pressed", "answers", "seamless", "nout", "nin"} {
		each(name, 2)
	}
	each("cf", m.calls)
	for d := range 2 {
		each(fmt.Sprintf("out%d", d), maxOut)
		each(fmt.Sprintf("in%d", d), maxIn)
	}
	if m.federated {
		each("nfed", 2)
		each("fed0", maxFed)
		each("fed1", maxFed)
	}
	if m.loose {
		list = append(list, "byte causes;")
	}
	if m.scenario.Crowd > 0 {
		list = append(list, fmt.Sprintf("byte crowd = %d;", m.scenario.Crowd))
	}
	for d := range 2 {
		for _, left := range m.counters(d) {
			list = append(list, fmt.Sprintf("byte %s = %d;", left.name, left.times))
		}
	}
	return append(list, "hidden int f;", "hidden byte o;", "hidden byte e;", "hidden byte k;")
}

// counter is how often something may still happen, where that is not always.
type counter struct {
	name  string
	times uint8
}

func (m *Model) counters(d int) (list []counter) {
	for i := range presses {
		if n := presses[i].left(&m.initial.Box[d]); n > 0 && n < 255 {
			list = append(list, counter{m.left(d, &presses[i]), n})
		}
	}
	if n := m.scenario.Candidates; n > 0 {
		list = append(list, counter{fmt.Sprintf("candidates%d", d), n})
	}
	return list
}

// helpers are what several steps do.
func (m *Model) helpers() code {
	var list code
	for d := range 2 {
		var ended []string
		for c := range m.calls {
			ended = append(ended, fmt.Sprintf("((st[%d] == ENDED) << %d)", m.at(d, c), c))
		}
		body := line("k = %s;", join(ended, " | ", "0")).with(line("seen[%d] = seen[%d] | k;", d, d))
		if m.quits {
			forgets := "k"
			if revived := m.revived(d); revived != 0 {
				forgets = fmt.Sprintf("(k & ~%d)", revived)
			}
			body = body.with(line("seen[%d] = seen[%d] & ~(%s << 4);", 1-d, 1-d, forgets))
		}
		var rooms code
		for r := range m.scenario.Rooms {
			active := m.any(d, 1<<model.Active, func(c int) bool { return m.sys.CallRoom(c) == r })
			rooms = rooms.with(choose(branch{active, line("seamless[%d] = seamless[%d] & ~%d;", d, d, 1<<r)}))
		}
		body = body.with(choose(branch{fmt.Sprintf("seamless[%d]", d), rooms}))
		list = list.with(line("inline remember_%s() {", m.device(d)), body.indented(), line("}"),
			put("put_"+m.device(d), "out", "nout", d, maxOut), put("come_"+m.device(d), "in", "nin", d, maxIn),
			pop("sent_"+m.device(d), "out", "nout", d, maxOut), pop("came_"+m.device(d), "in", "nin", d, maxIn))
		if m.federated {
			list = list.with(put("cross_"+m.device(d), "fed", "nfed", d, maxFed), pop("crossed_"+m.device(d), "fed", "nfed", d, maxFed))
		}
	}
	return list
}

// revived are the calls that can ring at a device once more after their end.
func (m *Model) revived(d int) (set uint8) {
	for c := range m.calls {
		if !m.owns(d, c) && m.scenario.Devices[d].Reading.Is(model.Dup, "clobber") {
			set |= 1 << c
		}
	}
	return set
}

// put is a helper that puts an event behind those of a queue.
func put(name, queue, n string, d, limit int) code {
	return code{
		fmt.Sprintf("inline %s(x) {", name),
		fmt.Sprintf("  assert(%s[%d] < %d); /* else this run means nothing */", n, d, limit),
		fmt.Sprintf("  %s%d[%s[%d]] = x;", queue, d, n, d),
		fmt.Sprintf("  %s[%d]++;", n, d),
		"}",
	}
}

// pop is a helper that takes the first event of a queue into e.
func pop(name, queue, n string, d, limit int) code {
	list := code{fmt.Sprintf("inline %s() {", name), fmt.Sprintf("  e = %s%d[0];", queue, d)}
	for i := range limit - 1 {
		list = append(list, fmt.Sprintf("  %s%d[%d] = %s%d[%d];", queue, d, i, queue, d, i+1))
	}
	return append(list, fmt.Sprintf("  %s%d[%d] = 0;", queue, d, limit-1), fmt.Sprintf("  %s[%d]--;", n, d), "}")
}

// loop is all actions.
func (m *Model) loop() code {
	var list code
	for d := range 2 {
		list = list.with(m.accept(d), m.federate(d), m.replies(d), m.sync(d), m.media(d))
	}
	for d := range 2 {
		list = list.with(m.pressing(d))
	}
	if m.scenario.Crowd > 0 {
		list = list.with(m.crowd())
	}
	for d := range 2 {
		list = list.with(m.timers(d))
	}
	return list.with(m.judged())
}

// judgedStep is an action by which a device is given something: properties look at the device
// before and after it.
func (m *Model) judgedStep(d int, comment, when string, does ...code) code {
	return step(comment, when, line("before_%s();", m.device(d)).with(does...), line("after_%s();", m.device(d)))
}

// step is one action: what it takes, and what it does.
func step(comment, when string, does ...code) code {
	return line("/* %s */", comment).with(line(":: d_step { %s ->", when), code(nil).with(does...).with(line("skip;")).indented(), line("}"))
}

// accept lets the homeserver of a device accept its first send.
func (m *Model) accept(d int) code {
	echoesAll := m.scenario.Devices[d].Reading.Is(model.EchoFilter, "none")
	echo := line("come_%s(e|OWN);", m.device(d))
	invite := line("cf[e&3] = cf[e&3] | INVITE_ACCEPTED;").with(line("reply[%d] = reply[%d] | (1 << (e&3));", d, d))
	if !echoesAll {
		invite = invite.with(echo)
	}
	answer := line("cf[e&3] = cf[e&3] | ANSWER_ACCEPTED;").with(line("reply[%d] = reply[%d] | (16 << (e&3));", d, d))
	does := line("sent_%s();", m.device(d)).with(choose(
		branch{fmt.Sprintf("e < %s", typeNames[model.Answer]), invite}, branch{fmt.Sprintf("e < %s", typeNames[model.Candidates]), answer}))
	if echoesAll {
		does = does.with(echo)
	}
	room := fmt.Sprintf("nin[0] < %d && nin[1] < %d", maxIn, maxIn)
	if m.federated {
		room = fmt.Sprintf("nin[%d] < %d && nfed[%d] < %d", d, maxIn, 1-d, maxFed)
		does = does.with(line("cross_%s(e);", m.device(1-d)))
	} else {
		does = does.with(line("come_%s(e);", m.device(1-d)))
	}
	return step("the homeserver accepts "+m.device(d)+"'s first send", fmt.Sprintf("(nout[%d] && %s)", d, room), does)
}

// federate lets the homeserver of a device receive the first event from the other one.
func (m *Model) federate(d int) code {
	if !m.federated {
		return nil
	}
	return step("the homeserver of "+m.device(d)+" receives", fmt.Sprintf("(nfed[%d] && nin[%d] < %d)", d, d, maxIn),
		line("crossed_%s();", m.device(d)), line("come_%s(e);", m.device(d)))
}

// replies tell a device that its sends were accepted.
func (m *Model) replies(d int) code {
	var list code
	for c := range m.calls {
		bit, in := 1<<c, model.InviteOK
		if !m.owns(d, c) {
			bit, in = 16<<c, model.AnswerOK
		}
		list = list.with(m.judgedStep(d, fmt.Sprintf("%s has the reply about %s", m.device(d), m.sys.CallName(c)), fmt.Sprintf("(reply[%d] & %d)", d, bit),
			line("reply[%d] = reply[%d] & ~%d;", d, d, bit), m.give(d, in, c, false)))
	}
	return list
}

// received are the inputs by which a device is told of the peer's events.
var received = [model.NumEventTypes]model.Input{
	model.Invite: model.RecvInvite, model.Answer: model.RecvAnswer, model.Candidates: model.RecvCandidates, model.Hangup: model.RecvHangup,
	model.SelectAnswer: model.RecvSelect, model.CallReject: model.RecvReject, model.Negotiate: model.RecvOffer, model.NegotiateReply: model.RecvReply,
}

// sync gives a device the first event of its queue: a step for each event that can be there,
// of which one at most is enabled, since SPIN limits how long a step may be. If a lifetime may
// pass at any moment, an invite may have expired, too.
func (m *Model) sync(d int) code {
	var list code
	first := fmt.Sprintf("in%d[0]", d)
	sync := func(what, when string, does ...code) {
		list = list.with(m.judgedStep(d, m.device(d)+" syncs "+what, first+when, line("came_%s();", m.device(d)).with(does...), m.syncEnd(d)))
	}
	sync("an event of its own", " >= OWN", m.receiveOwn(d))
	for t := range model.NumEventTypes {
		for c := range m.calls {
			over := code(nil)
			if t == model.Hangup || t == model.CallReject {
				over = line("seen[%d] = seen[%d] | %d;", d, d, 1<<c)
			}
			switch what := t.String() + " of " + m.sys.CallName(c); {
			case !m.comes(d, t, c):
			case !m.heeds(d, t):
				sync(what+", which it cannot read", " == "+event(t, c))
			default:
				sync(what, " == "+event(t, c), over, m.give(d, received[t], c, true))
			}
		}
	}
	if !m.loose {
		return list
	}
	for c := range m.calls {
		if !m.owns(d, c) {
			sync("the invite of "+m.sys.CallName(c)+", which has expired", " == "+event(model.Invite, c),
				line("causes = causes | LATE_ARRIVAL;"), choose(branch{m.inviting(d, c), line("cf[%d] = cf[%d] | TIMED_OUT;", c, c)}),
				line("seen[%d] = seen[%d] | %d;", d, d, 1<<c), m.give(d, model.RecvLate, c, true))
		}
	}
	return list
}

// comes reports whether the peer of a device may ever send an event. If one came that is not
// foreseen, the model would stand still there, and have fewer states than the world.
func (m *Model) comes(d int, t model.EventType, c int) bool {
	switch t {
	case model.Invite:
		return !m.owns(d, c)
	case model.Answer:
		return m.owns(d, c)
	case model.Message:
		return m.scenario.Crowd > 0 && c == 0
	case model.Candidates:
		return m.scenario.Candidates > 0
	case model.CandidatesEnd:
		return false // see [Model.refuse]
	case model.Negotiate, model.NegotiateReply:
		return m.anyOffers()
	case model.Metadata:
		return false // nobody mutes
	default:
		return m.sys.Version(1 - d).Knows(t)
	}
}

// receiveOwn gives a device the event e, which it has sent itself.
func (m *Model) receiveOwn(d int) code {
	var mine []branch
	for c := range m.calls {
		if m.owns(d, c) {
			mine = append(mine, branch{fmt.Sprintf("e == (OWN|(%s))", event(model.Invite, c)), m.give(d, model.EchoInvite, c, true)})
		}
		for t := range model.NumEventTypes {
			if t != model.Invite && t != model.Metadata && t.OfCall() {
				mine = append(mine, branch{fmt.Sprintf("e == (OWN|(%s))", event(t, c)), m.give(d, model.EchoOther, c, true)})
			}
		}
	}
	return choose(mine...)
}

// heeds reports whether a device can read the peer's events of a type.
func (m *Model) heeds(d int, t model.EventType) bool {
	mine, theirs := m.sys.Version(d), m.sys.Version(1-d)
	strict := mine != theirs && m.scenario.Devices[d].Reading.Is(model.Ver, "strict")
	return t.OfCall() && mine.Knows(t) && !strict
}

// syncEnd tells a device that a sync response is through, of each call that it has stored.
func (m *Model) syncEnd(d int) code {
	var list code
	for _, c := range m.nth(d) {
		if !m.owns(d, c) {
			list = list.with(choose(branch{m.stored(d, c), m.give(d, model.SyncEnd, c, false)}))
		}
	}
	return list
}

// stored is the condition that a device has an invite on which it has not decided.
func (m *Model) stored(d, c int) string {
	return both(m.is(d, c, model.IPend), not(m.flag(d, c, "HELD")))
}

// media are the steps of a device's media.
func (m *Model) media(d int) code {
	var list code
	slow := m.scenario.SlowMedia
	if slow {
		var capture, turn []branch
		for c := range m.calls {
			owner := fmt.Sprintf("owner[%d] == %d", d, c+1)
			capture = append(capture, branch{owner, m.give(d, model.CaptureOK, c, false)})
			turn = append(turn, branch{owner, m.give(d, model.TurnOK, c, false)})
		}
		list = list.with(
			m.judgedStep(d, m.device(d)+" may use the microphone", fmt.Sprintf("may_capture_%s", m.device(d)), choose(capture...)),
			m.judgedStep(d, m.device(d)+" has TURN credentials", fmt.Sprintf("may_turn_%s", m.device(d)), choose(turn...)))
	}
	for c := range m.calls {
		var first code
		if !slow {
			first = choose(branch{fmt.Sprintf("stream[%d] == PENDING", d), m.give(d, model.CaptureOK, c, false)}).with(
				choose(branch{fmt.Sprintf("turn[%d] == FETCHING", d), m.give(d, model.TurnOK, c, false)}))
		}
		list = list.with(m.judgedStep(d, fmt.Sprintf("%s makes its description of %s", m.device(d), m.sys.CallName(c)), "may_ready_"+m.word(d, c),
			first, m.give(d, model.Ready, c, false)))
	}
	for c := range m.calls {
		list = list.with(m.judgedStep(d, fmt.Sprintf("%s finds the media path of %s", m.device(d), m.sys.CallName(c)), "may_connect_"+m.word(d, c),
			m.give(d, model.IceOK, c, false)))
	}
	if m.scenario.Candidates > 0 {
		for c := range m.calls {
			left := fmt.Sprintf("candidates%d", d)
			gathers := m.among(d, c, 1<<model.OWait|1<<model.OConn|1<<model.IConn)
			list = list.with(m.judgedStep(d, fmt.Sprintf("%s gathers candidates of %s", m.device(d), m.sys.CallName(c)), both(left, gathers),
				line("%s--;", left), m.give(d, model.Gathered, c, false)))
		}
	}
	return list
}

// crowd lets another event of the room enter at each homeserver.
func (m *Model) crowd() code {
	var list code
	for d := range 2 {
		room, other := fmt.Sprintf("nin[0] < %d && nin[1] < %d", maxIn, maxIn), line("come_%s(MESSAGE);", m.device(1-d))
		if m.federated {
			room, other = fmt.Sprintf("nin[%d] < %d && nfed[%d] < %d", d, maxIn, 1-d, maxFed), line("cross_%s(MESSAGE);", m.device(1-d))
		}
		if d == 0 || m.federated {
			list = list.with(step("somebody sends another event", "(crowd && "+room+")", line("crowd--;"), line("come_%s(MESSAGE);", m.device(d)), other))
		}
	}
	return list
}
