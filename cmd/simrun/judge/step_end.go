package judge

import (
	"slices"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim/event"
)

// slackMS is how much sooner than a lifetime a hangup can come and still be its end:
// clocks and timers are not that exact.
const slackMS = 1500

// hangup takes a hangup.
func (t *trial) hangup(c *call, i int, from party, content event.Hangup) {
	switch {
	case c.state == ended && c.invite >= 0 && (c.isCaller(from) || c.answeredBy(from) >= 0 || c.state == ended && c.how == declined):
		what := "hangs up a call that is over%s: superfluous, not a second ending"
		if over := &t.events[c.over]; who(over) == from {
			what = "hangs up again%s: superfluous, not a second ending"
		}
		t.about(c, i, Note, "VX-UNK-2", "%s "+what, t.device(from), t.after(c.over, i))
	case c.state == ended:
		t.about(c, i, Note, "VX-UNK-2", "%s hangs up a call that is over%s: superfluous, not a second ending", t.device(from), t.after(c.over, i))
	case c.state == unplaced:
		c.state, c.over, c.how = ended, i, hungUp
	case c.isCaller(from) && c.state == calling:
		t.givesUp(c, i, from, content)
	case c.isCaller(from) || c.isChosen(from):
		t.ends(c, i, from, content)
	case c.state == talking && c.chosen >= 0 && from.user == c.answers[c.chosen].who.user && c.version == model.Version1:
		t.about(c, i, Left, "V1-SEL-2", "%s hangs up a call in which %s is taken: it is to end without an event", t.device(from), t.device(c.answers[c.chosen].who)).allow("nothing")
	case c.state == talking:
		t.about(c, i, Left, "VX-UNK-4", "%s hangs up a call between others: a client that believes anybody loses it", t.device(from)).allow("nothing")
	case from.user == c.caller.user:
		t.about(c, i, Note, "VX-UNK-4", "another device of the caller's hangs up: nothing says whether that counts")
	default:
		t.declines(c, i, from, content)
	}
}

// givesUp ends a call that nobody has answered: its caller cancels it, or it expires.
func (t *trial) givesUp(c *call, i int, from party, content event.Hangup) {
	c.state, c.over, c.how = ended, i, cancelled
	lifetime, passed := c.placed.LifetimeMS, t.since(c.invite, i)
	timed := t.events[i].OriginServerTSMS > 0 && t.events[c.invite].OriginServerTSMS > 0 && lifetime > 0
	switch content.Reason {
	case "invite_timeout":
		c.how = expired
		if timed && passed < lifetime-slackMS {
			t.about(c, i, Left, either(c.version, "V0-HUP-2", "V1-HUP-5"), "%s says invite_timeout%s, and the lifetime is %s", t.device(from), t.after(c.invite, i), span(lifetime)).
				allow("m.call.hangup "+either(c.version, "without a reason", "with user_hangup"), "m.call.hangup once the lifetime has passed")
		}
	case "replaced":
		if !t.rivalled(c, i) {
			t.about(c, i, Wrong, "V1-PARTY-5", "%s gives the call up as replaced, and there is no other call: it may have taken the echo of its own invite for one", t.device(from)).allow("nothing")
		}
	case "ice_failed", "user_media_failed", "unknown_error", "ice_timeout":
		c.how = failed
		t.about(c, i, Wrong, either(c.version, "V0-HUP-2", "V1-HUP-5"), "the call fails at its caller before anybody answers: %s", content.Reason)
	default:
		if timed && passed >= lifetime-slackMS {
			c.how = expired
			if content.Reason == "" {
				t.about(c, i, Note, either(c.version, "V0-HUP-2", "V1-HUP-2"), "the hangup comes%s, the lifetime being %s: it is the end of the lifetime, although it names no reason", t.after(c.invite, i), span(lifetime))
			}
		}
	}
	if timed && passed > lifetime+slackMS && c.how == expired && passed > 2*lifetime {
		t.about(c, i, Note, "VX-UNK-7", "the caller gives up long after the lifetime")
	}
	if c.declined >= 0 {
		clause := "V1-REJ-1"
		if versionOf(&t.events[c.declined]) == model.Version0 {
			clause = "V1-REJ-5"
		}
		t.about(c, i, Wrong, clause, "%s does not hear that the call was declined (event %d): it goes on calling for %s, until it gives up itself", t.device(from), c.declined+1, span(t.since(c.declined, i)))
	}
}

// rivalled reports whether another call of the room was placed before an event by somebody
// else, and not long before.
func (t *trial) rivalled(c *call, i int) bool {
	for _, other := range t.roomOf(c.room).recent() {
		if other != c && other.invite >= 0 && other.invite < i && (other.over < 0 || other.over > c.invite) && other.caller.user != c.caller.user {
			return true
		}
	}
	return false
}

// ends ends a call that was answered.
func (t *trial) ends(c *call, i int, from party, content event.Hangup) {
	c.state, c.over, c.how = ended, i, hungUp
	v := versionOf(&t.events[i])
	switch content.Reason {
	case "ice_failed", "ice_timeout":
		c.how = failed
		t.about(c, i, Wrong, either(v, "V0-HUP-2", "V1-HUP-4"), "the call was answered, and %s finds no media path: %s%s", t.device(from), content.Reason, t.after(c.answers[max(c.chosen, 0)].at, i))
		t.incomplete(c, i)
	case "user_media_failed", "unknown_error":
		c.how = failed
		t.about(c, i, Wrong, "V1-HUP-5", "the call fails at %s: %s", t.device(from), content.Reason)
	case "invite_timeout":
		t.about(c, i, Wrong, either(v, "V0-HUP-2", "V1-HUP-5"), "%s says that nobody answered in time, and somebody did (event %d): the answer was not heard, or came too late", t.device(from), c.answers[max(c.chosen, 0)].at+1)
	}
}

// incomplete notes, of a call for which no media path was found, which ends of version 1 never
// said that there are no more of their candidates.
func (t *trial) incomplete(c *call, i int) {
	ends := []party{c.caller}
	if c.chosen >= 0 {
		ends = append(ends, c.answers[c.chosen].who)
	}
	for _, end := range ends {
		if end.id != "" && !slices.Contains(c.complete, end) {
			t.about(c, i, Note, "V1-EOC-1", "%s never said that its candidates had ended: who waits for all of them, as a bridge may, connects nothing", t.device(end))
		}
	}
}

// declines takes the hangup of somebody who is called and has not answered.
func (t *trial) declines(c *call, i int, from party, content event.Hangup) {
	if c.version == model.Version0 {
		c.state, c.over, c.how = ended, i, declined
		return
	}
	c.declined = i
	v := versionOf(&t.events[i])
	switch {
	case v == model.Version0:
		t.about(c, i, Note, "V1-REJ-5", "%s declines a version 1 call as version 0 does, by a hangup without a party: its caller is to hear that, and one that looks at the party does not", t.device(from))
	case content.Reason == "user_busy":
		t.about(c, i, Note, "V1-HUP-6", "%s is busy, and hangs up instead of rejecting: chiefly bridges do so", t.device(from))
	default:
		t.about(c, i, Left, "V1-REJ-1", "%s declines by a hangup: it is not the party that the caller talks to, and the caller may not hear it", t.device(from)).
			allow(t.calleeMay(c)...)
	}
}

// candidates takes candidates, and their end.
func (t *trial) candidates(c *call, i int, from party, content event.Candidates) {
	v := versionOf(&t.events[i])
	if v == model.Version1 && content.Ends() && !slices.Contains(c.complete, from) {
		c.complete = append(c.complete, from)
	}
	switch {
	case c.invite < 0 || c.isCaller(from):
	case c.state == ended && c.answeredBy(from) < 0 && c.chosen < 0:
		t.about(c, i, Note, "VX-UNK-2", "candidates of %s for a call that is over", t.device(from))
	case c.state == calling:
		t.about(c, i, Left, either(v, "V0-CAND-1", "V1-CAND-4"), "%s sends candidates before it answers", t.device(from)).allow(t.calleeMay(c)...)
	}
}

// negotiate takes an offer of new media, or the answer to one.
func (t *trial) negotiate(c *call, i int, from party, content event.Negotiate) {
	isOffer := content.Description.Type != "answer"
	switch {
	case c.invite < 0:
	case c.version == model.Version0:
		t.about(c, i, Left, "V1-NEG-1", "%s negotiates a call of version 0, which has no such event", t.device(from)).allow("m.call.candidates", "m.call.hangup")
	case c.state == calling:
		t.about(c, i, Left, "V1-NEG-1", "%s negotiates a call that nobody has answered", t.device(from)).allow(t.callerMay(c)...)
	case c.state == ended:
		t.about(c, i, Note, "VX-UNK-2", "%s negotiates a call that is over", t.device(from))
	case !c.isCaller(from) && !c.isChosen(from):
		t.about(c, i, Left, "V1-NEG-3", "%s negotiates a call between others: both ends ignore it", t.device(from)).allow("nothing")
	case isOffer && c.offer >= 0 && who(&t.events[c.offer]) != from:
		t.about(c, i, Note, "V1-POL-1", "both ends offer at once: the callee is the polite one, and takes the other's")
		if c.isCaller(from) {
			c.offer = i
		}
	case !isOffer && c.offer >= 0 && who(&t.events[c.offer]) == from:
		t.about(c, i, Left, "V1-NEG-6", "%s replies to its own offer", t.device(from)).allow("m.call.negotiate with an offer", "m.call.hangup")
	case !isOffer:
		c.offer = -1
	}
	if isOffer && c.offer < 0 {
		c.offer = i
	}
}
