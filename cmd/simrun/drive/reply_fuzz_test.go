package drive

import (
	"testing"
	"unicode/utf8"

	"github.com/glarelab/glare/model"
)

// FuzzReply shows that whatever a client writes is taken over or refused with a sentence:
// nothing panics, and what was taken over is a state that the world has.
func FuzzReply(f *testing.F) {
	for _, text := range []string{
		`{"seq":1,"now":10,"outs":[{"ev":"req","req":1,"kind":"gum","audio":true}],"next":null,"calls":[{"id":"k1","own":true,"state":"preparing"}],"mic":0}`,
		`{"seq":1,"now":10,"outs":[{"ev":"req","req":1,"kind":"send","type":"m.call.invite","txn":"t","content":{"call_id":"k1","version":"1"}},` +
			`{"ev":"pc","pc":1,"call":"k1","what":"new"},{"ev":"pc","pc":1,"what":"local","ufrag":"x"}],"next":70,"calls":[{"id":"k1","own":true,"state":"waiting"}],"mic":1}`,
		`{"seq":1,"now":10,"outs":[{"ev":"cancel","req":4}],"calls":[{"id":"k2","state":"ringing"},{"id":"k2","state":"ended"}]}`,
		`{"seq":1,"now":99999999999999,"next":-1,"outs":[{"ev":"state","call":"k1","from":"a","to":"\ud800"}]}`, `[]`, `{"seq":1}`, "\xff",
	} {
		f.Add([]byte(text), []byte(text))
	}
	f.Fuzz(func(t *testing.T, first, second []byte) {
		d := &device{name: "alice", calls: 2, manual: []string{kindCapture, kindSend}}
		d.ids, d.own[0] = [model.MaxCalls]string{"k1", "k2"}, true
		at := int64(10)
		s := (*state)(nil).fresh()
		for _, text := range [][]byte{first, second} {
			r, err := parseReply(text, 1)
			if err == nil {
				s, err = s.after(r, d, &at)
			}
			if err != nil {
				if err.Error() == "" || !utf8.ValidString((&Failure{What: err.Error()}).Error()) {
					t.Errorf("it is said: %q", err)
				}
				return
			}
			for c := range s.calls {
				if s.calls[c].state >= model.NumStates || c >= d.calls && s.calls[c].state != model.None {
					t.Errorf("call %d is %d", c, s.calls[c].state)
				}
			}
			for _, r := range s.open {
				if r.kind == kindSend && r.send >= len(s.sends) {
					t.Errorf("request %d is for send %d of %d", r.req, r.send, len(s.sends))
				}
			}
		}
	})
}
