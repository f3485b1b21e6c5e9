package promela

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/model"
)

// factNames are what the model calls the facts of guards, in their order, but for those about
// streams.
var factNames = [model.NumFacts]string{
	"OWN_PREP", "OWN_SENDING", "OWN_WAIT", "OWN_ECHOED", "OWN_CAPTURED", "LESS", "GREATER", "EQUAL", "YIELDS", "OWN_CONN", "TAKEN", "TALKING",
	"RINGS_TOO", "HOLDS_ONE", "AWAY_PREP", "AWAY_SENT", "PAIR", "IN_BATCH", "WIDER", "IS_OWN", "IS_HELD", "IS_AUTO", "DOES_OWE", "QUIET", "IN_SYNC",
	"INVITE1", "PEER1", "IS_OFFERED", "IS_PUSHED", "STRANGER", "FOR_OTHER", "UNCALLED",
}

// Kinds of facts, by what it takes to know them.
const (
	underWay = model.OwnPrep | model.OwnSending | model.OwnWait
	busy     = model.OwnConn | model.Taken | model.Talking
	compared = model.Less | model.Greater | model.Equal | model.Wider
	// ofCall are those that need no look at other calls.
	ofCall = model.OwnCaptured | model.IsHeld | model.IsAuto | model.DoesOwe | model.IsOffered
)

// settled are the facts about an input that are the same in all worlds: which of them hold,
// and which there are.
func (m *Model) settled(g given) (hold, of model.Facts) {
	s, d := m.scenario, g.device
	of = model.Yields | model.Pair | model.InBatch | model.InSync | model.IsOwn | model.Invite1 | model.Peer1 | model.Stranger | model.ForOther | model.Uncalled |
		model.IsPushed | model.Unlisted | model.Surplus // there are no pushes, nor streams to tell apart
	note := func(is bool, facts model.Facts) {
		if is {
			hold |= facts
		}
	}
	user := &s.Users[m.sys.UserOf(d)]
	note(m.sys.UserName(d) > m.sys.UserName(1-d), model.Yields)
	note(true, model.Pair)
	note(g.batch && !s.Devices[d].Reading.Is(model.Sync, "sliding"), model.InBatch|model.InSync)
	note(m.owns(d, g.call), model.IsOwn)
	note(m.sys.Version(m.sys.Owner(g.call)) == model.Version1, model.Invite1)
	note(m.sys.Version(1-d) == model.Version1, model.Peer1)
	if !user.Quiet || !m.sys.Machine(d).RingOnly() {
		of |= model.Quiet
		note(user.Quiet, model.Quiet)
	}
	return hold, of
}

// guard is what a rule asks beside what is settled; dead if it cannot apply.
func guard(r model.Compiled, hold, of model.Facts) (need, anyOf, deny model.Facts, dead bool) {
	need, anyOf, deny = r.If&^hold, r.Any&^of, r.Deny&^(of&^hold)
	dead = need&of != 0 || deny&hold != 0
	switch {
	case r.Any&hold != 0:
		anyOf = 0
	case r.Any != 0 && anyOf == 0:
		dead = true
	}
	return need, anyOf, deny, dead
}

// ask is the condition that some facts hold and others do not, which are in f, or of the
// call alone.
func (m *Model) ask(g given, need, anyOf, deny model.Facts, inF bool) string {
	if !inF {
		var list []string
		for i := range factNames {
			fact := model.Facts(1) << i
			if need&fact != 0 {
				list = append(list, m.fact(g, fact))
			}
			if deny&fact != 0 {
				list = append(list, not(m.fact(g, fact)))
			}
		}
		if anyOf != 0 {
			var some []string
			for i := range factNames {
				if fact := model.Facts(1) << i; anyOf&fact != 0 {
					some = append(some, m.fact(g, fact))
				}
			}
			list = append(list, either(some...))
		}
		return both(list...)
	}
	var list []string
	if need != 0 || deny != 0 {
		looks := need | deny
		list = append(list, fmt.Sprintf("(f & %s) == %s", factSet(looks), factSet(need)))
	}
	if anyOf != 0 {
		list = append(list, fmt.Sprintf("(f & %s)", factSet(anyOf)))
	}
	return both(list...)
}

func factSet(facts model.Facts) string {
	var list []string
	for i, name := range factNames {
		if facts&(1<<i) != 0 {
			list = append(list, name)
		}
	}
	if len(list) == 0 {
		return "0"
	}
	return "(" + strings.Join(list, "|") + ")"
}

// fact is one that needs no look at other calls.
func (m *Model) fact(g given, fact model.Facts) string {
	d, c := g.device, g.call
	switch fact {
	case model.OwnCaptured:
		return fmt.Sprintf("(stream[%d] == GRANTED)", d)
	case model.IsHeld:
		return m.flag(d, c, "HELD")
	case model.IsAuto:
		return m.flag(d, c, "AUTO")
	case model.DoesOwe:
		return m.flag(d, c, "OWES")
	case model.IsOffered:
		return m.flag(d, c, "OFFERED")
	default:
		m.fail("the fact %s of %s is not of one call", factSet(fact), m.word(d, c))
		return "false"
	}
}

// find finds out which of some facts hold, into f, and if that is asked the other call, into o.
func (m *Model) find(g given, facts model.Facts, other bool) code {
	d, c, mine := g.device, g.call, m.owns(g.device, g.call)
	other = other || facts&compared != 0
	unanswered := facts&(busy|model.Quiet) != 0 // busy counts only without an own call
	list := line("f = 0;")
	if other {
		list = list.with(line("o = NOBODY;"))
	}
	for _, i := range m.nth(d) {
		if i == c {
			continue
		}
		list = list.with(m.beside(g, i, facts, other, unanswered))
	}
	if facts&busy != 0 {
		list = list.with(choose(branch{"(f & (OWN_PREP|OWN_SENDING|OWN_WAIT))", line("f = f & ~(OWN_CONN|TAKEN|TALKING);")}))
	}
	if facts&compared != 0 {
		var each []branch
		for _, i := range m.nth(d) {
			if i != c && m.sys.CallRoom(i) == m.sys.CallRoom(c) {
				each = append(each, branch{fmt.Sprintf("o == %d", m.at(d, i)), m.compare(d, c, i, mine)})
			}
		}
		list = list.with(choose(each...))
	}
	for i := range factNames {
		if fact := model.Facts(1) << i; facts&ofCall&fact != 0 {
			list = list.with(choose(branch{m.fact(g, fact), line("f = f | %s;", factNames[i])}))
		}
	}
	if facts&model.OwnEchoed != 0 {
		list = list.with(choose(branch{m.flag(d, c, "ECHOED"), line("f = f | OWN_ECHOED;")}))
	}
	if user := &m.scenario.Users[m.sys.UserOf(d)]; facts&model.Quiet != 0 && user.Quiet {
		list = list.with(choose(branch{"!(f & (OWN_PREP|OWN_SENDING|OWN_WAIT))", line("f = f | QUIET;")}))
	}
	return list
}

// beside is what call i tells about an input that names another one.
func (m *Model) beside(g given, i int, facts model.Facts, other, unanswered bool) code {
	d, mine := g.device, m.owns(g.device, g.call)
	var branches []branch
	on := func(set model.StateSet, is string, does code) {
		if when := m.among(d, i, set); when != "false" && len(does) > 0 {
			branches = append(branches, branch{both(when, is), does})
		}
	}
	add := func(fact model.Facts) code {
		if facts&fact == 0 && (!unanswered || fact&underWay == 0) {
			return nil
		}
		return line("f = f | %s;", strings.Trim(factSet(fact), "()"))
	}
	take := func(ifNobody bool) code {
		switch {
		case !other:
			return nil
		case ifNobody:
			return choose(branch{"o == NOBODY", line("o = %d;", m.at(d, i))})
		default:
			return line("o = %d;", m.at(d, i))
		}
	}
	if m.sys.CallRoom(i) != m.sys.CallRoom(g.call) {
		on(1<<model.OPrep, always, add(model.AwayPrep))
		on(1<<model.OSending|1<<model.OWait, always, add(model.AwaySent))
		return choose(branches...)
	}
	var echoed code
	if facts&model.OwnEchoed != 0 {
		echoed = choose(branch{m.flag(d, i, "ECHOED"), line("f = f | OWN_ECHOED;")})
	}
	for n, s := range []model.State{model.OPrep, model.OSending, model.OWait} {
		does := add(model.OwnPrep << n).with(echoed)
		if !mine {
			does = does.with(take(false))
		}
		on(1<<s, always, does)
	}
	held := add(model.HoldsOne)
	if mine {
		held = held.with(take(false))
	}
	on(1<<model.IPend, m.flag(d, i, "HELD"), held)
	rings := add(model.RingsToo)
	if mine {
		rings = rings.with(take(true))
	}
	on(model.Alerting, always, rings)
	for _, live := range []struct {
		set  model.StateSet
		fact model.Facts
	}{{1 << model.Active, model.Talking}, {1 << model.OConn, model.OwnConn}, {1<<model.IAcc | 1<<model.ISending | 1<<model.IConn, model.Taken}} {
		does := add(live.fact)
		if !mine {
			does = does.with(take(true))
		}
		on(live.set, always, does)
	}
	return choose(branches...)
}

// compare is what is so of a call beside the other one: which goes first, and which has more media.
func (m *Model) compare(d, c, other int, mine bool) code {
	in, own := c, other
	if mine {
		in, own = other, c
	}
	var less, greater, equal int
	for i := range m.sys.Initials() {
		switch sign := m.order(i, d, in, own); {
		case sign < 0:
			less |= 1 << i
		case sign > 0:
			greater |= 1 << i
		default:
			equal |= 1 << i
		}
	}
	list := choose(
		branch{fmt.Sprintf("((%d >> ids) & 1)", less), line("f = f | LESS;")},
		branch{fmt.Sprintf("((%d >> ids) & 1)", greater), line("f = f | GREATER;")},
		branch{fmt.Sprintf("((%d >> ids) & 1)", equal), line("f = f | EQUAL;")},
	)
	if m.owns(d, own) && m.video(in) > m.video(own) {
		list = list.with(line("f = f | WIDER;"))
	}
	return list
}

// video is the media kind of a call: 1 if its caller chose video.
func (m *Model) video(c int) int {
	if m.scenario.Users[m.sys.UserOf(m.sys.Owner(c))].Video {
		return 1
	}
	return 0
}
