package judge

import (
	"fmt"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim/event"
)

// step follows a call through one event about it.
func (t *trial) step(c *call, i int) {
	e := &t.events[i]
	from := who(e)
	switch content := e.Content.(type) {
	case event.Invite:
		t.invite(c, i, content)
	case event.Answer:
		t.answer(c, i, from)
	case event.SelectAnswer:
		t.selects(c, i, from, content.Selected)
	case event.Reject:
		t.reject(c, i, from)
	case event.Hangup:
		t.hangup(c, i, from, content)
	case event.Candidates:
		t.candidates(c, i, from, content)
	case event.Negotiate:
		t.negotiate(c, i, from, content)
	case event.MetadataChanged:
		t.streams(c, i, from)
	}
	if c.invite >= 0 && !c.isCaller(from) {
		c.note(from)
	}
}

// invite places the call, or is the second one with its ID.
func (t *trial) invite(c *call, i int, content event.Invite) {
	e := &t.events[i]
	from := who(e)
	switch {
	case c.invite < 0:
	case from.user != c.caller.user:
		t.about(c, i, Left, "VX-UNK-3", "%s sends an invite with the ID of %s's call: whoever keeps calls by their ID alone loses one of them", t.device(from), t.device(c.caller)).
			allow("an invite with an ID of its own")
		return
	case c.state == ended:
		t.about(c, i, Left, either(content.Version, "V0-INV-2", "VX-UNK-3"), "%s sends an invite with the ID of a call that is over: an ID names one call", t.device(from)).
			allow("an invite with a new ID")
		return
	default:
		t.about(c, i, Note, "VX-UNK-3", "the invite again: it was sent twice, with another transaction ID")
		return
	}
	if content.Invitee != "" {
		t.user(content.Invitee)
	}
	if c.over >= 0 {
		t.about(c, i, Wrong, "VX-UNK-1", "the invite comes after a hangup of its own call (event %d): whoever forgets that one rings for a call that is over", c.over+1)
	}
	c.invite, c.placed, c.version, c.caller, c.state = i, content, content.Version, from, calling
	if c.chosen >= 0 { // an answer came before it
		c.state = talking
	}
	switch lifetime := content.LifetimeMS; {
	case lifetime == 0 || !t.first(fmt.Sprint("lifetime", from, lifetime)):
	case c.version == model.Version0 && lifetime < 60000:
		t.about(c, i, Note, "V0-INV-6", "the lifetime is %s, below a minute: hardly time to answer, though the text sets no minimum", span(lifetime))
	case c.version == model.Version1 && lifetime < 90000:
		t.about(c, i, Note, "V1-LIVE-5", "the lifetime is %s, below the recommended 90 s", span(lifetime))
	}
	if id := content.ID; len(id) > 0 && len(id) < 8 && isDigits(id) {
		t.about(c, i, Note, either(c.version, "V0-INV-2", "V1-ID-2"), "the call ID is a number of %d digits: it looks constant, and what is not unique cannot tell calls apart", len(id))
	}
	if invitee := content.Invitee; invitee != "" && invitee == e.Sender {
		t.about(c, i, Note, "V1-INVT-6", "%s calls itself: another device of its own is to answer", t.user(e.Sender))
	}
	if c.version == model.Version0 && len(t.roomOf(c.room).members) > 2 {
		t.about(c, i, Left, "V0-ROOM-1", "the room has more than two members: such a call must not be placed there")
	}
}

// first reports whether something is said for the first time.
func (t *trial) first(what string) bool {
	was := t.said[what]
	t.said[what] = true
	return !was
}

func isDigits(text string) bool {
	for _, r := range text {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// maxAnswers is how many answers to one call are followed.
const maxAnswers = 64

// answer takes an answer.
func (t *trial) answer(c *call, i int, from party) {
	v := versionOf(&t.events[i])
	known := c.answeredBy(from)
	switch {
	case c.invite >= 0 && c.isCaller(from):
		t.about(c, i, Left, either(v, "V0-ANS-1", "V1-INVT-2"), "%s answers its own call", t.device(from)).allow(t.callerMay(c)...)
		return
	case c.invite >= 0 && from.user == c.caller.user && c.placed.Invitee != from.user:
		t.about(c, i, Left, "V1-INVT-2", "another device of the caller's answers: an invite is for anyone but its sender").allow("nothing")
		return
	case c.placed.Invitee != "" && c.placed.Invitee != from.user:
		t.about(c, i, Left, "V1-INVT-3", "%s answers a call for somebody else", t.device(from)).allow("nothing")
		return
	case known >= 0:
		t.about(c, i, Note, "VX-UNK-2", "%s answers again", t.device(from))
		return
	}
	if len(c.answers) == maxAnswers {
		return
	}
	c.answers = append(c.answers, answered{i, from})
	if _, known := t.answerer[from.id]; !known {
		t.answerer[from.id] = from
	}
	switch c.state {
	case unplaced:
		c.state, c.chosen = talking, 0
	case calling:
		c.state, c.chosen = talking, len(c.answers)-1
		late := t.since(c.invite, i) - c.placed.LifetimeMS
		if clause := either(c.version, "V0-INV-4", "V1-LIVE-6"); t.events[i].OriginServerTSMS > 0 && c.placed.LifetimeMS > 0 && late > crossMS {
			t.about(c, i, Left, clause, "%s answers %s after the lifetime of the call", t.device(from), span(late)).allow("nothing")
		} else if late > 0 && c.placed.LifetimeMS > 0 {
			t.about(c, i, Note, clause, "the answer of %s comes %s after the lifetime of the call: it may have been sent in time", t.device(from), span(late))
		}
	case talking:
		if c.version == model.Version0 || from.id == "" {
			t.about(c, i, Wrong, "V0-ANS-2", "%s answers what %s has answered: in version 0 nobody tells it that it lost", t.device(from), t.device(c.answers[0].who))
		}
	case ended:
		t.answersLate(c, i, from)
	}
}

// crossMS is how long two events can take to cross: what comes later than that after another was
// sent when that one was known, unless a device slept.
const crossMS = 10_000

// answersLate takes an answer to a call that is over.
func (t *trial) answersLate(c *call, i int, from party) {
	switch {
	case c.how == declined && who(&t.events[c.over]).user == from.user && c.version == model.Version1:
		t.about(c, i, Note, "V1-REJ-4", "%s answers what another of its user's devices has rejected: once that is selected, it ends", t.device(from))
	case t.since(c.over, i) <= crossMS && c.how != expired:
		t.about(c, i, Note, "VX-UNK-2", "%s answers a call that is over%s: the two cross", t.device(from), t.after(c.over, i))
	case c.how == expired:
		t.about(c, i, Wrong, "H-20", "%s answers %s after the caller gave up at the end of the lifetime: both wanted to talk, and the lifetime passed first", t.device(from), span(t.since(c.over, i)))
	default:
		t.about(c, i, Wrong, "VX-UNK-2", "%s answers a call that is over%s: it was not told, or it slept", t.device(from), t.after(c.over, i)).allow("nothing, once the end is known")
	}
}

// callerMay is what a caller may send about a call.
func (t *trial) callerMay(c *call) []string {
	switch {
	case c.state == calling:
		return []string{"m.call.candidates", "m.call.hangup"}
	case c.state == talking && c.version == model.Version1:
		return []string{"m.call.select_answer", "m.call.candidates", "m.call.negotiate", "m.call.hangup"}
	case c.state == talking:
		return []string{"m.call.candidates", "m.call.hangup"}
	default:
		return []string{"nothing"}
	}
}

// calleeMay is what somebody who is called may send about a call.
func (t *trial) calleeMay(c *call) []string {
	switch {
	case c.state == calling && c.version == model.Version1:
		return []string{"m.call.answer", "m.call.reject", "nothing"}
	case c.state == calling:
		return []string{"m.call.answer", "m.call.hangup", "nothing"}
	case c.state == talking && c.version == model.Version1:
		return []string{"m.call.candidates", "m.call.negotiate", "m.call.hangup"}
	case c.state == talking:
		return []string{"m.call.candidates", "m.call.hangup"}
	default:
		return []string{"nothing"}
	}
}

// selects takes a selection.
func (t *trial) selects(c *call, i int, from party, chosen string) {
	switch {
	case c.invite >= 0 && !c.isCaller(from):
		t.about(c, i, Left, "V1-SEL-1", "%s selects an answer to a call that it did not place: that is for its caller", t.device(from)).allow(t.calleeMay(c)...)
		return
	case c.selected && c.chosen >= 0 && c.answers[c.chosen].who.id != chosen:
		t.about(c, i, Left, "V1-SEL-1", "a second selection, of another party").allow("nothing: the first one counts")
		return
	}
	for n, a := range c.answers {
		if a.who.id == chosen {
			c.selected, c.chosen = true, n
			return
		}
	}
	c.selected = true
	if c.how != declined {
		t.about(c, i, Left, "V1-SEL-1", "a selection of a party that has neither answered nor rejected, as far as these events tell").allow(t.callerMay(c)...)
	}
}

// reject takes a reject.
func (t *trial) reject(c *call, i int, from party) {
	switch {
	case c.invite < 0:
		c.state, c.over, c.how = ended, i, declined
	case c.isCaller(from):
		t.about(c, i, Left, "V1-REJ-6", "%s rejects its own call: who gives one up hangs up", t.device(from)).allow(t.callerMay(c)...)
	case c.version == model.Version0:
		t.about(c, i, Left, "V1-REJ-5", "a reject of a call of version 0, which knows no such event: its caller does not hear it").allow("m.call.hangup")
		c.declined = i
	case c.state == calling:
		c.state, c.over, c.how = ended, i, declined
	case c.state == talking:
		t.about(c, i, Note, "V1-REJ-2", "%s rejects a call that was answered before: that has no effect", t.device(from))
	default:
		t.about(c, i, Note, "VX-UNK-2", "%s rejects a call that is over: superfluous", t.device(from))
	}
}
