package drive

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim/event"
)

// trials are the demands on adapters, in the order in which they are tried: what comes first
// is what the rest needs. Each begins where the one before ended, or anew.
var trials = []struct {
	name, demand string
	needs        string // the capability without which it is not tried
	goesOn       bool   // it begins where the one before has ended
	try          func(*trial) error
}{
	{"init", "replies to init with seq, now 0, protocol 1, client, capabilities, and no calls", "", false, tryInit},
	{"capabilities", "names what it can do as the protocol does", "", false, tryCapabilities},
	{"rubbish", "replies to a line that is no command with seq 0 and an error, and goes on", "", true, tryRubbish},
	{"unknown", "replies to what it cannot carry out with an error, and stays as it was", "", true, tryUnknown},
	{"place", "asks for the microphone, and has the call by its ID, preparing", "call-id", true, tryPlace},
	{"quiescence", "replies once nothing runs any more", "call-id", true, (*trial).quiet},
	{"invite", "hands its invite over once the microphone was granted and its timers have fired", "call-id", true, tryInvite},
	{"send", "takes the end of a send, and its own event back", "call-id", true, trySend},
	{"answer taken", "takes an answer: connecting, with descriptions of both ends", "call-id", true, tryAnswerTaken},
	{"ice", "is in the call once there is a media path", "call-id", true, tryIce},
	{"hangup", "sends a hangup, ends the call and lets the microphone go", "hangup", true, tryHangUp},
	{"pipeline", "does the same where all commands are there at once", readsAhead, true, tryAhead},
	{"init again", "forgets everything, and does the same again, to the byte", "call-id", true, tryAgain},
	{"ring", "rings for an invite once the sync response was taken", "", false, tryRing},
	{"member", "takes that somebody joins the room, and rings on", "", true, tryMember},
	{"answer", "answers: asks for the microphone, sends an answer, connects", "answer", false, tryAnswer},
	{"reject", "sends a reject, or a hangup in version 0, and ends the call", "reject", false, tryReject},
	{"capture refused", "ends a call for which there is no microphone", "call-id", false, tryRefused},
	{"send refused", "takes a send that fails for good", "call-id", false, tryForbidden},
	{"other process", "does in another process the same, to the byte", "call-id", true, tryOther},
	{"quit", "replies to quit, and ends with exit status 0", "", false, tryQuit},
	{"end of input", "ends where its input does", "", false, tryEnd},
}

func tryInit(t *trial) error {
	r, err := t.begin()
	if err != nil {
		return err
	}
	if err := greets(r); err != nil {
		return err
	}
	t.tested.Client, t.tested.Capabilities = r.Client, r.Capabilities
	t.demand(len(r.Calls) == 0, "it knows %d calls before there are any", len(r.Calls))
	t.demand(r.Mic == 0, "%d microphones are open before there is a call", r.Mic)
	t.demand(len(t.state.open) == 0, "it asks for something before it was told to do anything")
	return nil
}

// capabilities are those that the protocol knows.
var capabilities = []string{"answer", "hangup", "reject", "ignore", "call-id", "video", "invitee", "select-answer", "version-0", "version-1", readsAhead}

func tryCapabilities(t *trial) error {
	for _, name := range t.tested.Capabilities {
		t.demand(slices.Contains(capabilities, name), "%q is no capability that the protocol knows (%s)", clip(name, 40), strings.Join(capabilities, ", "))
	}
	t.demand(slices.Contains(t.tested.Capabilities, "call-id"), "without call-id it cannot take part in `simrun drive`: `place` must give the call the ID that it names")
	t.demand(slices.Contains(t.tested.Capabilities, "version-0") || slices.Contains(t.tested.Capabilities, "version-1"), "it says of no version that it sends it (version-0, version-1)")
	return nil
}

func tryRubbish(t *trial) error {
	for _, text := range []string{"hello", `{"seq":`, `[1,2]`, `{"op":"dance"`} {
		raw, reply, err := t.p.askText(text+"\n", 0)
		t.check.Sent, t.check.Got = text, clip(strings.TrimSpace(string(raw)), 2000)
		if err != nil {
			return err
		}
		t.demand(reply.Error != "", "the reply has no \"error\"")
	}
	return t.quiet()
}

func tryUnknown(t *trial) error {
	for _, c := range []any{
		advanceCommand{t.now, "dance"},
		pressCommand{t.now, "answer", noCall},
		pressCommand{t.now, "hangup", noCall},
		resolveCommand{At: t.now, Op: "resolve", Req: 999},
		iceCommand{t.now, "ice", 999, "connected"},
	} {
		r, err := t.tell(commandOf(c), t.state, true)
		if err != nil {
			return err
		}
		t.demand(r.Error != "", "the reply has no \"error\"")
		t.demand(len(r.Calls) == 0, "it knows calls afterwards")
		if len(t.check.Wrong) > 0 {
			return errStop
		}
	}
	return t.quiet()
}

func tryPlace(t *trial) error {
	t.now = 10
	if _, err := t.do(placeCommand{t.now, "place", ownCall, false}); err != nil {
		return err
	}
	t.stands(0, model.OPrep)
	_, err := t.asked()
	return err
}

func tryInvite(t *trial) error {
	r, err := t.asked()
	if err != nil {
		return err
	}
	t.now = 40
	if err := t.resolve(r); err != nil {
		return err
	}
	t.demand(t.state.mic > 0, "no microphone is open (\"mic\") although it was granted")
	invite, err := t.until(event.TypeInvite)
	if err != nil {
		return err
	}
	t.stands(0, model.OSending)
	t.looksAt(invite)
	pc := t.state.media(0)
	t.demand(pc != nil && pc.local != "", "no `pc` out says which description it has made (what \"local\", with its ufrag)")
	return t.quiet()
}

// looksAt looks at the content of a send.
func (t *trial) looksAt(r request) {
	send := &t.state.sends[r.send]
	_, problems := event.ParseContent(send.wire, send.content)
	for _, problem := range problems {
		t.check.Notes = append(t.check.Notes, fmt.Sprintf("%s: %v", term.Safe(send.wire), problem))
	}
}

func trySend(t *trial) error {
	r, err := t.until(event.TypeInvite)
	if err != nil {
		return err
	}
	send := t.state.sends[r.send]
	t.now += 20
	if err := t.resolve(r); err != nil {
		return err
	}
	t.stands(0, model.OWait)
	e := event.Event{
		Type: send.wire, Sender: trialUser, ID: send.id, OriginServerTSMS: epochMS + int64(t.now),
		Unsigned: event.Unsigned{HasAge: true, TransactionID: send.txn}, Content: event.Other{Raw: event.Withhold(string(send.content))},
	}
	if _, err := t.do(syncCommand{At: t.now, Op: "sync", Events: []jsontext.Value{event.Render(e)}}); err != nil {
		return err
	}
	t.stands(0, model.OWait)
	return nil
}

func tryAnswerTaken(t *trial) error {
	t.now += 500
	if _, err := t.sync(t.content(model.Answer, ownCall, 0), event.TypeAnswer, "$answer"); err != nil {
		return err
	}
	t.stands(0, model.OConn)
	if pc := t.state.media(0); pc == nil || pc.remote != ufrag("bob", 0) {
		t.wrong("no `pc` out says that the other's description was set (what \"remote\", ufrag %q)", ufrag("bob", 0))
	}
	if slices.Contains(t.tested.Capabilities, "select-answer") {
		r, err := t.until(event.TypeSelectAnswer)
		if err != nil {
			return err
		}
		t.looksAt(r)
		t.demand(t.state.calls[0].opponent == trialParty, "\"opponent\" of the call is %q; expected the party that was selected, %q", t.state.calls[0].opponent, trialParty)
	}
	return t.resolveAll()
}

func tryIce(t *trial) error {
	pc := t.state.media(0)
	if pc == nil {
		return fmt.Errorf("has no peer connection for the call")
	}
	t.now += 100
	if _, err := t.do(iceCommand{t.now, "ice", pc.id, "connected"}); err != nil {
		return err
	}
	t.stands(0, model.Active)
	return t.quiet()
}

func tryHangUp(t *trial) error {
	t.now += 1000
	if t.state.next != nil {
		t.now = min(t.now, uint32(*t.state.next))
	}
	if _, err := t.do(pressCommand{t.now, "hangup", ownCall}); err != nil {
		return err
	}
	r, err := t.until(event.TypeHangup)
	if err != nil {
		return err
	}
	t.looksAt(r)
	if err := t.resolveAll(); err != nil {
		return err
	}
	t.stands(0, model.Ended)
	t.demand(t.state.mic == 0, "%d microphones are open after the call", t.state.mic)
	return t.quiet()
}

func tryAhead(t *trial) error {
	var way []*vertex
	for i, c := range t.told {
		way = append(way, &vertex{command: c, seq: int64(i) + 1, raw: t.script[i]})
	}
	at, err := (&seated{process: t.p}).follow(way, true)
	if err != nil {
		t.check.Sent = strings.TrimSpace(at.command.line(at.seq))
		return fmt.Errorf("%w; where it is told several commands at once", err)
	}
	return nil
}

func tryAgain(t *trial) error {
	told, replies := t.told, t.script
	if err := t.again(told, replies); err != nil {
		return err
	}
	r, err := t.begin()
	if err != nil {
		return err
	}
	t.demand(len(r.Calls) == 0 && r.Mic == 0 && len(r.Outs) == 0, "after init it still has calls, microphones or outs of before")
	return nil
}
