package event

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
)

// TestPropertyRoundTrip shows that what is written of a valid event is read back equal and without a
// problem, and written again as the same bytes.
func TestPropertyRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvent(t)
		text := Render(e)
		back, list := Parse(text)
		if len(list) > 0 {
			t.Fatalf("%s: %v", text, list)
		}
		if !reflect.DeepEqual(back, e) {
			t.Fatalf("%s\nwas %#v\nis  %#v", text, e, back)
		}
		if again := Render(back); string(again) != string(text) {
			t.Fatalf("written again as %s, not %s", again, text)
		}
		if !json.Valid(text) {
			t.Fatalf("no JSON for others: %s", text)
		}
	})
}

// TestPropertyNothingPrintsASecret shows that no verb, no encoder and no problem shows what is
// withheld, whichever event it is in.
func TestPropertyNothingPrintsASecret(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvent(t)
		standard, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		inner := struct{ hidden Content }{e.Content}
		hidden := []any{e, Withhold(canary)} // of a type that vet does not know the verbs of
		for _, text := range []string{
			fmt.Sprint(e), fmt.Sprintf("%+v %#v", e, e), fmt.Sprintf("%q %x %s %d", hidden, hidden, hidden, hidden), string(standard), fmt.Sprintf("%+v %#v", inner, inner),
		} {
			if strings.Contains(text, canary) || strings.Contains(text, fmt.Sprintf("%x", canary)) {
				t.Fatalf("shows a secret: %s", text)
			}
		}
	})
}

// TestPropertySignals shows that what the model sends is a valid event that says the same.
func TestPropertySignals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Signal{
			CallID: opaqueIDs.Draw(t, "call"), Version: rapid.SampledFrom([]model.Version{model.Version0, model.Version1}).Draw(t, "version"),
		}
		types := []model.EventType{model.Invite, model.Answer, model.Candidates, model.Hangup}
		if s.Version == model.Version1 {
			s.Party = opaqueIDs.Draw(t, "party")
			types = append(types, model.SelectAnswer, model.CallReject, model.Negotiate, model.NegotiateReply, model.Metadata)
		}
		s.Type = rapid.SampledFrom(types).Draw(t, "type")
		switch s.Type {
		case model.Invite:
			s.Invitee, s.LifetimeMS = userIDs.Draw(t, "invitee"), spans.Draw(t, "lifetime")
		case model.Negotiate, model.NegotiateReply:
			s.LifetimeMS = spans.Draw(t, "lifetime")
		case model.Metadata:
			s.Muted = rapid.Bool().Draw(t, "muted")
		case model.SelectAnswer:
			s.Selected = opaqueIDs.Draw(t, "selected")
		case model.Hangup:
			s.Reason = rapid.SampledFrom([]string{"", "ice_failed", "invite_timeout"}).Draw(t, "reason")
		}
		wire, _, _ := strings.Cut(s.Type.String(), "(")
		content, list := ParseContent(wire, RenderContent(s.Content()))
		if len(list) > 0 {
			t.Fatal(list)
		}
		if back, ok := SignalOf(content); !ok || back != s {
			t.Fatalf("was %+v, is %+v", s, back)
		}
	})
}

// TestNoSignal shows which events the model knows nothing of.
func TestNoSignal(t *testing.T) {
	for _, c := range []Content{Other{}, Member{"leave"}} {
		if s, ok := SignalOf(c); ok {
			t.Errorf("%T is %+v", c, s)
		}
	}
	if got := string(RenderContent(Signal{Type: model.Message}.Content())); got != "{}" {
		t.Errorf("a message is %s", got)
	}
}

// TestRenderOrder shows what an event looks like: members in order, no space.
func TestRenderOrder(t *testing.T) {
	s := Signal{Type: model.Hangup, CallID: "c1", Party: "alice.phone", Version: model.Version1}
	e := Event{
		Type: TypeHangup, Sender: UserID("alice", "hs1"), ID: "$e1", OriginServerTSMS: 7, Content: s.Content(),
		Unsigned: Unsigned{AgeMS: 0, HasAge: true},
	}
	const want = `{"content":{"call_id":"c1","party_id":"alice.phone","reason":"user_hangup","version":"1"},` +
		`"event_id":"$e1","origin_server_ts":7,"sender":"@alice:hs1","type":"m.call.hangup","unsigned":{"age":0}}`
	if got := string(Render(e)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// clauses are all that there are.
func clauses() map[string]bool {
	known := map[string]bool{}
	for _, c := range spec.Clauses() {
		known[c.ID] = true
	}
	return known
}
