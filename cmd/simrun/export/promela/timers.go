package promela

import (
	"fmt"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// timer is a timer of a device: what it takes for it to run, whether it may fire at any
// moment, and what happens.
type timer struct {
	comment string
	runs    string
	anytime bool
	happens code
}

// timers are those of a device.
func (m *Model) timers(d int) code {
	var list code
	for _, t := range m.timersOf(d) {
		when := t.runs
		if !t.anytime {
			when = both(t.runs, "calm")
		}
		list = list.with(m.judgedStep(d, t.comment, when, t.happens))
	}
	return list
}

func (m *Model) timersOf(d int) (list []timer) {
	s := m.scenario
	reading := &s.Devices[d].Reading
	for c := range m.calls {
		if m.anyOffers() {
			list = append(list, timer{
				comment: fmt.Sprintf("%s's offer for %s expires", m.device(d), m.sys.CallName(c)),
				runs:    m.flag(d, c, "OFFERED"), anytime: m.loose, happens: m.give(d, model.OfferOver, c, false),
			})
		}
		list = append(list, timer{
			comment: fmt.Sprintf("the lifetime of %s passes at %s", m.sys.CallName(c), m.device(d)),
			runs:    m.lives(d, c), anytime: m.loose, happens: m.passes(d, c).with(m.give(d, model.LifeOver, c, false)),
		})
		if reading.Is(model.Connecting, "MS") {
			var early code
			if m.loose {
				early = m.await(c).with(choose(branch{"k", line("causes = causes | EARLY_TIMEOUT;")}))
			}
			list = append(list, timer{
				comment: fmt.Sprintf("connecting of %s times out at %s", m.sys.CallName(c), m.device(d)),
				runs:    m.among(d, c, 1<<model.OConn|1<<model.IConn), anytime: s.Timing != sim.Patient,
				happens: early.with(m.give(d, model.ConnectOver, c, false)),
			})
		}
		if reading.Is(model.Consent, "MS") {
			list = append(list, timer{
				comment: fmt.Sprintf("%s misses the media of %s", m.device(d), m.sys.CallName(c)),
				runs:    both(m.among(d, c, 1<<model.Active), not(m.among(1-d, c, model.Live))), anytime: s.Timing != sim.Patient,
				happens: m.give(d, model.IceLost, c, false),
			})
		}
	}
	return list
}

// anyOffers reports whether some user may change the media of a call.
func (m *Model) anyOffers() bool {
	return m.scenario.Users[0].Renegotiate.Times > 0 || m.scenario.Users[1].Renegotiate.Times > 0
}

// lives is the condition that the lifetime timer of a call is set at a device.
func (m *Model) lives(d, c int) string {
	if !m.owns(d, c) {
		return m.among(d, c, 1<<model.IPend|1<<model.IRing|1<<model.IIgn)
	}
	waits := m.is(d, c, model.OWait)
	switch reading := &m.scenario.Devices[d].Reading; {
	case reading.Is(model.LifeOrigin, "put"):
		return m.is(d, c, model.OWait, model.OSending)
	case reading.Is(model.LifeOrigin, "echo"):
		return either(waits, both(m.is(d, c, model.OSending), m.flag(d, c, "ECHOED")))
	default:
		return waits
	}
}

// passes is what it means that the lifetime of a call passes at a device, before that is told.
func (m *Model) passes(d, c int) code {
	var lapse code
	if m.owns(d, c) {
		lapse = choose(branch{m.is(1-d, c, model.IRing), line("willing[%d] = willing[%d] | %d;", d, d, m.lapsed(c))})
	}
	seen := line("seen[%d] = seen[%d] | %d;", d, d, 1<<c)
	if !m.loose {
		return lapse.with(seen)
	}
	list := m.await(c)
	if m.owns(d, c) {
		var comes []string
		for rival := range m.calls {
			if !m.owns(d, rival) && m.sys.CallRoom(rival) == m.sys.CallRoom(c) {
				comes = append(comes, m.travels(1-d, model.Invite, rival))
			}
		}
		list = list.with(choose(branch{either(comes...), line("causes = causes | CROSS_TIMEOUT;")}))
	}
	return list.with(choose(
		branch{"k == 0", lapse.with(line("skip;"))},
		branch{fmt.Sprintf("k <= %d", sim.ReplyAwaited), line("cf[%d] = cf[%d] | TIMED_OUT; causes = causes | CROSS_TIMEOUT;", c, c)},
		branch{always, line("cf[%d] = cf[%d] | TIMED_OUT; causes = causes | LATE_ANSWER;", c, c)},
	), seen)
}

// await finds out, into k, what is still under way that can lead a call to be connected.
func (m *Model) await(c int) code {
	caller := m.sys.Owner(c)
	d := 1 - caller
	user := &m.scenario.Users[m.sys.UserOf(d)]
	answers := "false"
	if p := &presses[0]; user.Answer.Must && m.possible(d, c, p) {
		answers = "may_answer_" + m.word(d, c)
	}
	connects := either(
		both(m.is(caller, c, model.OConn), m.among(d, c, 1<<model.ISending|1<<model.IConn|1<<model.Active)),
		both(m.is(caller, c, model.Active), m.is(d, c, model.ISending, model.IConn)))
	var reply []string
	own := 0
	for i := range m.calls {
		if m.owns(d, i) {
			own |= 1 << i
			reply = append(reply, inQueue(fmt.Sprintf("out%d", d), maxOut, event(model.Invite, i)))
		}
	}
	reply = append(reply, fmt.Sprintf("(reply[%d] & %d)", d, own))
	is := func(when string, awaited sim.Awaited) branch { return branch{when, line("k = %d;", awaited)} }
	return line("k = 0;").with(choose(
		branch{m.is(caller, c, model.Ended, model.None), line("skip;")},
		is(both(m.among(d, c, model.Live), m.travels(d, model.Answer, c)), sim.AnswerAwaited),
		is(either(m.is(d, c, model.IAcc), connects), sim.MediaAwaited),
		is(answers, sim.PressAwaited),
		is(m.stored(d, c), sim.SyncAwaited),
		is(both(m.is(d, c, model.IPend), either(reply...)), sim.ReplyAwaited),
		is(both(m.inviting(d, c), m.travels(caller, model.Invite, c)), sim.InviteAwaited),
	))
}

// inviting is the condition that an invite of a call means something to the callee.
func (m *Model) inviting(d, c int) string {
	caller := 1 - d
	calls := not(m.is(caller, c, model.None, model.Ended))
	if m.scenario.Devices[d].Reading.Is(model.Dup, "clobber") {
		return calls
	}
	return both(calls, m.is(d, c, model.None))
}

// travels is the condition that an event of a device is on its way to the other one.
func (m *Model) travels(from int, t model.EventType, c int) string {
	to := 1 - from
	list := []string{inQueue(fmt.Sprintf("out%d", from), maxOut, event(t, c)), inQueue(fmt.Sprintf("in%d", to), maxIn, event(t, c))}
	if m.federated {
		list = append(list, inQueue(fmt.Sprintf("fed%d", to), maxFed, event(t, c)))
	}
	return either(list...)
}

// inQueue is the condition that an event is in a queue.
func inQueue(queue string, limit int, event string) string {
	var list []string
	for i := range limit {
		list = append(list, fmt.Sprintf("%s[%d] == %s", queue, i, event))
	}
	return either(list...)
}
