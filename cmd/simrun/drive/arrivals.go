package drive

import (
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
	"github.com/glarelab/glare/sim/event"
)

// arriving is an event as the device that syncs it gets it: what its sender has handed over,
// where that is a client, else what a model device means by it. The state of the receiver
// counts it.
func (c *Clients) arriving(s *sim.TimedSystem, w *sim.TimedWorld, d *device, to *state, a *sim.Arrival, atMS uint32) jsontext.Value {
	kind, call, sender := a.Type(), a.Call(), a.Sender()
	n := to.hears(kind, call, sender, a.Again)
	e := event.Event{
		Type: wireType(kind), Sender: userID(s.Scenario, sender), ID: eventID(s.DeviceName(sender), kind, call, n),
		OriginServerTSMS: epochMS + int64(atMS) - int64(a.AgeMS),
		Unsigned:         event.Unsigned{AgeMS: int64(a.AgeMS), HasAge: true},
	}
	if from := c.vertexAt(w, sender); from != nil {
		if send := from.state.nth(kind, call, n); send != nil {
			e.Type, e.Content = send.wire, event.Other{Raw: event.Withhold(string(send.content))}
			if sender == d.index {
				e.Unsigned.TransactionID = send.txn
			}
		}
	}
	if e.Content == nil {
		e.Content = c.modelContent(s, w, a)
	}
	return event.Render(e)
}

// thirdMember is the user who joins the room by the fault third-member.
func thirdMember(s *sim.Scenario) string { return event.UserID("third-member", s.Servers[0]) }

// joining is the sync response by which a device hears that a user has joined.
func joining(user string, atMS uint32) syncCommand {
	e := event.Event{
		Type: event.TypeMember, Sender: user, StateKey: &user, ID: "$joins", OriginServerTSMS: epochMS + int64(atMS),
		Unsigned: event.Unsigned{HasAge: true}, Content: event.Member{Membership: "join"},
	}
	return syncCommand{At: atMS, Op: "sync", Events: []jsontext.Value{event.Render(e)}}
}

// wireType is the type of an event on the wire.
func wireType(kind model.EventType) string {
	switch kind {
	case model.Negotiate, model.NegotiateReply:
		return event.TypeNegotiate
	case model.CandidatesEnd:
		return event.TypeCandidates
	default:
		return kind.String()
	}
}

// modelContent is the content of what a model device has sent. Its descriptions are as
// docs/ADAPTERS.md says.
func (c *Clients) modelContent(s *sim.TimedSystem, w *sim.TimedWorld, a *sim.Arrival) event.Content {
	sender, call := a.Sender(), a.Call()
	signal := event.Signal{
		Type: a.Type(), CallID: s.ID(&w.World, call), Version: s.Version(sender), LifetimeMS: int64(s.Scenario.LifetimeMS),
		Muted: a.Muted(),
	}
	signal = signal.Because(a.Why())
	signal.Says = s.Scenario.Devices[sender].Says
	if signal.Version == model.Version1 {
		signal.Party = party(s.Scenario, sender)
	}
	if a.Type() == model.SelectAnswer {
		named := a.Named()
		if s.Devices() == 2 {
			named = 1 - sender
		}
		signal.Selected = party(s.Scenario, named)
	}
	if c.options.Invitee && a.Type() == model.Invite {
		signal.Invitee = c.inviteeOf(s.Scenario, sender)
	}
	video := s.Scenario.Users[s.Scenario.Devices[s.Owner(call)].User].Video
	sdp := event.Withhold(description(s.DeviceName(sender), call, video))
	streams := []event.Stream{{ID: event.Withhold(streamID(s.DeviceName(sender))), Purpose: "m.usermedia", AudioMuted: a.Muted(), VideoMuted: !video}}
	if signal.Version == model.Version0 {
		streams = nil
	}
	return described(signal.Content(), sdp, streams)
}

// described is a content with a session description and its streams, if it is of a kind that
// has them.
func described(content event.Content, sdp event.Secret, streams []event.Stream) event.Content {
	switch content := content.(type) {
	case event.Invite:
		content.Offer.SDP, content.Streams = sdp, streams
		return content
	case event.Answer:
		content.Answer.SDP, content.Streams = sdp, streams
		return content
	case event.Negotiate:
		content.Description.SDP, content.Streams = sdp, streams
		return content
	case event.MetadataChanged:
		content.Streams = streams
		return content
	default:
		return content
	}
}

// ufrag is what the descriptions of a model device for a call are told apart by.
func ufrag(device string, call int) string { return fmt.Sprintf("model-%s-%d", device, call+1) }

func streamID(device string) string { return "stream-" + device }

// description is the session description of a model device for a call: of media in both
// directions, without an address.
func description(device string, call int, video bool) string {
	var text strings.Builder
	text.WriteString("v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n")
	kinds := []string{"audio 9 UDP/TLS/RTP/SAVPF 111"}
	if video {
		kinds = append(kinds, "video 9 UDP/TLS/RTP/SAVPF 96")
	}
	for i, kind := range kinds {
		fmt.Fprintf(&text, "m=%s\r\nc=IN IP4 0.0.0.0\r\na=mid:%d\r\na=sendrecv\r\na=msid:%s track-%s-%d\r\na=ice-ufrag:%s\r\na=ice-pwd:model\r\n",
			kind, i, streamID(device), device, i, ufrag(device, call))
	}
	return text.String()
}
