package event

import (
	"fmt"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
)

// of makes an event of version 1 with the content given.
func of(eventType, content string) string {
	return fmt.Sprintf(`{"type":%q,"sender":"@a:h","event_id":"$1","content":{%s}}`, eventType, content)
}

const (
	one   = `"call_id":"c","party_id":"p","version":"1"`
	zero  = `"call_id":"c","version":0`
	offer = `"lifetime":90000,"offer":{"type":"offer","sdp":"x"}`
)

// TestProblems shows each way in which an event is not what it should be, the clause, and that
// the rest is kept.
func TestProblems(t *testing.T) {
	long := strings.Repeat("x", 256)
	for _, test := range []struct{ text, want string }{
		{of(TypeInvite, one+","+offer), ""},
		{of(TypeInvite, zero+","+offer), ""},
		{of("m.room.message", `"body":7`), ""},
		{`[]`, "the event is an array, not an object (V1-SEC-3)"},
		{`{"a":`, "the event is no JSON (V1-SEC-3)"},
		{`{}{}`, "the event is no JSON (V1-SEC-3)"},
		{`{}`, "type is missing (V1-SEC-3)|sender is missing (V1-SEC-3)|content is missing (V1-SEC-3)"},
		{`{"type":7,"sender":"a","content":{}}`, "type is a number, not a string (V1-SEC-3)|sender is no user ID (V1-SEC-3)"},
		{`{"type":"m.call.reject","sender":"@a:h","content":[]}`, "content is an array, not an object (V1-SEC-3)|" +
			"content.version is missing (V1-VER-1)|content.call_id is missing (V1-ID-1)|content.party_id is missing (V1-PARTY-4)"},
		{of(TypeHangup, one+`,"reason":true`), "content.reason is a boolean, not a string (V1-HUP-2)"},
		{of(TypeHangup, one+`,"reason":"replaced"`), "content.reason is none of the list (V1-HUP-2)"},
		{of(TypeHangup, one), "content.reason is missing (V1-HUP-2)"},
		{of(TypeHangup, zero), ""},
		{of(TypeHangup, zero+`,"reason":"user_hangup"`), "content.reason is none of the list (V0-HUP-2)"},
		{of(TypeReject, `"call_id":"c","party_id":7,"version":"1"`), "content.party_id is a number, not a string (V1-PARTY-4)"},
		{of(TypeReject, `"call_id":"","party_id":"a b","version":"1"`), "content.call_id is empty (V1-ID-1)|content.party_id has characters that no identifier has (V1-ID-1)"},
		{of(TypeReject, `"call_id":"`+long+`","party_id":"p","version":"1"`), "content.call_id is longer than 255 characters (V1-ID-1)"},
		{of(TypeReject, zero), "content.version is 0, which has no events of this type (V0-GEN-5)"},
		{of(TypeReject, `"call_id":"c","party_id":"p","version":1`), `content.version is neither 0 nor the string "1", and is taken for it (V1-VER-4)`},
		{of(TypeReject, `"call_id":"c","party_id":"p","version":"0"`), `content.version is neither 0 nor the string "1", and is taken for it (V1-VER-4)`},
		{of(TypeReject, `"call_id":"c","party_id":"p","version":null`), "content.version is null, not 0 or a string (V1-VER-1)"},
		{of(TypeHangup, `"call_id":"c","version":-0.0e5`), "content.version is 0, but not written as an integer (V0-GEN-5)"},
		{of(TypeInvite, one+`,"lifetime":1e3,"offer":7`), "content.offer is a number, not an object (V1-NEG-7)|content.lifetime is no integer (V1-LIVE-6)"},
		{of(TypeInvite, one+`,"lifetime":-1,"offer":{"type":"answer","sdp":null}`), "content.offer.type is of another description (V1-NEG-7)|" +
			"content.offer.sdp is null, not a string (V1-NEG-7)|content.lifetime is negative (V1-LIVE-6)"},
		{of(TypeInvite, one+`,"lifetime":99999999999999999999,"invitee":"bob",`+offer[17:]), "content.lifetime is beyond what events can hold (V1-LIVE-6)|content.invitee is no user ID (V1-INVT-1)"},
		{of(TypeAnswer, zero), "content.answer is missing (V0-ANS-1)"},
		{of(TypeCandidates, one+`,"candidates":[{"candidate":""},{"candidate":"x"},7]`), "content.candidates[1] has neither sdpMid nor sdpMLineIndex (V1-CAND-5)|" +
			"content.candidates[2] is a number, not an object (V1-CAND-5)"},
		{of(TypeCandidates, zero+`,"candidates":[{"candidate":"x","sdpMid":"0"}]`), "content.candidates[0] has not both sdpMid and sdpMLineIndex (V0-CAND-3)"},
		{of(TypeSelectAnswer, one), "content.selected_party_id is missing (V1-SEL-1)"},
		{of(TypeMetadataChanged, one+`,"sdp_stream_metadata":{"s":{"audio_muted":1}}`), "content.sdp_stream_metadata[0].purpose is missing (V1-STRM-1)|" +
			"content.sdp_stream_metadata[0].audio_muted is a number, not a boolean (V1-STRM-6)"},
		{of(TypeHangup, one+`,"reason":"user_hangup","x":"\ud800"`), "the event has text that is no Unicode, such as half of a surrogate pair (V1-SEC-3)"},
		{of(TypeHangup, `"call_id":"b",`+one+`,"reason":"user_hangup"`), "the event has a member twice in one object (V1-SEC-3)"},
		{of(TypeMember, ``), "content.membership is missing (F-MEM-1)"},
		{of(TypeInvite, one+`,"lifetime":1,"offer":{"type":"offer","sdp":"`+strings.Repeat("x", 65536)+`"}`), "the event is larger than 65536 bytes (F-SIZE-1)"},
		{`{"type":"` + long + `","sender":"@a:h","content":{},"unsigned":{"age":"1"}}`, "type is longer than 255 bytes (F-SIZE-1)|unsigned.age is a string, not an integer (F-AGE-1)"},
	} {
		e, list := Parse([]byte(test.text))
		words := make([]string, len(list))
		for i, p := range list {
			if words[i] = p.String(); !clauses()[p.Clause] {
				t.Errorf("there is no clause %s", p.Clause)
			}
		}
		if got := strings.Join(words, "|"); got != test.want {
			t.Errorf("%.120s\ngot  %s\nwant %s", test.text, got, test.want)
		}
		if call, ok := CallOf(e.Content); ok && call.ID == "" && strings.Contains(test.text, `"call_id":"c"`) {
			t.Errorf("%s: the call's ID is lost", test.text)
		}
	}
}

// TestVersions shows which version an event is taken for: the integer 0 is 0, and all else 1.
func TestVersions(t *testing.T) {
	for text, want := range map[string]model.Version{
		`0`: 0, `0.0`: 0, `"0"`: 1, `"1"`: 1, `1`: 1, `2.5`: 1, `"org.x"`: 1, `null`: 1, `true`: 1, `{}`: 1,
	} {
		c, _ := ParseContent(TypeHangup, []byte(`{"call_id":"c","version":`+text+`}`))
		if got := c.(Hangup).Version; got != want {
			t.Errorf("%s is %v, want %v", text, got, want)
		}
	}
}

// TestManyProblems shows that an event of nothing but flaws has a short list of them.
func TestManyProblems(t *testing.T) {
	_, list := ParseContent(TypeCandidates, []byte(`{`+one+`,"candidates":[`+strings.Repeat("7,", 20000)+`7]}`))
	if len(list) != maxProblems+1 || list[maxProblems].What != "has 19969 more of such problems" {
		t.Errorf("%d problems, the last %v", len(list), list[len(list)-1])
	}
}

// FuzzParse: any bytes are an event, or none; whatever was right of it is written and read
// back the same, and no secret is in what is said of it.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		of(TypeInvite, one+","+offer), of(TypeHangup, zero+`,"reason":true`), of(TypeNegotiate, one+`,"lifetime":1,"description":{"type":"answer","sdp":"`+canary+`"}`),
		of(TypeCandidates, one+`,"candidates":[{"candidate":"`+canary+`","sdpMLineIndex":1e99}]`), of("m.room.member", `"membership":"leave"`), `{"type":"\ud800"}`, `[[[[`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		e, list := Parse(text)
		if said := fmt.Sprint(list); strings.Contains(said, canary) {
			t.Fatalf("a problem shows a secret: %s", said)
		}
		once := Render(e)
		again, _ := Parse(once)
		if twice := Render(again); string(twice) != string(once) {
			t.Fatalf("written as %s, then as %s", once, twice)
		}
	})
}
