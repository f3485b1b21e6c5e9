package judge

import (
	"fmt"
	"strings"
	"testing"
)

// TestClashes shows that events with one ID that are not one are told with both places, and that
// one event which two devices have is not, however their files write it.
func TestClashes(t *testing.T) {
	const invite = `{"type":"m.call.invite","event_id":"$1","sender":"@a:h","room_id":"!r:h","origin_server_ts":10,"content":{"version":0,"call_id":"c","lifetime":60000,"offer":{"type":"offer","sdp":"x CANARY-7c3e"}}}`
	for name, test := range map[string]struct{ second, want string }{
		"the same":            {invite, ""},
		"as another has it":   {`{"event_id":"$1","content":{"offer":{"sdp":"x \u0043ANARY-7c3e","type":"offer"}, "call_id":"c","lifetime":6e4,"version":0},"unsigned":{"age":5},"sender":"@a:h","type":"m.call.invite","origin_server_ts":10}`, ""},
		"in no room":          {strings.Replace(invite, `"room_id":"!r:h",`, "", 1), ""},
		"without the key":     {`{"type":"m.room.encrypted","event_id":"$1","sender":"@a:h","content":{"ciphertext":"y"}}` + invite2, ""},
		"redacted":            {`{"type":"m.call.invite","event_id":"$1","sender":"@a:h","content":{},"unsigned":{"redacted_because":{}}}` + invite2, ""},
		"another description": {strings.Replace(invite, "x C", "y C", 1), "their contents differ (event 1 of f, and event 1 of g); judged is event 1 of f"},
		"another sender":      {strings.Replace(invite, "@a", "@b", 1), "their senders differ"},
		"another type":        {strings.Replace(invite, "invite", "hangup", 1), "their types differ"},
		"another room":        {strings.Replace(invite, "!r", "!s", 1), "their rooms differ"},
	} {
		r, err := Judge([]File{{"f", []byte(invite)}, {"g", []byte(test.second)}}, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		text := everything(t, r)
		if told := strings.Contains(text, "one event ID"); told != (test.want != "") || !strings.Contains(text, test.want) || strings.Contains(text, canary) {
			t.Errorf("%s: %s", name, shown(r))
		}
	}
	r, err := Judge([]File{{"f", []byte(invite + strings.Replace(invite, "x C", "y C", 1))}}, Options{})
	if err != nil || !strings.Contains(shown(r), "event 1 of f, and event 2 of f") {
		t.Errorf("in one file: %v %s", err, shown(r))
	}
	var many [2]strings.Builder
	for i := range 30 {
		for j := range many {
			many[j].WriteString(strings.NewReplacer("$1", fmt.Sprintf("$%d", i), "x C", fmt.Sprintf("%d C", j)).Replace(invite))
		}
	}
	if r, err = Judge([]File{{"f", []byte(many[0].String())}, {"g", []byte(many[1].String())}}, Options{}); err != nil || !strings.Contains(shown(r), "20 more event IDs") {
		t.Errorf("of thirty: %v", err)
	}
}

// invite2 is of a call, without which a file is refused.
const invite2 = `{"type":"m.call.hangup","event_id":"$2","sender":"@a:h","origin_server_ts":20,"content":{"version":0,"call_id":"c"}}`
