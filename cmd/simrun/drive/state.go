package drive

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
	"github.com/glarelab/glare/sim/event"
)

// state is what is known of a client at one vertex: it follows from the commands and the
// replies on the way there. It is not changed once it is made.
type state struct {
	now   int64
	next  *int64
	calls [model.MaxCalls]callState
	mic   int64
	open  []request
	// sends and heard are what the device has sent, and been told, since the world began:
	// the client may have begun anew meanwhile.
	sends []sent
	heard []heard
	since int // the index of the first send since the client began
	pcs   []peer
	nReq  int64
	third bool     // it knows that a third member has joined the room
	notes []string // what the client did by the last command, in its own words
}

// callState is one call as the client has it.
type callState struct {
	state    model.State
	opponent string // the party whose answer was taken
}

// request is something that the client waits for.
type request struct {
	req  int64
	kind string
	send int // of a send: its index among the device's
}

// sent is one event that the device has handed over.
type sent struct {
	kind    model.EventType
	call    int
	wire    string // its type on the wire
	txn     string
	content jsontext.Value
	again   bool // with a transaction ID that was there before
	why     model.Reason
	id      string
}

// heard is how many events of one sort the device was told of.
type heard struct {
	kind   model.EventType
	call   int
	sender int
	n      int
}

// peer is one peer connection.
type peer struct {
	id            int64
	call          int
	local, remote string // ufrags; "" is none yet
}

// fresh is the state of a device that begins anew: what it has done in the world stays done.
func (s *state) fresh() *state {
	if s == nil {
		return &state{}
	}
	return &state{sends: s.sends, heard: s.heard, since: len(s.sends)}
}

// joined is the state once the device knows of a third member.
func (s *state) joined() *state {
	next := *s
	next.third = true
	return &next
}

// after is the state that a reply leaves behind, and what was sent by it. The error says what
// is wrong with the reply, for a [Failure].
func (s *state) after(r *Reply, device *device, at *int64) (*state, error) {
	next := *s
	next.open, next.pcs, next.notes = slices.Clone(s.open), slices.Clone(s.pcs), nil
	next.sends = slices.Clip(s.sends)
	if err := next.times(r, at); err != nil {
		return nil, err
	}
	for i := range r.Outs {
		if err := next.out(&r.Outs[i], device); err != nil {
			return nil, err
		}
	}
	if r.Mic < 0 {
		return nil, fmt.Errorf("says that %d microphones are open", r.Mic)
	}
	next.mic = r.Mic
	return &next, next.standing(r, device)
}

// times takes over what a reply says of time.
func (s *state) times(r *Reply, at *int64) error {
	switch {
	case r.Now == nil:
		return fmt.Errorf("does not say what time it is (\"now\")")
	case *r.Now < s.now:
		return fmt.Errorf("says that it is %d ms, when it was %d ms before: time goes backward", *r.Now, s.now)
	case at != nil && *r.Now != *at:
		return fmt.Errorf("says that it is %d ms, when it was told that it is %d ms", *r.Now, *at)
	case at == nil && *r.Now != s.now:
		return fmt.Errorf("says that it is %d ms, when no time has passed since %d ms", *r.Now, s.now)
	case r.Next != nil && *r.Next <= *r.Now:
		return fmt.Errorf("says that its next timer is due at %d ms, when it is %d ms: it must have fired", *r.Next, *r.Now)
	case r.Next != nil && *r.Next >= sim.Never:
		return fmt.Errorf("says that its next timer is due at %d ms, which is later than any clock goes", *r.Next)
	}
	s.now, s.next = *r.Now, r.Next
	return nil
}

// out takes over one thing that the client did.
func (s *state) out(o *Out, device *device) error {
	call := device.callName(o.Call)
	switch o.Ev {
	case "req":
		return s.asks(o, device)
	case "cancel":
		i := slices.IndexFunc(s.open, func(r request) bool { return r.req == o.Req })
		if i < 0 {
			return fmt.Errorf("cancels request %d, which is not open", o.Req)
		}
		s.open = slices.Delete(s.open, i, i+1)
	case "pc":
		return s.connection(o, device)
	case "state":
		s.changed(call+": ", o.From, o.To)
	case "incoming":
		s.note("%s: incoming", call)
	case "replaced":
		s.note("%s is replaced by %s", call, device.callName(o.By))
	case "hangup":
		s.note("%s: over (%v)", call, o.Reason)
	case "error":
		s.note("%s: error %v", call, o.Code)
	case "throw":
		s.note("%s throws: %s", o.Op, o.Text)
	case "unhandled":
		s.note("a promise was rejected and nobody looked: %s", o.Text)
	case "log":
		s.note("%s", o.Text)
	default:
		return fmt.Errorf("says that it did %q, which is nothing that the protocol knows", clip(o.Ev, 40))
	}
	return nil
}

// maxNotes is how much of what a client says about one command is kept.
const maxNotes = 40

func (s *state) note(format string, args ...any) {
	if len(s.notes) < maxNotes {
		s.notes = append(s.notes, term.Safe(clip(fmt.Sprintf(format, args...), shownBytes)))
	}
}

// changed notes that a call's state changed, in one note with the changes just before.
func (s *state) changed(call, from, to string) {
	if n := len(s.notes); n > 0 && strings.HasPrefix(s.notes[n-1], call) && strings.HasSuffix(s.notes[n-1], " → "+term.Safe(from)) {
		last := s.notes[n-1]
		s.notes = s.notes[:n-1]
		s.note("%s → %s", last, to)
		return
	}
	s.note("%s%s → %s", call, from, to)
}

// maxOpen is how many requests of a client may be open at one time.
const maxOpen = 64

// asks takes over a request.
func (s *state) asks(o *Out, device *device) error {
	if o.Req != s.nReq+1 {
		return fmt.Errorf("opens request %d after request %d: they are counted from 1", o.Req, s.nReq)
	}
	s.nReq = o.Req
	r := request{req: o.Req, kind: o.Kind}
	if len(s.open) >= maxOpen {
		return fmt.Errorf("has more than %d requests open", maxOpen)
	}
	switch {
	case !slices.Contains(device.manual, o.Kind):
		return fmt.Errorf("asks for %q, which is not in \"manual\"", clip(o.Kind, 40))
	case o.Kind == kindSend:
		send, err := device.sending(o)
		if err != nil {
			return err
		}
		send.id = device.eventID(send.kind, send.call, s.count(send.kind, send.call)+1)
		own := s.sends[s.since:]
		if i := slices.IndexFunc(own, func(other sent) bool { return other.txn == send.txn }); i >= 0 {
			send.again, send.id = true, own[i].id
		}
		if s.note("sends %s", send.wire); send.again {
			s.note("for the second time")
		}
		r.send = len(s.sends)
		s.sends = append(s.sends, send)
	}
	s.open = append(s.open, r)
	return nil
}

// count is how many events of a kind about a call the device has handed over, repeats aside.
func (s *state) count(kind model.EventType, call int) (n int) {
	for i := range s.sends {
		if s.sends[i].kind == kind && s.sends[i].call == call && !s.sends[i].again {
			n++
		}
	}
	return n
}

// nth is the event number n, from 1, of a kind about a call that the device has handed over,
// or the last, or nil.
func (s *state) nth(kind model.EventType, call, n int) (found *sent) {
	for i := range s.sends {
		if e := &s.sends[i]; e.kind == kind && e.call == call && !e.again {
			if found = e; n == 1 {
				break
			}
			n--
		}
	}
	return found
}

// sending is a request to send, as an event of the world.
func (d *device) sending(o *Out) (sent, error) {
	send := sent{wire: o.Type, txn: o.Txn, content: o.Content, kind: model.Message}
	if o.Type == "" || o.Txn == "" || o.Content.Kind() != '{' {
		return send, fmt.Errorf("asks to send an event without a type, a transaction ID or content")
	}
	content, _ := event.ParseContent(o.Type, o.Content)
	call, ofCall := event.CallOf(content)
	if signal, ok := event.SignalOf(content); ok && signal.Type != model.Metadata { // no client can be told to mute
		send.kind = signal.Type
		if send.kind == model.CandidatesEnd { // when it has found all is the client's own affair
			send.kind = model.Candidates
		}
	}
	if hangup, ok := content.(event.Hangup); ok {
		send.why = model.ReasonOf(hangup.Reason)
	}
	if !ofCall {
		return send, nil
	}
	if send.call = d.callOf(call.ID); send.call < 0 {
		return send, fmt.Errorf("sends %s of a call %q, which nobody has placed", clip(o.Type, 60), clip(call.ID, 60))
	}
	return send, nil
}

// hears counts one more event of a kind about a call that a device has sent, unless it is
// there again, and returns its number.
func (s *state) hears(kind model.EventType, call, sender int, again bool) int {
	i := slices.IndexFunc(s.heard, func(h heard) bool { return h.kind == kind && h.call == call && h.sender == sender })
	if i < 0 {
		s.heard = append(slices.Clip(s.heard), heard{kind, call, sender, 1})
		return 1
	}
	if !again {
		s.heard = slices.Clone(s.heard)
		s.heard[i].n++
	}
	return s.heard[i].n
}

// resolved is the state without a request.
func (s *state) resolved(req int64) *state {
	next := *s
	next.open = slices.DeleteFunc(slices.Clone(s.open), func(r request) bool { return r.req == req })
	return &next
}
