package promela

import (
	"fmt"

	"github.com/glarelab/glare/model"
)

// Properties that the model has. Where JUDGE is defined, each violation is a failed assertion:
// of seamless and one-live-call at the step that violates it, of same-call, nobody-stuck and
// willing-connected in a step of its own at each world in which nothing must happen any more.

// screens are what a user sees of a room, from nothing on; see package sim.
var screens = []model.StateSet{1 << model.IRing, model.UnderWay, model.Live &^ (1 << model.Active), 1 << model.Active}

func (m *Model) screen(d, r int) string {
	text := "0"
	for i, set := range screens {
		text = fmt.Sprintf("(%s -> %d : %s)", m.any(d, set, func(c int) bool { return m.sys.CallRoom(c) == r }), i+1, text)
	}
	return text
}

// judging is what steps are judged by.
func (m *Model) judging() code {
	list := code{"#ifdef JUDGE", "hidden byte resolved;"}
	for r := range m.scenario.Rooms {
		list = append(list, fmt.Sprintf("hidden byte shown%d;", r))
	}
	list = append(list, fmt.Sprintf("hidden byte was_st[%d];", 2*m.calls), fmt.Sprintf("hidden byte was_fl[%d];", 2*m.calls))
	for d := range 2 {
		before, after := line("resolved = seamless[%d];", d), code(nil)
		var engaged, differ []string
		for r := range m.scenario.Rooms {
			before = before.with(choose(branch{fmt.Sprintf("(resolved & %d)", 1<<r), line("shown%d = %s;", r, m.screen(d, r))}))
			after = after.with(choose(branch{
				fmt.Sprintf("(resolved & seamless[%d] & %d)", d, 1<<r), line("assert(%s >= shown%d); /* seamless */", m.screen(d, r), r),
			}))
		}
		for c := range m.calls {
			at := m.at(d, c)
			before = before.with(line("was_st[%d] = st[%d]; was_fl[%d] = fl[%d];", at, at, at, at))
			differ = append(differ, fmt.Sprintf("was_st[%d] != st[%d] || was_fl[%d] != fl[%d]", at, at, at, at))
			engaged = append(engaged, "("+m.among(d, c, model.Live|model.UnderWay)+")")
		}
		after = after.with(choose(branch{either(differ...), line("assert(%s < 2); /* one-live-call */", join(engaged, " + ", "0"))}))
		list = list.with(line("inline before_%s() {", m.device(d)), before.indented(), line("}"),
			line("inline after_%s() {", m.device(d)), after.indented(), line("}"))
	}
	return append(list, "#define FINALS", "#else",
		"#define before_"+m.device(0)+"()", "#define after_"+m.device(0)+"()", "#define before_"+m.device(1)+"()", "#define after_"+m.device(1)+"()", "#endif")
}

// judged is, if that is asked, a step of its own at each world in which nothing must happen
// any more: it leads back to it.
func (m *Model) judged() code {
	quiet := []string{"calm"}
	for d := range 2 {
		for _, t := range m.timersOf(d) {
			quiet = append(quiet, not(t.runs))
		}
	}
	var unsettled []string
	for d := range 2 {
		unsettled = append(unsettled, m.any(d, model.Unsettled, every))
	}
	asserts := code{"#ifdef JUDGE"}.with(
		line("assert(%s); /* same-call */", m.sameCall()),
		line("assert(!%s); /* nobody-stuck */", either(unsettled...)))
	for r := range m.scenario.Rooms {
		asserts = asserts.with(line("assert(!%s); /* willing-connected */", m.apart(r)))
	}
	return code{"#ifdef FINALS"}.with(step("nothing must happen any more", both(quiet...), asserts, code{"#endif"}), code{"#endif"})
}

// sameCall is the condition that no device is live, or both are, on one call alone.
func (m *Model) sameCall() string {
	var same, live []string
	for c := range m.calls {
		first, second := m.among(0, c, model.Live), m.among(1, c, model.Live)
		same = append(same, fmt.Sprintf("((%s) == (%s))", first, second))
		live = append(live, "("+first+")")
	}
	return both(both(same...), fmt.Sprintf("(%s < 2)", join(live, " + ", "0")))
}

// apart is the condition that both users want to talk in a room and do not, and nothing excuses that.
func (m *Model) apart(r int) string {
	mask := int(m.inRoom(r)) | 16<<r
	var talk, sent, given, timed []string
	for c := range m.calls {
		given = append(given, fmt.Sprintf("(cf[%d] & GIVEN_UP)", c))
		timed = append(timed, fmt.Sprintf("(cf[%d] & TIMED_OUT)", c))
		if m.sys.CallRoom(c) != r {
			continue
		}
		talk = append(talk, both(m.is(0, c, model.Active), m.is(1, c, model.Active)))
		sent = append(sent, m.stands(c))
	}
	prevented := either(append(given, timed...)...)
	excused := both(m.excused(0, r), m.excused(1, r))
	return both(fmt.Sprintf("(willing[0] & %d)", mask), fmt.Sprintf("(willing[1] & %d)", mask), not(either(talk...)),
		either(both(either(sent...), not(excused)), both(not(either(sent...)), not(prevented))))
}

// stands is the condition that the invite of a call was accepted, and no user gave it up.
func (m *Model) stands(c int) string {
	return fmt.Sprintf("((cf[%d] & (INVITE_ACCEPTED|GIVEN_UP)) == INVITE_ACCEPTED)", c)
}

// excused is the condition that the lifetime of the call of a room which survives by the
// reading of a device passed too early.
func (m *Model) excused(d, r int) string {
	var list []string
	for c := range m.calls {
		if m.sys.CallRoom(c) != r {
			continue
		}
		first := []string{m.stands(c), fmt.Sprintf("(cf[%d] & TIMED_OUT)", c)}
		for other := range m.calls {
			if other != c && m.sys.CallRoom(other) == r {
				first = append(first, fmt.Sprintf("!(%s && ((%d >> ids) & 1))", m.stands(other), m.goesBefore(d, other, c)))
			}
		}
		list = append(list, both(first...))
	}
	return either(list...)
}

// goesBefore is the set of the orders of IDs in which one call goes before another by the
// reading of a device: IDs are compared by bytes.
func (m *Model) goesBefore(d, x, y int) (set int) {
	reading := &m.scenario.Devices[d].Reading
	mineX, mineY := m.sys.Owner(x), m.sys.Owner(y)
	for i := range m.sys.Initials() {
		less := m.id(i, x) < m.id(i, y)
		switch {
		case reading.Is(model.Winner, "greater-id"):
			less = m.id(i, y) < m.id(i, x)
		case reading.Is(model.Winner, "lesser-user") && mineX != mineY:
			less = m.sys.UserName(mineX) < m.sys.UserName(mineY)
		}
		if less {
			set |= 1 << i
		}
	}
	return set
}
