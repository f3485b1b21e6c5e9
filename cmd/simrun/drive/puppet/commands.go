package puppet

import (
	"slices"
	"strconv"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim/event"
)

// do carries out a command; what is wrong is a sentence.
func (p *puppet) do(c *command) string {
	if c.At != nil {
		p.pass(*c.At)
	}
	call := slices.Index(p.ids[:], c.Call)
	switch c.Op {
	case "place":
		p.give(model.Place, p.call(c.Call, true))
	case "answer", "reject", "ignore", "hangup":
		if call < 0 {
			return "there is no call " + c.Call
		}
		p.give(map[string]model.Input{"answer": model.Accept, "reject": model.Reject, "ignore": model.Ignore, "hangup": model.HangUp}[c.Op], call)
	case "resolve":
		return p.resolve(c)
	case "sync":
		p.syncs = true
		for _, text := range c.Events {
			p.sync(text)
		}
		p.syncs = false
		for n := range p.ids {
			if i := p.machine.Nth(n); p.device.Call[i].State == model.IPend && p.device.Call[i].Flags&model.Held == 0 {
				p.give(model.SyncEnd, i)
			}
		}
	case "ice":
		i := slices.IndexFunc(p.media[:], func(m media) bool { return m.pc == c.PC && c.PC != 0 })
		if i < 0 {
			return "there is no such peer connection"
		}
		p.give(map[string]model.Input{"connected": model.IceOK, "failed": model.IceFail, "disconnected": model.IceLost}[c.State], i)
	case "advance", "quit":
	default:
		return "unknown op " + strconv.Quote(c.Op)
	}
	return ""
}

func (p *puppet) resolve(c *command) string {
	i := slices.IndexFunc(p.open, func(r request) bool { return r.req == c.Req })
	if i < 0 {
		return "there is no such request"
	}
	r := p.open[i]
	p.open = slices.Delete(p.open, i, i+1)
	if r.kind == "gum" {
		call := p.device.OwnerCall()
		if c.Error != "" {
			p.give(model.CaptureFail, call)
			return ""
		}
		p.granted = true
		if p.device.Stream == model.Pending {
			p.give(model.CaptureOK, call)
		}
		if p.device.Turn == model.Fetching {
			p.give(model.TurnOK, call)
		}
		p.granted = false
		p.give(model.Ready, call)
		return ""
	}
	inputs := map[model.EventType][3]model.Input{
		model.Invite: {model.InviteOK, model.InviteFail, model.InviteUnk}, model.Answer: {model.AnswerOK, model.AnswerFail, model.AnswerUnk},
	}
	if in, ok := inputs[r.send.Type]; ok {
		which := 0
		if c.Error == "network" {
			which = 2
		} else if c.Error != "" {
			which = 1
		}
		p.give(in[which], int(r.send.Call))
	}
	return ""
}

// sync takes an event.
func (p *puppet) sync(text []byte) {
	e, _ := event.Parse(text)
	if member, ok := e.Content.(event.Member); ok && member.Membership == "join" {
		p.members++
	}
	signal, ok := event.SignalOf(e.Content)
	if !ok || signal.Type == model.Metadata { // what streams are it does not show
		return
	}
	if e.Sender == p.user {
		in := model.EchoOther
		if signal.Type == model.Invite {
			in = model.EchoInvite
		}
		if in == model.EchoOther && !p.reading.Is(model.EchoFilter, "none") {
			return
		}
		p.give(in, p.call(signal.CallID, true))
		return
	}
	c := p.call(signal.CallID, false)
	if c == model.NoCall {
		return
	}
	in := map[model.EventType]model.Input{
		model.Invite: model.RecvInvite, model.Answer: model.RecvAnswer, model.Candidates: model.RecvCandidates,
		model.Hangup: model.RecvHangup, model.SelectAnswer: model.RecvSelect, model.CallReject: model.RecvReject,
		model.CandidatesEnd: model.RecvCandidates, // whose media are here connected as they come
	}[signal.Type]
	switch content := e.Content.(type) {
	case event.Invite:
		if p.handed[c] = p.now - e.Unsigned.AgeMS; e.Unsigned.AgeMS > signal.LifetimeMS {
			in = model.RecvLate
		}
		p.media[c].remote = frag(content.Offer.SDP.Reveal())
	case event.Answer:
		if p.opponents[c] == "" {
			p.opponents[c] = content.Party
		}
		before := p.device.Call[c].State
		p.give(in, c)
		if before != p.device.Call[c].State {
			p.describe(c, p.media[c].local, frag(content.Answer.SDP.Reveal()))
		}
		return
	}
	p.give(in, c)
}

// frag is the ufrag of a description.
func frag(sdp string) string {
	_, rest, _ := strings.Cut(sdp, "a=ice-ufrag:")
	frag, _, _ := strings.Cut(rest, "\r\n")
	return frag
}

// words are the states as the protocol has them.
var words = [model.NumStates]string{
	model.OPrep: "preparing", model.OSending: "waiting", model.OWait: "waiting", model.OConn: "connecting",
	model.IRing: "ringing", model.IIgn: "ignoring", model.IAcc: "accepting", model.ISending: "connecting", model.IConn: "connecting",
	model.Active: "active", model.Ended: "ended",
}

// calls are the calls that the device knows.
func (p *puppet) calls() []any {
	list := []any{}
	for c, id := range p.ids {
		if state := p.device.Call[c].State; state != model.None && state != model.IPend { // what is held back rings for nobody
			list = append(list, map[string]any{"id": id, "own": c < firstPeer, "state": words[state], "native": state.String(), "opponent": p.opponents[c]})
		}
	}
	return list
}

func (p *puppet) mic() int {
	if p.device.Stream == model.Granted {
		return 1
	}
	return 0
}
