package promela

import (
	"fmt"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// press is something that users do.
type press struct {
	name string
	in   model.Input
	of   func(*sim.User) *sim.Press
	left func(*sim.Box) uint8
	// declines: whoever does it does not want to talk any more. ends: it gives up the call.
	declines, ends bool
}

// presses are all that users do.
var presses = []press{
	{"answer", model.Accept, func(u *sim.User) *sim.Press { return &u.Answer }, func(b *sim.Box) uint8 { return b.PickUps }, false, false},
	{"place", model.Place, func(u *sim.User) *sim.Press { return &u.Place }, func(b *sim.Box) uint8 { return b.Presses }, false, false},
	{"reject", model.Reject, func(u *sim.User) *sim.Press { return &u.Reject }, func(b *sim.Box) uint8 { return b.Rejects }, true, true},
	{"ignore", model.Ignore, func(u *sim.User) *sim.Press { return &u.Ignore }, func(b *sim.Box) uint8 { return b.Ignores }, true, false},
	{"hangup", model.HangUp, func(u *sim.User) *sim.Press { return &u.HangUp }, func(b *sim.Box) uint8 { return b.HangUps }, true, true},
	{"renegotiate", model.Renegotiate, func(u *sim.User) *sim.Press { return &u.Renegotiate }, func(b *sim.Box) uint8 { return b.Renegotiations }, false, false},
}

// left is how often a user may still press something, as a variable.
func (m *Model) left(d int, p *press) string { return fmt.Sprintf("%ss%d", p.name, d) }

// possible reports whether the user of a device may press something about a call at all.
func (m *Model) possible(d, c int, p *press) bool {
	mine, theirs := true, true
	switch p.in {
	case model.Place:
		theirs = false
	case model.Accept, model.Reject, model.Ignore:
		mine = false
	}
	if m.owns(d, c) && !mine || !m.owns(d, c) && !theirs {
		return false
	}
	return p.left(&m.initial.Box[d]) > 0
}

// may is the condition that the user of a device may press something about a call.
func (m *Model) may(d, c int, p *press) string {
	var list []string
	if p.left(&m.initial.Box[d]) < sim.Always {
		list = append(list, m.left(d, p))
	}
	own := func(i int) bool { return m.owns(d, i) }
	switch p.in {
	case model.Place:
		list = append(list, fmt.Sprintf("!(cf[%d] & PLACED)", c))
		for i := range c {
			if own(i) && m.sys.CallRoom(i) == m.sys.CallRoom(c) {
				list = append(list, fmt.Sprintf("(cf[%d] & PLACED)", i))
			}
		}
		list = append(list, not(m.any(d, model.Live|model.UnderWay, every)))
		if !m.scenario.Users[m.sys.UserOf(d)].WhileRinging {
			list = append(list, not(m.any(d, 1<<model.IRing, every)))
		}
	case model.Accept:
		list = append(list, m.is(d, c, model.IRing), not(m.any(d, model.Live, every)))
		away := func(i int) bool { return own(i) && m.sys.CallRoom(i) != m.sys.CallRoom(c) }
		if is := m.any(d, model.UnderWay, away); is != "false" {
			list = append(list, not(is))
		}
	case model.Reject, model.Ignore:
		list = append(list, m.is(d, c, model.IRing))
	case model.HangUp:
		list = append(list, m.among(d, c, model.Live|model.UnderWay))
	case model.Renegotiate:
		list = append(list, m.is(d, c, model.Active), not(m.flag(d, c, "OFFERED")))
	}
	return both(list...)
}

// conditions are what actions ask, by names.
func (m *Model) conditions() code {
	var list code
	define := func(name, is string) { list = append(list, fmt.Sprintf("#define %s (%s)", name, is)) }
	calm := []string{"net_idle"}
	net := "nout[0] | nout[1] | nin[0] | nin[1] | reply[0] | reply[1]"
	if m.federated {
		net += " | nfed[0] | nfed[1]"
	}
	define("net_idle", "!("+net+")")
	for d := range 2 {
		var ready []string
		for c := range m.calls {
			making := both(fmt.Sprintf("owner[%d] == %d", d, c+1), m.among(d, c, 1<<model.OPrep|1<<model.IAcc))
			ready = append(ready, making)
			if m.scenario.SlowMedia {
				making = both(making, fmt.Sprintf("stream[%d] == GRANTED", d), fmt.Sprintf("turn[%d] == HAVE_TURN", d))
			}
			define("may_ready_"+m.word(d, c), making)
			define("may_connect_"+m.word(d, c), m.connects(d, c))
			calm = append(calm, "!may_ready_"+m.word(d, c), "!may_connect_"+m.word(d, c))
		}
		if m.scenario.SlowMedia {
			define("may_capture_"+m.device(d), both(fmt.Sprintf("stream[%d] == PENDING", d), either(ready...)))
			define("may_turn_"+m.device(d), both(fmt.Sprintf("turn[%d] == FETCHING", d), either(ready...)))
			calm = append(calm, "!may_capture_"+m.device(d), "!may_turn_"+m.device(d))
		}
		for c := range m.calls {
			for i := range presses {
				p := &presses[i]
				if !m.possible(d, c, p) {
					continue
				}
				name := fmt.Sprintf("may_%s_%s", p.name, m.word(d, c))
				define(name, m.may(d, c, p))
				if p.of(&m.scenario.Users[m.sys.UserOf(d)]).Must {
					calm = append(calm, "!"+name)
				}
			}
		}
	}
	define("calm", both(calm...))
	return list
}

// connects is the condition that a device can find the media path of a call: the other end
// looks for it too.
func (m *Model) connects(d, c int) string {
	if m.owns(d, c) {
		return both(m.is(d, c, model.OConn), m.among(1-d, c, 1<<model.ISending|1<<model.IConn|1<<model.Active))
	}
	answered := []model.State{model.IConn}
	if m.scenario.Devices[d].Reading.Is(model.EarlyMedia, "connect") {
		answered = append(answered, model.ISending)
	}
	return both(m.is(d, c, answered...), m.among(1-d, c, 1<<model.OConn|1<<model.Active))
}

// pressing is what the user of a device may do.
func (m *Model) pressing(d int) code {
	var list code
	for i := range presses {
		p := &presses[i]
		for c := range m.calls {
			if m.possible(d, c, p) {
				list = list.with(m.judgedStep(d, fmt.Sprintf("%s: %s %s", m.device(d), p.name, m.sys.CallName(c)),
					fmt.Sprintf("may_%s_%s", p.name, m.word(d, c)), m.pressed(d, c, p)))
			}
		}
	}
	return list
}

// pressed is what happens when the user of a device presses something about a call.
func (m *Model) pressed(d, c int, p *press) code {
	var list code
	if p.left(&m.initial.Box[d]) < sim.Always {
		list = line("%s--;", m.left(d, p))
	}
	room := m.sys.CallRoom(c)
	press := 16 << room
	keep := 255 &^ (int(m.inRoom(room)) | press)
	want := func(by string) code { return line("willing[%d] = (willing[%d] & %d) | %s;", d, d, keep, by) }
	e := 1 - d
	switch p.in {
	case model.Place:
		list = list.with(want(fmt.Sprint(press)), line("pressed[%d] = pressed[%d] | %d;", d, d, 1<<room), line("cf[%d] = cf[%d] | PLACED;", c, c))
	case model.Accept:
		over := fmt.Sprintf("(cf[%d] & GIVEN_UP) || (willing[%d] & %d)", c, e, m.lapsed(c))
		list = list.with(code{"if", ":: " + over + " ->"}, want("0").indented(), code{":: else ->"}, want(fmt.Sprint(1<<c)).indented(), code{"fi;"},
			line("seen[%d] = seen[%d] & ~%d;", d, d, 16<<c))
	case model.HangUp:
		if m.owns(d, c) {
			list = list.with(line("willing[%d] = willing[%d] & ~%d;", e, e, 1<<c))
		}
		list = list.with(choose(branch{both(m.is(d, c, model.Active), m.among(e, c, model.Live)), line("willing[%d] = willing[%d] & ~%d;", e, e, press)}))
	}
	list = list.with(m.give(d, p.in, c, false))
	if p.declines {
		list = list.with(want("0"))
	}
	if p.ends {
		over := m.is(e, c, model.Ended)
		if m.revived(e)>>c&1 != 0 {
			over = "false"
		}
		list = list.with(choose(branch{both(m.is(d, c, model.Ended), not(over)), line("seen[%d] = seen[%d] | %d;", d, d, 16<<c)}),
			line("cf[%d] = cf[%d] | GIVEN_UP;", c, c),
			line("seamless[0] = seamless[0] & ~%d; seamless[1] = seamless[1] & ~%d;", 1<<room, 1<<room))
	}
	return list
}

// lapsed is the bit of willing by which the caller of a call knows that it still rang when
// its lifetime had passed.
func (m *Model) lapsed(c int) int { return 64 << (c % m.per) }
