package judge

import (
	"slices"

	"github.com/glarelab/glare/model"
)

// close says of a call what its last event leaves open.
func (t *trial) close(c *call) {
	if c.invite < 0 {
		t.about(c, c.list[0], Note, "VX-UNK-1", "the invite of this call is not among these events: who placed it, and when, is not known")
		return
	}
	last := len(t.events) - 1
	switch c.state {
	case calling:
		lifetime, passed := c.placed.LifetimeMS, t.since(c.invite, last)
		switch {
		case c.heldUp:
		case c.declined >= 0:
			t.unsay("whether " + t.device(c.caller) + " heard that call " + c.name + " was declined: no event of it says so")
		case t.events[c.invite].OriginServerTSMS > 0 && lifetime > 0 && passed > lifetime+slackMS:
			t.about(c, c.invite, Note, either(c.version, "V0-INV-5", "V1-LIVE-6"), "nobody ends call %s: its lifetime passed without a hangup, which the text does not demand", c.name)
		default:
			t.unsay("how call " + c.name + " ended: its invite is the last that these events have of its caller")
		}
	case talking:
		t.unsay("how call " + c.name + " ended: it goes on as far as these events tell")
	}
	if len(c.callees) == 0 && t.logged() {
		t.unsay("what was done at whoever was called with call " + c.name + ": no event of whoever was called reached the server; the log beside the events is not interpreted")
	}
	t.unselected(c)
	if c.offer >= 0 && c.state == talking {
		t.about(c, c.offer, Note, "V1-NEG-6", "nobody replies to this offer in these events")
	}
}

// logged reports whether a file has a log of a device beside its events.
func (t *trial) logged() bool {
	return slices.ContainsFunc(t.dumps, func(d *dump) bool { return len(d.logs) > 0 })
}

// unselected notes that a caller never said whose answer it took.
func (t *trial) unselected(c *call) {
	if c.version == model.Version0 || c.selected || c.chosen < 0 {
		return
	}
	a := c.answers[c.chosen]
	if versionOf(&t.events[a.at]) == model.Version0 || a.who.id == "" || c.over >= 0 && c.how != hungUp && c.how != failed {
		return
	}
	if c.state == talking && a.at == c.list[len(c.list)-1] {
		t.unsay("whether " + t.device(c.caller) + " took the answer to call " + c.name + ": it is the last event about it")
		return
	}
	t.about(c, a.at, Left, "V1-SEL-1", "no selection follows this answer: the other devices that were called are never told").miss("m.call.select_answer by " + t.device(c.caller))
}

// unsay adds something that these events cannot tell.
func (t *trial) unsay(what string) {
	if len(t.unknown) < maxFindings {
		t.unknown = append(t.unknown, what)
	}
}

// overheard says what could not be read in the middle of a call.
func (t *trial) overheard() {
	open := map[string][]*call{} // of each room, without those that are over
	for _, i := range t.unread {
		e := &t.events[i]
		room := t.roomOf(e.room)
		calls, begun := open[e.room]
		if !begun {
			calls = room.calls
		}
		for len(calls) > 0 && (calls[0].invite < 0 || calls[0].over >= 0 && i > calls[0].over) {
			calls = calls[1:] // it is over for all that come later, too
		}
		open[e.room] = calls
		for _, c := range calls[:min(len(calls), maxRecent)] {
			if c.invite < 0 || i < c.invite || c.over >= 0 && i > c.over {
				continue
			}
			role := "of somebody else"
			switch {
			case e.Sender == c.caller.user:
				role = "of the caller"
			case c.chosen >= 0 && e.Sender == c.answers[c.chosen].who.user || c.chosen < 0 && room.known[e.Sender]:
				role = "of the callee"
			}
			t.about(c, i, Note, "V1-LIVE-3", "an event %s stays unread in the middle of the call: it is encrypted, and may be one of the call, such as candidates", role)
			t.unsay("what " + t.user(e.Sender) + " said in event " + itoa(i+1) + ": it is encrypted")
			break
		}
	}
}
