package vectors

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
	"github.com/glarelab/glare/sim/event"
)

// Ages of events, in ms: how long an event was under way, and by how much one that comes too
// late has outlived its lifetime.
const (
	freshMS = 200
	staleMS = 10_000
)

// events makes the JSON of the events that one device is given in a run.
type events struct {
	run    *run
	device int
	atMS   int64 // when they come
}

// ofMate reports whether an event is that of another device of the device's own user.
func (e *events) ofMate(item sim.Item) bool { return item.Own() && item.Sender() != e.device }

// sync is the sync response that brings some events.
func (e *events) sync(after *sim.World, items []sim.Item, inputs []sim.Given) Command {
	c := Command{Op: "sync", Events: []json.RawMessage{}}
	if len(inputs) > 0 && inputs[0].Input == model.Gap {
		c.Limited = true
		return c
	}
	for _, item := range items {
		stale := false
		for _, in := range inputs {
			stale = stale || in.Input == model.RecvLate && int(in.Meant) == item.Call() && item.Type() == model.Invite
		}
		c.Events = append(c.Events, e.event(after, item, stale))
	}
	return c
}

// event is one event as the device gets it. That of an own send has a transaction ID, in whose place a
// driver puts the client's own, with the content that the client has sent.
func (e *events) event(w *sim.World, item sim.Item, stale bool) json.RawMessage {
	age := int64(freshMS)
	if stale {
		age = lifetimeMS(e.run.scenario) + staleMS
	}
	out := event.Event{
		Type: wireType(item.Type()), Sender: "@bystander:" + e.run.sys.ServerName(e.device), ID: "$" + item.Type().String(),
		OriginServerTSMS: epochMS + e.atMS - age, Unsigned: event.Unsigned{AgeMS: age, HasAge: true},
	}
	if item.Type() == model.Message {
		out.Content = event.Other{Raw: event.Withhold(`{"body":"hello","msgtype":"m.text"}`)}
		return event.Render(out)
	}
	sender := item.Sender()
	out.Sender, out.ID = userID(e.run.sys, sender), e.id(item.Type(), item.Call(), sender, item.Marks()>>1)
	if item.Own() && sender == e.device {
		out.Unsigned.TransactionID = "own"
	}
	out.Content = e.content(w, item)
	return event.Render(out)
}

// content is what the event says.
func (e *events) content(w *sim.World, item sim.Item) event.Content {
	sys, sender := e.run.sys, item.Sender()
	s := event.Signal{
		Type: item.Type(), CallID: sys.ID(w, item.Call()), Version: sys.Version(sender), LifetimeMS: lifetimeMS(e.run.scenario),
	}
	s.Says = sys.Scenario.Devices[sender].Says
	if s.Type == model.Hangup {
		s = s.Because(e.run.why(w, item))
	}
	if s.Version == model.Version1 {
		s.Party = party(sys, sender)
	}
	if s.Type == model.SelectAnswer {
		s.Selected = party(sys, e.device)
		if sys.Devices() > 2 {
			s.Selected = party(sys, item.Named())
		}
	}
	video := sys.Scenario.Users[sys.UserOf(sender)].Video
	switch c := s.Content().(type) {
	case event.Invite:
		c.Offer.SDP = sdp(sys, item, video)
		return c
	case event.Answer:
		c.Answer.SDP = sdp(sys, item, video)
		return c
	case event.Negotiate:
		c.Description.SDP = sdp(sys, item, video)
		return c
	default:
		return c
	}
}

// id is the ID of an event: a copy has another one.
func (e *events) id(t model.EventType, call, sender int, copies uint8) string {
	kind := strings.NewReplacer("m.call.", "", "_", "-", "(", "-", ")", "").Replace(t.String())
	id := fmt.Sprintf("$%s-%s-%s", e.run.sys.CallName(call), kind, e.run.sys.DeviceName(sender))
	if copies > 0 {
		id += "-again"
	}
	return id
}

// epochMS is when a vector begins, in ms since 1970: that of docs/ADAPTERS.md.
const epochMS = 1_700_000_000_000

// userID is the user ID of a device's user.
func userID(sys *sim.System, d int) string { return event.UserID(sys.UserName(d), sys.ServerName(d)) }

// party is the party ID and device ID of a device.
func party(sys *sim.System, d int) string {
	return strings.ToUpper(strings.ReplaceAll(sys.DeviceName(d), ".", "-"))
}
