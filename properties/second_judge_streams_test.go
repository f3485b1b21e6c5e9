package properties_test

import (
	"slices"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// noteStreams remembers whose stream is muted, who shares a screen, and what each device was
// last told of the other end's: by an invite or answer that it took, a negotiation that it went
// into, or an event that says nothing else, about a call that it knows.
func (s *secondStep) noteStreams(m *memory, o *opinion) {
	if s.a.Op == sim.OpMute {
		m.muted[s.d] = !m.muted[s.d]
		o.is(badStreamsShown, m.muted[s.d] == (s.after.Box[s.d].Device.Streams&model.OwnMuted == 0)) // whoever mutes is muted
	}
	engaged, talks := false, false
	for c := range s.sys.Calls() {
		now := state(s.after, s.d, c)
		engaged, talks = engaged || underWay(now) || live(now), talks || live(now)
		s.noteScreen(m, c)
		s.noteTold(m, c)
		if over(now) {
			m.told[s.d].drop(c)
		}
	}
	if !engaged { // the next call has a stream of its own
		m.muted[s.d], m.shares[s.d] = false, false
	}
	m.screen[s.d] = m.screen[s.d] && talks
}

// noteScreen remembers whether the user shares a screen in call c: from the offer on, unless
// nobody replies in time. Who gives way to another offer has it in the reply.
func (s *secondStep) noteScreen(m *memory, c int) {
	if !s.sys.Scenario.Users[s.user()].Screen {
		return
	}
	failed := s.a.Op == sim.OpOfferOver && int(s.a.Arg) == c && m.offered[s.d].has(c)
	if s.sends(model.Negotiate, c) || failed {
		m.shares[s.d] = !m.shares[s.d]
	}
}

// sends reports whether the device handed over an event of a type about call c.
func (s *secondStep) sends(t model.EventType, c int) bool {
	return slices.ContainsFunc(s.sent, func(event sim.Item) bool { return event.Type() == t && event.Call() == c })
}

// noteTold remembers what the device is told of the streams at the other end of call c.
func (s *secondStep) noteTold(m *memory, c int) {
	was := state(s.before, s.d, c)
	knows := !over(was) && !underWay(was)
	for _, event := range s.received {
		if event.Own() || event.Call() != c {
			continue
		}
		heeds, describes := knows, false
		switch event.Type() {
		case model.Invite:
			heeds = !knows
			knows = true
		case model.Answer:
			heeds = underWay(was) && !knows && !underWay(state(s.after, s.d, c))
			knows = knows || heeds
		case model.Negotiate:
			describes = true
			heeds = s.sends(model.NegotiateReply, c)
		case model.NegotiateReply:
			describes = true
			heeds = m.offered[s.d].has(c)
		case model.Metadata:
		default:
			continue
		}
		if !heeds {
			continue
		}
		reads := s.readsStreams(s.d, event.Sender())
		if describes {
			m.screen[s.d] = event.Second() && reads
		}
		if m.told[s.d].drop(c); event.Muted() && reads {
			m.told[s.d].add(c)
		}
	}
}

// readsStreams reports whether device d reads what device e says of streams, and the reverse.
func (j secondJudge) readsStreams(d, e int) bool {
	names := func(d int) string {
		device := &j.sys.Scenario.Devices[d]
		if device.Version == model.Version0 {
			return "none"
		}
		switch name := device.Reading.Value(model.StreamList); name {
		case "both", "caller":
			return "released"
		default:
			return name
		}
	}
	return names(d) == names(e) && names(d) != "none"
}

// shownWrong reports whether an end of an active call shows what is not so of the other's
// streams; nothing that either sent was destroyed, nor any media.
func (j secondJudge) shownWrong(m *memory, w *sim.World, c int) bool {
	if !j.active(m, w, c) || j.mediaLost(m, c) {
		return false
	}
	caller, callee := j.sys.Owner(c), j.callee(m, c)
	if m.sendHit[caller].has(c) || m.sendHit[callee].has(c) {
		return false
	}
	wrong := func(d, e int) bool {
		return m.screen[d] != m.shares[e] || j.readsStreams(d, e) && m.told[d].has(c) != m.muted[e]
	}
	return wrong(caller, callee) || wrong(callee, caller)
}

// TestSecondJudgeAgreesOnStreams compares both judges where users mute their streams.
func TestSecondJudgeAgreesOnStreams(t *testing.T) {
	lengthy(t)
	const glare = "rules v1\nalice may mute x2\nbob may mute\n"
	var cells []cell
	for _, reading := range []string{"literal", "robust", "literal+metadata=caller", "robust+metadata=none"} {
		cells = append(cells,
			cell{"mute", reading, "", "", ""}, cell{"mute", reading, "send-unknown=1", "", ""}, cell{"mute", reading, "sync-batch=1", "async", ""},
			cell{"mute", reading, "late-decryption=1", "", ""}, cell{"mute", reading, "sync-gap=1", "", "bob may renegotiate\n"},
			cell{"glare", reading, "send-overlap=1", "", glare}, cell{"federated-glare", reading, "fed-reorder=1", "", glare},
			cell{"renegotiate-glare", reading, "send-overlap=1", "async", "alice may mute\nbob may mute x2\n"},
			cell{"multi-device-v1", reading, "", "", "alice may mute x2\nbob may mute\n"},
			cell{"renegotiate-glare", reading, "", "async", "alice may renegotiate x2 screen\nbob may renegotiate screen\nbob may mute\n"},
			cell{"renegotiate", reading, "send-fail=1", "", "bob may renegotiate x2 screen\n"},
		)
	}
	agree(t, cells).require(t, 10_000, 500_000, "streams-shown")
}
