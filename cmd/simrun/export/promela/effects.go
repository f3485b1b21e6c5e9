package promela

import (
	"fmt"
	"slices"

	"github.com/glarelab/glare/model"
)

// isOnOther reports whether an effect is one on the other call.
func isOnOther(e model.Effect) bool {
	return slices.Contains([]model.Effect{
		model.SendHangupOther, model.SendRejectOther, model.OweOther, model.EndOther, model.TakeOther, model.AcceptOther, model.RingOther,
		model.WidenOther, model.Move, model.MoveOther,
	}, e)
}

// apply is what a rule does to a call in a state.
func (m *Model) apply(g given, s model.State, r model.Compiled) code {
	d, c := g.device, g.call
	var list code
	to := s
	if !r.Stays {
		to = r.To
		list = m.enter(d, fmt.Sprint(m.at(d, c)), to)
	}
	onlySends := r.Stays
	for i, e := range r.Do {
		if e == model.ShareScreen || e == model.Withdraw || e == model.ShowStreams { // nobody shares a screen
			continue
		}
		onlySends = onlySends && len(sent(e)) > 0
		if isOnOther(e) {
			list = list.with(choose(branch{"o != NOBODY", m.onOther(g, e)}))
			continue
		}
		if (e == model.Show || e == model.ShowOther) && slices.ContainsFunc(r.Do[i:], isOnOther) {
			m.fail("a rule of %s goes on with the other call after it decided on a held one", m.inputName(g))
		}
		list = list.with(m.effect(g, to, e))
	}
	if len(list) > 0 && !g.nested && !onlySends {
		list = list.with(line("remember_%s();", m.device(d)))
	}
	return list
}

// enter moves a call of a device to a state; flags that mean nothing there are dropped.
func (m *Model) enter(d int, at string, to model.State) code {
	list := line("st[%s] = %s;", at, to)
	if keeps := m.sys.Machine(d).Keeps(to); keeps != 0 {
		return list.with(line("fl[%s] = fl[%s] & %d;", at, at, keeps))
	}
	return list.with(line("fl[%s] = 0;", at))
}

// sent are the types of events that an effect sends of the named call.
func sent(e model.Effect) []model.EventType {
	switch e {
	case model.SendInvite:
		return []model.EventType{model.Invite}
	case model.SendAnswer:
		return []model.EventType{model.Answer}
	case model.SendCandidates:
		return []model.EventType{model.Candidates}
	case model.SendHangup:
		return []model.EventType{model.Hangup}
	case model.SendReject:
		return []model.EventType{model.CallReject}
	case model.SendBoth:
		return []model.EventType{model.CallReject, model.Hangup}
	case model.SendSelect:
		return []model.EventType{model.SelectAnswer}
	case model.SendOffer:
		return []model.EventType{model.Negotiate}
	case model.SendReply:
		return []model.EventType{model.NegotiateReply}
	default:
		return nil
	}
}

// effect is one effect on the named call, which is in a state by now.
func (m *Model) effect(g given, to model.State, e model.Effect) code {
	d, c := g.device, g.call
	at, room := m.at(d, c), 1<<m.sys.CallRoom(c)
	flag := func(name string) code { return line("fl[%d] = fl[%d] | %s;", at, at, name) }
	drop := func(name string) code { return line("fl[%d] = fl[%d] & ~%s;", at, at, name) }
	if types := sent(e); len(types) > 0 {
		var list code
		for _, t := range types {
			if t == model.CallReject && e == model.SendReject && m.sys.Version(m.sys.Owner(c)) != model.Version1 {
				t = model.Hangup // V1-REJ-5
			}
			list = list.with(line("put_%s(%s);", m.device(d), event(t, c)))
			switch t {
			case model.Invite:
				list = list.with(line("cf[%d] = cf[%d] | INVITE_SENT;", c, c))
			case model.Answer:
				list = list.with(line("answers[%d] = answers[%d] | %d;", d, d, 1<<c))
			}
		}
		return list
	}
	switch e {
	case model.MarkOffered:
		return flag("OFFERED")
	case model.ClearOffered:
		return drop("OFFERED")
	case model.OweHangup:
		return flag("OWES")
	case model.Settle:
		return drop("OWES")
	case model.Show:
		return m.show(given{device: d, in: model.RecvInvite, call: c, nested: true})
	case model.ShowOther:
		var list code
		for _, i := range m.nth(d) {
			if !m.owns(d, i) && m.sys.CallRoom(i) == m.sys.CallRoom(c) {
				list = list.with(choose(branch{
					both(m.is(d, i, model.IPend), m.flag(d, i, "HELD")),
					m.show(given{device: d, in: model.RecvInvite, call: i, nested: true}),
				}))
			}
		}
		return list
	case model.Capture:
		return m.capture(d, fmt.Sprint(c+1))
	case model.Grant:
		return line("stream[%d] = GRANTED;", d)
	case model.Credentials:
		return line("turn[%d] = HAVE_TURN;", d)
	case model.Refetch:
		return line("turn[%d] = FETCHING;", d)
	case model.Release:
		return m.release(d, fmt.Sprint(c+1))
	case model.MarkAuto:
		return flag("AUTO").with(line("pressed[%d] = pressed[%d] & ~%d;", d, d, room))
	case model.MarkHeld:
		return flag("HELD")
	case model.Unhold:
		return drop("HELD")
	case model.MarkEchoed:
		if m.sys.Machine(d).Keeps(to)&model.Echoed == 0 {
			return nil
		}
		return flag("ECHOED")
	case model.Widen:
		if m.widens(d, c) {
			return flag("WIDE")
		}
		return nil
	case model.KeepsNamed, model.KeepsOther, model.ReplacesOther, model.ReplacedByOther:
		return line("seamless[%d] = seamless[%d] | %d;", d, d, room)
	default:
		m.fail("the effect %q of %s is not in the model", e, m.inputName(g))
		return nil
	}
}

// widens reports whether a call that is answered with the caller's media kind has more than
// the user of a device chose.
func (m *Model) widens(d, c int) bool {
	return m.video(c) == 1 && !m.scenario.Users[m.sys.UserOf(d)].Video
}

// show treats a held invite as if it came now.
func (m *Model) show(g given) code {
	at := m.at(g.device, g.call)
	return line("st[%d] = NONE; fl[%d] = 0;", at, at).with(m.giveAs(g))
}

// capture asks for media for a call, which is given with one added.
func (m *Model) capture(d int, owner string) code {
	return line("owner[%d] = %s;", d, owner).with(
		choose(branch{fmt.Sprintf("stream[%d] == 0", d), line("stream[%d] = PENDING;", d)}),
		choose(branch{fmt.Sprintf("turn[%d] == 0", d), line("turn[%d] = FETCHING;", d)}))
}

// move hands the stream of a call to another one.
func (m *Model) move(d int, from, to string) code {
	return choose(branch{fmt.Sprintf("owner[%d] == %s || stream[%d] == 0", d, from, d), m.capture(d, to)})
}

// release lets the stream go if a call holds it.
func (m *Model) release(d int, owner string) code {
	return choose(branch{fmt.Sprintf("owner[%d] == %s", d, owner), line("owner[%d] = 0; stream[%d] = 0; turn[%d] = 0;", d, d, d)})
}

// onOther is one effect on the other call, whose place is o.
func (m *Model) onOther(g given, e model.Effect) code {
	d := g.device
	call := "o"
	if base := m.at(d, 0); base > 0 {
		call = fmt.Sprintf("(o-%d)", base)
	}
	owner, named := fmt.Sprintf("%s+1", call), fmt.Sprint(g.call+1)
	send := func(t model.EventType) code { return line("put_%s(%s+%s);", m.device(d), typeNames[t], call) }
	switch e {
	case model.SendHangupOther:
		return send(model.Hangup)
	case model.SendRejectOther:
		if m.sys.Version(1-d) != model.Version1 { // the other call is the peer's
			return send(model.Hangup)
		}
		return send(model.CallReject)
	case model.OweOther:
		return line("fl[o] = fl[o] | OWES;")
	case model.EndOther:
		return m.enter(d, "o", model.Ended).with(m.release(d, owner))
	case model.TakeOther:
		return m.enter(d, "o", model.IAcc).with(line("fl[o] = fl[o] | AUTO; pressed[%d] = pressed[%d] & ~%d;", d, d, 1<<m.sys.CallRoom(g.call)))
	case model.AcceptOther:
		return m.enter(d, "o", model.IAcc).with(m.capture(d, owner))
	case model.RingOther:
		return m.enter(d, "o", model.IRing)
	case model.WidenOther:
		for c := range m.calls {
			if !m.owns(d, c) && m.widens(d, c) {
				return line("fl[o] = fl[o] | WIDE;")
			}
		}
		return nil
	case model.Move:
		return m.move(d, owner, named)
	case model.MoveOther:
		return m.move(d, named, owner)
	default:
		m.fail("the effect %q of %s on another call is not in the model", e, m.inputName(g))
		return nil
	}
}
