package judge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/diagram"
)

// canary stands in everything that must not be shown.
const canary = "CANARY-7c3e"

// everything is a report in every form in which it can be shown.
func everything(t *testing.T, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	line, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	b.Write(line)
	b.WriteString(shown(r))
	s := r.Picture()
	if err := diagram.HTML(&b, s); err != nil {
		t.Fatalf("it cannot be drawn: %v", err)
	}
	if err := diagram.Text(&b, s, diagram.Options{Width: 100}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// secretive is a room in which everything private is a canary: descriptions, candidates,
// credentials, messages, names, IDs of events and of rooms.
const secretive = `{"chunk":[
{"type":"m.room.message","sender":"@CANARY-7c3e:h","event_id":"$CANARY-7c3e1","content":{"body":"CANARY-7c3e"}},
{"type":"m.room.member","sender":"@CANARY-7c3e:h","event_id":"$CANARY-7c3e2","state_key":"@CANARY-7c3e:h","content":{"membership":"join","displayname":"CANARY-7c3e"}},
{"type":"m.call.invite","sender":"@CANARY-7c3e:h","event_id":"$3","room_id":"!CANARY-7c3e:h","origin_server_ts":1,"content":{"version":"1","party_id":"CANARY-7c3e","call_id":"CANARY-7c3e","lifetime":60000,"invitee":"@CANARY-7c3e2:h","offer":{"type":"offer CANARY-7c3e","sdp":"v=0 CANARY-7c3e"},"sdp_stream_metadata":{"CANARY-7c3e":{"purpose":"CANARY-7c3e"}}}},
{"type":"m.call.candidates","sender":"@CANARY-7c3e:h","event_id":"$4","content":{"version":"1","party_id":"CANARY-7c3e","call_id":"CANARY-7c3e","candidates":[{"candidate":"CANARY-7c3e","sdpMid":"CANARY-7c3e"}]}},
{"type":"m.call.answer","sender":"@CANARY-7c3e2:h","event_id":"$5","content":{"version":"CANARY-7c3e","party_id":"CANARY-7c3eb","call_id":"CANARY-7c3e","answer":{"type":"answer","sdp":"CANARY-7c3e"}}},
{"type":"m.call.hangup","sender":"@CANARY-7c3e:h","event_id":"$6","content":{"version":"1","party_id":"CANARY-7c3e","call_id":"CANARY-7c3e","reason":"CANARY-7c3e"}},
{"type":"CANARY-7c3e","sender":"@CANARY-7c3e:h","event_id":"$7","content":{"CANARY-7c3e":1}},
{"type":"m.call.hangup","sender":"@CANARY-7c3e:h","event_id":"$8","content":{"version":"1","party_id":"CANARY-7c3e","call_id":"CANARY-7c3e3","reason":true,"CANARY-7c3e":{"CANARY-7c3e":1,"CANARY-7c3e":1}}}
],"_device_log":[[1,"setLocalDescription v=0 o=- CANARY-7c3e"],[2,"candidate:1 1 UDP CANARY-7c3e"],[3,"turn:CANARY-7c3e"],[4,"user @CANARY-7c3e:h"],[5,"to 192.0.2.17 and 2001:db8::1:2:3"]]}`

// TestSecrets shows that nothing private is shown in any form; user IDs are, if they are
// asked for.
func TestSecrets(t *testing.T) {
	r, err := Judge([]File{{"room.json", []byte(secretive)}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := everything(t, r)
	for _, secret := range []string{canary, "192.0.2.17", "2001:db8"} {
		if at := strings.Index(text, secret); at >= 0 {
			t.Errorf("%s is shown: …%s…", secret, text[max(0, at-80):at+40])
		}
	}
	r, err = Judge([]File{{"room.json", []byte(secretive)}}, Options{Names: true})
	if err != nil {
		t.Fatal(err)
	}
	if text := shown(r); !strings.Contains(text, "@"+canary+":h") {
		t.Errorf("with names there are none: %s", text)
	}
}

// TestBadInput shows that what cannot be judged is refused with its place, and quotes nothing
// of it.
func TestBadInput(t *testing.T) {
	for _, test := range [][2]string{
		{"", "f: there is nothing in this file"},
		{"{\n  \"chunk\": [CANARY-7c3e", "f:2:13: this is not JSON"},
		{"{\"a\":1}\n{\"b\":\n \"é\" CANARY", "f:3:6: this is not JSON"},
		{"[1,2,3]", "f: there is no event in this file"},
		{`{"type":"m.room.message","content":{"body":"CANARY-7c3e"}}`, "f: none of the 1 events in this file is of a call"},
		{`[{"type":"m.room.encrypted","content":{}},{"type":"m.x","content":{}}]`, "and 1 of them cannot be read: export the room decrypted"},
		{strings.Repeat("[", 20000), "f:1:10001: this is nested too deeply, in more than 10,000 arrays and objects; expected"},
		{"\xff\xfe[\x00]\x00", "f: this is UTF-16, as some shells write it; save it as UTF-8"},
		{"\xef\xbb\xbf", "f: there is nothing in this file"},
	} {
		text, want := test[0], test[1]
		_, err := Judge([]File{{"f", []byte(text)}}, Options{})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), canary) {
			t.Errorf("%.40q: %v, want %q", text, err, want)
		}
	}
}

// TestShapes shows that one call is read in every shape in which people have it.
func TestShapes(t *testing.T) {
	events := make([]string, 3)
	for i, content := range []string{
		`"m.call.invite","origin_server_ts":10,"sender":"@a:h","content":{"version":0,"call_id":"c","lifetime":60000,"offer":{"type":"offer","sdp":"x"}}`,
		`"m.call.answer","origin_server_ts":20,"sender":"@b:h","content":{"version":0,"call_id":"c","answer":{"type":"answer","sdp":"x"}}`,
		`"m.call.hangup","origin_server_ts":30,"sender":"@a:h","content":{"version":0,"call_id":"c"}`,
	} {
		events[i] = fmt.Sprintf(`{"event_id":"$%d","type":%s}`, i, content)
	}
	forwards := strings.Join(events, ",")
	backwards := events[2] + "," + events[1] + "," + events[0]
	for name, text := range map[string]string{
		"array":    "[" + forwards + "]",
		"marked":   "\xef\xbb\xbf[" + forwards + "]", // a byte order mark
		"lines":    strings.Join(events, "\n"),
		"export":   `{"room_name":"x","messages":[` + forwards + `]}`,
		"messages": `{"chunk":[` + forwards + `],"start":"s","end":"t"}`,
		"dir=b":    `{"chunk":[` + backwards + `],"start":"s","end":"t"}`,
		"sync":     `{"rooms":{"join":{"!r:h":{"timeline":{"events":[` + forwards + `]}}}}}`,
		"syncs":    `{"rooms":{"join":{"!r:h":{"timeline":{"events":[` + events[0] + `]}}}}}` + "\n" + `{"rooms":{"join":{"!r:h":{"timeline":{"events":[` + events[1] + "," + events[2] + `]}}}}}`,
		"context":  `{"events_before":[` + events[0] + `],"event":` + events[1] + `,"events_after":[` + events[2] + `]}`,
	} {
		r, err := Judge([]File{{name, []byte(text)}}, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(r.Events) != 3 || r.Events[0].Type != "m.call.invite" || r.Events[2].Type != "m.call.hangup" || r.Bad() {
			t.Errorf("%s: %s %v", name, r.Headline(), r.Events)
		}
	}
}

// TestSeveralFiles shows that what two devices saw is one room, in an order that both have.
func TestSeveralFiles(t *testing.T) {
	one := func(id, sender string, at int) string {
		return fmt.Sprintf(`{"type":"m.call.hangup","event_id":"$%s","sender":"@%s:h","origin_server_ts":%d,"content":{"version":0,"call_id":"%s"}}`, id, sender, at, id)
	}
	a := one("1", "a", 10) + one("2", "b", 40) + one("4", "a", 20)
	b := one("2", "b", 40) + one("3", "b", 50) + one("4", "a", 20)
	r, err := Judge([]File{{"a", []byte(a)}, {"b", []byte(b)}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Events) != 4 || *r.Events[0].AtMS != 0 || *r.Events[1].AtMS != 30 || *r.Events[2].AtMS != 40 || *r.Events[3].AtMS != 10 {
		t.Errorf("the order is not that of both: %+v", r.Events)
	}
	r, err = Judge([]File{{"a", []byte(a)}, {"b", []byte(one("2", "b", 40) + one("1", "a", 10))}}, Options{})
	if err != nil || !strings.Contains(shown(r), "these devices saw the events in different orders") {
		t.Errorf("different orders are not told: %v", err)
	}
}

// TestRedacted shows that an event that was redacted is no deviation, and is told.
func TestRedacted(t *testing.T) {
	const text = `[{"type":"m.call.invite","event_id":"$1","sender":"@a:h","content":{"version":0,"call_id":"c","lifetime":60000,"offer":{"type":"offer","sdp":"x"}}},
		{"type":"m.call.hangup","event_id":"$2","sender":"@a:h","content":{},"unsigned":{"redacted_because":{"content":{"reason":"CANARY-7c3e"}}}}]`
	r, err := Judge([]File{{"f", []byte(text)}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if text := everything(t, r); r.Bad() || len(r.Calls) != 1 || !strings.Contains(text, "an event of alice was redacted") || strings.Contains(text, canary) {
		t.Error(text)
	}
}

// TestTenThousand shows that ten thousand events of calls are judged soon.
func TestTenThousand(t *testing.T) {
	var b strings.Builder
	for i := range 10_000 / 4 {
		at, id := i*70_000+1, fmt.Sprintf("c%d", i)
		for n, content := range []string{
			`"m.call.invite","sender":"@a:h","content":{"version":0,"lifetime":60000,"offer":{"type":"offer","sdp":"x"}`,
			`"m.call.candidates","sender":"@a:h","content":{"version":0,"candidates":[]`,
			`"m.call.answer","sender":"@b:h","content":{"version":0,"answer":{"type":"answer","sdp":"x"}`,
			`"m.call.hangup","sender":"@b:h","content":{"version":0`,
		} {
			fmt.Fprintf(&b, `{"event_id":"$%d.%d","origin_server_ts":%d,"type":%s,"call_id":"%s"}}`+"\n", i, n, at+n*100, content, id)
		}
	}
	began := time.Now()
	r, err := Judge([]File{{"room.json", []byte(b.String())}}, Options{})
	if err != nil || len(r.Calls) != 2500 || r.Bad() {
		t.Fatalf("%v %v", err, r.Headline())
	}
	if took := time.Since(began); took > 20*time.Second { // a tenth of that on an idle machine; it is no benchmark
		t.Errorf("it took %v", took)
	}
}

// plant puts the canary into every description and candidate of a file, whatever else it holds.
func plant(text []byte) []byte {
	return secretPlaces.ReplaceAll(text, []byte("${0}"+canary))
}

var secretPlaces = regexp.MustCompile(`"(sdp|candidate)"\s*:\s*"`)

// FuzzJudge: any bytes are judged or refused, and no secret is in what is said of them, also where
// a second file has other events under the same IDs.
func FuzzJudge(f *testing.F) {
	f.Add([]byte(secretive), false)
	f.Add([]byte(`{"rooms":{"join":{"!r:h":{"timeline":{"limited":true,"events":[{"type":"m.call.invite","sender":"@a:h","event_id":"$1","content":{"version":0,"call_id":"c","lifetime":-1,"offer":{"type":"offer","sdp":"CANARY-7c3e"}}}]}}}}}`), true)
	f.Add([]byte(`{"type":"m.call.hangup","content":{"reason":true,"party_id":7,"call_id":"\ud800"}}`), false)
	f.Add([]byte(`{"to_device":{"events":[{"type":"m.call.invite","sender":"@a:h","content":{"call_id":"a","conf_id":"x","seq":9007199254740991}}]}}`), true)
	for _, name := range []string{"m.call.answer", "m.call.select_answer", "m.call.reject", "m.call.negotiate"} {
		f.Add([]byte(`[{"type":"m.call.invite","sender":"@a:h","content":{"version":"1","call_id":"c"}},{"type":"`+name+`","sender":"@b:h","content":{"version":"1","call_id":"c","description":{"type":"offer","sdp":"CANARY-7c3e"}}}]`), false)
	}
	stories() // once, since the engine takes what lasts ten seconds for a deadlock
	f.Fuzz(func(t *testing.T, text []byte, twice bool) {
		text = plant(text)
		files := []File{{"room.json", text}}
		if twice {
			files = append(files, File{"other.json", bytes.ReplaceAll(text, []byte(canary), []byte(canary+"2"))})
		}
		r, err := Judge(files, Options{})
		if err != nil {
			if strings.Contains(err.Error(), canary) {
				t.Fatalf("an error shows a secret: %v", err)
			}
			return
		}
		// A log is anybody's words, in which only what is marked can be known for a secret: what
		// comes after a mark must not be shown, whatever comes before it.
		for i := range r.Files {
			for _, line := range r.Files[i].Logs {
				if said := discreet(line.Text + " candidate:1 1 UDP " + canary); strings.HasSuffix(said, canary) {
					t.Fatalf("a log shows a secret: %s", said)
				}
			}
			r.Files[i].Logs = nil
		}
		if said := everything(t, r); strings.Contains(said, canary) {
			t.Fatalf("a secret is shown: %s", said)
		}
	})
}
