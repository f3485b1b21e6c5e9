package properties_test

import (
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// noteStreams remembers whose stream is muted, and what each device was last told of the
// other end's: by an invite or answer that it took, a negotiation that it went into, or an
// event that says nothing else, about a call that it knows.
func (s *secondStep) noteStreams(m *memory) {
	if s.a.Op == sim.OpMute {
		m.muted[s.d] = !m.muted[s.d]
	}
	engaged := false
	for c := range s.sys.Calls() {
		now := state(s.after, s.d, c)
		engaged = engaged || underWay(now) || live(now)
		s.noteTold(m, c)
		if over(now) {
			m.told[s.d].drop(c)
		}
	}
	if !engaged {
		m.muted[s.d] = false // the next call has a stream of its own
	}
}

// noteTold remembers what the device is told of the stream at the other end of call c.
func (s *secondStep) noteTold(m *memory, c int) {
	was := state(s.before, s.d, c)
	knows, replies := !over(was) && !underWay(was), false
	for _, event := range s.sent {
		replies = replies || event.Type() == model.NegotiateReply && event.Call() == c
	}
	for _, event := range s.received {
		if event.Own() || event.Call() != c || !s.readsStreams(s.d, event.Sender()) {
			continue
		}
		heeds := knows
		switch event.Type() {
		case model.Invite:
			heeds = !knows
			knows = true
		case model.Answer:
			heeds = underWay(was) && !knows && !underWay(state(s.after, s.d, c))
			knows = knows || heeds
		case model.Negotiate:
			heeds = replies
		case model.NegotiateReply:
			heeds = m.offered[s.d].has(c)
		case model.Metadata:
		default:
			continue
		}
		if !heeds {
			continue
		}
		if m.told[s.d].drop(c); event.Muted() {
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

// shownWrong reports whether an end of an active call takes the other's stream for muted and
// it is not, or the reverse; nothing that the other sent was destroyed, nor any media.
func (j secondJudge) shownWrong(m *memory, w *sim.World, c int) bool {
	if !j.active(m, w, c) || j.mediaLost(m, c) {
		return false
	}
	caller, callee := j.sys.Owner(c), j.callee(m, c)
	wrong := func(d, e int) bool { return m.told[d].has(c) != m.muted[e] && !m.sendHit[e].has(c) }
	return j.readsStreams(caller, callee) && (wrong(caller, callee) || wrong(callee, caller))
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
		)
	}
	agree(t, cells).require(t, 10_000, 500_000, "mute-shown")
}
