package vectors

import (
	"slices"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// stimulus is what one step gives a device, as commands of the adapter protocol; or why it
// cannot be told.
type stimulus struct {
	commands []Command
	lifetime int // the call whose lifetime passes, plus one; 0: none
	untold   string
}

// given is what a step gives the device.
func (e *events) given(before, after *sim.World) (s stimulus) {
	last, sys := &after.Last, e.run.sys
	inputs := last.Inputs[:last.N]
	if last.N == sim.MaxInputs {
		return stimulus{untold: "too much happens at once"}
	}
	items := arrivals(sys, e.device, before, after)
	if sys.Version(e.device) == model.Version0 && slices.ContainsFunc(items, e.ofMate) {
		return stimulus{untold: "what the devices of one user tell each other is not said in version 0"}
	}
	if len(items) > 0 {
		s.commands = append(s.commands, e.sync(after, items, inputs))
	}
	for _, in := range inputs {
		call := sys.ID(after, int(in.Call))
		command, untold := plainCommand(in.Input, call)
		if untold != "" {
			return stimulus{untold: untold}
		}
		switch in.Input {
		case model.LifeOver:
			s.lifetime = int(in.Call) + 1
		case model.Place:
			command.Video = sys.Scenario.Users[sys.UserOf(e.device)].Video
		case model.InviteOK:
			command.EventID = e.id(model.Invite, int(in.Call), e.device, 0)
		case model.AnswerOK:
			command.EventID = e.id(model.Answer, int(in.Call), e.device, 0)
		case model.RecvOffer: // the model makes the description of its reply at once
			command = Command{Op: "resolve", Kind: "sdp", Call: call}
		case model.Ready: // a client may ask for the microphone anew, where the model has it
			if gum := (Command{Op: "resolve", Kind: "gum"}); !slices.ContainsFunc(s.commands, func(c Command) bool { return c.Kind == gum.Kind }) {
				s.commands = append(s.commands, gum)
			}
		}
		if command.Op != "" {
			s.commands = append(s.commands, command)
		}
	}
	return s
}

// plainCommand is the command for one input of the model; of those that are part of a sync
// response, and of those that a client asks nobody for, it is none.
func plainCommand(in model.Input, call string) (c Command, untold string) {
	press := func(op string) (Command, string) { return Command{Op: op, Call: call}, "" }
	reply := func(t model.EventType, problem string) (Command, string) {
		return Command{Op: "resolve", Kind: "send", Type: t.String(), Call: call, Error: problem}, ""
	}
	switch in {
	case model.Place:
		return press("place")
	case model.Accept:
		return press("answer")
	case model.Reject:
		return press("reject")
	case model.Ignore:
		return press("ignore")
	case model.HangUp:
		return press("hangup")
	case model.CaptureOK:
		return Command{Op: "resolve", Kind: "gum"}, ""
	case model.CaptureFail:
		return Command{Op: "resolve", Kind: "gum", Error: "NotAllowedError"}, ""
	case model.Ready:
		return Command{Op: "resolve", Kind: "sdp", Call: call}, ""
	case model.InviteOK:
		return reply(model.Invite, "")
	case model.InviteFail:
		return reply(model.Invite, "M_FORBIDDEN")
	case model.AnswerOK:
		return reply(model.Answer, "")
	case model.AnswerFail:
		return reply(model.Answer, "M_FORBIDDEN")
	case model.IceOK:
		return Command{Op: "ice", Call: call, State: "connected"}, ""
	case model.LifeOver:
		return Command{Op: "advance"}, ""
	default:
		return Command{}, untellable(in)
	}
}

// untellable is why an input cannot be demanded of anybody's client, or "".
func untellable(in model.Input) string {
	switch in {
	case model.TurnOver, model.ReadyFail:
		return "whether a call can do without TURN is each client's own affair"
	case model.ConnectOver:
		return "how long a call may connect is each client's own affair"
	case model.IceFail, model.IceLost:
		return "how often media are tried again is each client's own affair"
	case model.InviteUnk, model.AnswerUnk:
		return "when and how often a send is tried again is each client's own affair"
	case model.Restart:
		return "what is kept over a restart is each client's own affair"
	case model.Renegotiate, model.OfferOver, model.Mute:
		return "the adapter protocol has no command for it"
	default:
		return ""
	}
}

// arrivals are the events that a step brings to a device, in their order: what has left its queue,
// but for an event that cannot be read yet.
func arrivals(sys *sim.System, d int, before, after *sim.World) []sim.Item {
	was, is := &before.Box[d], &after.Box[d]
	if sys.FaultName(after.Last.Action) == "sync-replay" {
		return []sim.Item{was.Last}
	}
	var list []sim.Item
	if was.NIn > is.NIn {
		list = slices.Clone(was.In[:was.NIn-is.NIn])
	}
	switch {
	case was.Holds&sim.HasLate != 0 && is.Holds&sim.HasLate == 0:
		return append(list, was.Late)
	case was.Holds&sim.HasLate == 0 && is.Holds&sim.HasLate != 0:
		if i := slices.Index(list, is.Late); i >= 0 {
			return slices.Delete(list, i, i+1)
		}
	}
	return list
}
