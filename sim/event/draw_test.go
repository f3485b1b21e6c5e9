package event

import (
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/glarelab/glare/model"
)

// canary stands in each secret that is drawn, and must stand nowhere else.
const canary = "CANARY-5a1f"

var (
	opaqueIDs = rapid.StringMatching(`[0-9A-Za-z._~-]{1,40}`)
	userIDs   = rapid.StringMatching(`@[a-z0-9.]{1,10}:[a-z.]{1,10}`)
	secrets   = rapid.Map(rapid.String(), func(s string) Secret { return Withhold(canary + strings.ToValidUTF8(s, "")) })
	spans     = rapid.Int64Range(0, 1<<40)
)

func drawCall(t *rapid.T, v model.Version) Call {
	c := Call{ID: opaqueIDs.Draw(t, "call"), Version: v}
	if v == model.Version1 {
		c.Party = opaqueIDs.Draw(t, "party")
	}
	if rapid.Bool().Draw(t, "group") {
		c.Group = Group{Conf: opaqueIDs.Draw(t, "conf"), Seq: spans.Draw(t, "seq"), Has: true}
	}
	return c
}

func drawStreams(t *rapid.T) (list []Stream) {
	for range rapid.IntRange(0, 2).Draw(t, "streams") {
		list = append(list, Stream{
			secrets.Draw(t, "stream"), rapid.SampledFrom([]string{"m.usermedia", "m.screenshare"}).Draw(t, "purpose"),
			rapid.Bool().Draw(t, "audio"), rapid.Bool().Draw(t, "video"),
		})
	}
	slices.SortFunc(list, func(a, b Stream) int { return strings.Compare(a.ID.Reveal(), b.ID.Reveal()) })
	return slices.CompactFunc(list, func(a, b Stream) bool { return a.ID.Equal(b.ID) })
}

func drawCandidates(t *rapid.T) (list []Candidate) {
	for range rapid.IntRange(0, 3).Draw(t, "candidates") {
		list = append(list, Candidate{secrets.Draw(t, "line"), secrets.Draw(t, "mid"), true, spans.Draw(t, "index"), true})
	}
	return list
}

// drawContent draws valid content, and the type of event that it is of.
func drawContent(t *rapid.T) (string, Content) {
	v := rapid.SampledFrom([]model.Version{model.Version0, model.Version1}).Draw(t, "version")
	types := []string{TypeInvite, TypeAnswer, TypeCandidates, TypeHangup, TypeMember, "m.room.message"}
	if v == model.Version1 {
		types = append(types, TypeSelectAnswer, TypeReject, TypeNegotiate, TypeMetadataChanged)
	}
	eventType := rapid.SampledFrom(types).Draw(t, "type")
	describe := func(kind string) Description { return Description{kind, secrets.Draw(t, kind)} }
	switch eventType {
	case TypeInvite:
		invitee := rapid.OneOf(rapid.Just(""), userIDs).Draw(t, "invitee")
		return eventType, Invite{drawCall(t, v), describe("offer"), spans.Draw(t, "lifetime"), invitee, drawStreams(t)}
	case TypeAnswer:
		return eventType, Answer{drawCall(t, v), describe("answer"), drawStreams(t)}
	case TypeCandidates:
		return eventType, Candidates{drawCall(t, v), drawCandidates(t)}
	case TypeHangup:
		reasons := model.Reasons(v)
		if v == model.Version0 {
			reasons = append(reasons, model.NoReason)
		}
		return eventType, Hangup{Call: drawCall(t, v), Reason: rapid.SampledFrom(reasons).Draw(t, "reason").String()}
	case TypeSelectAnswer:
		return eventType, SelectAnswer{drawCall(t, v), opaqueIDs.Draw(t, "selected")}
	case TypeReject:
		return eventType, Reject{drawCall(t, v)}
	case TypeNegotiate:
		kind := rapid.SampledFrom([]string{"offer", "answer"}).Draw(t, "kind")
		return eventType, Negotiate{drawCall(t, v), describe(kind), spans.Draw(t, "lifetime"), drawStreams(t)}
	case TypeMetadataChanged:
		return eventType, MetadataChanged{drawCall(t, v), drawStreams(t)}
	case TypeMember:
		return eventType, Member{rapid.SampledFrom([]string{"join", "leave"}).Draw(t, "membership")}
	default:
		return eventType, Other{Withhold(`{"body":"` + canary + `"}`)}
	}
}

// drawEvent draws a valid event.
func drawEvent(t *rapid.T) Event {
	e := Event{
		Sender: userIDs.Draw(t, "sender"), RoomID: rapid.SampledFrom([]string{"", "!room:hs"}).Draw(t, "room"),
		ID: "$" + opaqueIDs.Draw(t, "event"), OriginServerTSMS: spans.Draw(t, "ts"),
	}
	e.Type, e.Content = drawContent(t)
	if e.Type == TypeMember {
		user := userIDs.Draw(t, "member")
		e.StateKey = &user
	}
	if rapid.Bool().Draw(t, "aged") {
		e.Unsigned = Unsigned{AgeMS: spans.Draw(t, "age"), HasAge: true, TransactionID: rapid.SampledFrom([]string{"", "txn1"}).Draw(t, "txn")}
	}
	return e
}
