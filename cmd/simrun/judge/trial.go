package judge

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim/event"
)

// trial is what is known of a room while its events are gone through.
type trial struct {
	*people
	dumps    []*dump
	events   []seen
	start    int64 // when the first event was sent, in ms
	clocked  bool  // there are times
	calls    []*call
	by       map[string]*call // by room and ID
	findings []Finding
	rooms    map[string]*room
	answerer map[string]party // who has answered anything, by the party's ID
	omitted  map[Grade]int    // findings that are not listed
	unread   []int            // encrypted events
	unknown  []string
	index    map[string]int        // where an event is, by its ID
	orders   map[party]map[int]int // see ownOrder
	several  map[party]bool        // see areSeveral
	said     map[string]bool       // what is said once of each device
	numbers  map[string]*numbering
}

// room is who is in a room, and which calls were placed there.
type room struct {
	known   map[string]bool
	members []string // who has sent something or joined, in the order in which they are met
	calls   []*call
}

// roomOf is what is known of a room.
func (t *trial) roomOf(id string) *room {
	r := t.rooms[id]
	if r == nil {
		r = &room{known: map[string]bool{}}
		t.rooms[id] = r
	}
	return r
}

// meet notes a member.
func (r *room) meet(user string) {
	if !r.known[user] {
		r.known[user] = true
		r.members = append(r.members, user)
	}
}

// recent are the latest calls of a room: whatever a file holds, few are looked at.
func (r *room) recent() []*call { return r.calls[max(0, len(r.calls)-maxRecent):] }

const maxRecent = 64

// maxFindings is how many findings are listed.
const maxFindings = 500

// find adds a finding, and gives it to be completed.
func (t *trial) find(f Finding) *Finding {
	if len(t.findings) >= maxFindings {
		t.omitted[f.Grade]++
		return &f
	}
	t.findings = append(t.findings, f)
	return &t.findings[len(t.findings)-1]
}

// about adds a finding about an event of a call.
func (t *trial) about(c *call, i int, grade Grade, clause, format string, args ...any) *Finding {
	return t.find(Finding{Grade: grade, Clause: clause, Call: c.name, Event: i + 1, What: fmt.Sprintf(format, args...)})
}

// allow says what could have come instead.
func (f *Finding) allow(what ...string) { f.Allowed = append(f.Allowed, what...) }

// miss says what should have followed.
func (f *Finding) miss(what ...string) { f.Allowed, f.Missing = append(f.Allowed, what...), true }

// who is the party that has sent an event.
func who(e *seen) party {
	c, _ := event.CallOf(e.Content)
	return party{e.Sender, c.Party}
}

// at is when an event was sent, in ms after the first one; since is how long after another.
func (t *trial) at(i int) int64 { return t.events[i].OriginServerTSMS - t.start }

func (t *trial) since(from, i int) int64 {
	return t.events[i].OriginServerTSMS - t.events[from].OriginServerTSMS
}

// after says in words how long after another an event came, or nothing without times.
func (t *trial) after(from, i int) string {
	if from < 0 || t.events[from].OriginServerTSMS == 0 || t.events[i].OriginServerTSMS == 0 || t.since(from, i) < 0 {
		return ""
	}
	return " after " + span(t.since(from, i))
}

// walk goes through all events in order.
func (t *trial) walk() {
	t.index, t.said = map[string]int{}, map[string]bool{}
	t.by, t.rooms, t.numbers = map[string]*call{}, map[string]*room{}, map[string]*numbering{}
	t.orders, t.answerer, t.omitted = map[party]map[int]int{}, map[string]party{}, map[Grade]int{}
	t.several = map[party]bool{}
	latest := int64(0)
	for i := range t.events {
		e := &t.events[i]
		t.index[e.ID] = i
		if at := e.OriginServerTSMS; at > 0 && at < latest-slackMS && t.first("clocks") {
			t.unsay("how much time passed between some events: event " + itoa(i+1) + " comes after others and is earlier by its timestamp, so that clocks disagree (F-TS-1)")
		}
		latest = max(latest, e.OriginServerTSMS)
		if e.OriginServerTSMS != 0 && !t.clocked {
			t.start, t.clocked = e.OriginServerTSMS, true
		}
		switch content := e.Content.(type) {
		case event.Member:
			t.member(i, content)
			continue
		case event.Other:
			if t.roomOf(e.room).meet(e.Sender); e.redacted {
				t.find(Finding{Grade: Note, Clause: "VX-UNK-12", Event: i + 1, What: "an event of " + t.user(e.Sender) + " was redacted: what it said, and of which call, is not known"})
			} else {
				t.unread = append(t.unread, i)
			}
			continue
		}
		said, _ := event.CallOf(e.Content)
		t.meet(who(e))
		t.roomOf(e.room).meet(e.Sender)
		c := t.callOf(e.room, said.ID)
		c.list = append(c.list, i)
		t.wellFormed(c, i)
		if !said.Group.Has {
			t.step(c, i)
			continue
		}
		for _, next := range t.numbered(c, i, said.Group) {
			said, _ := event.CallOf(t.events[next].Content)
			t.step(t.callOf(t.events[next].room, said.ID), next)
		}
	}
	t.gaps()
	for _, c := range t.calls {
		t.close(c)
	}
	t.crossings()
	t.overheard()
}

// callOf is the call with an ID in a room.
func (t *trial) callOf(room, id string) *call {
	key := room + "\x00" + id
	c := t.by[key]
	if c == nil {
		c = &call{name: callName(len(t.calls)), room: room, invite: -1, chosen: -1, declined: -1, over: -1, offer: -1}
		t.calls, t.by[key] = append(t.calls, c), c
		r := t.roomOf(room)
		r.calls = append(r.calls, c)
	}
	return c
}

// wellFormed notes what is wrong with an event by itself.
func (t *trial) wellFormed(c *call, i int) {
	e := &t.events[i]
	for _, p := range e.problems {
		if !e.toDevice || p.Path != "event_id" {
			t.about(c, i, Left, p.Clause, "%s", strings.TrimSuffix(p.String(), " ("+p.Clause+")"))
		}
	}
	said, _ := event.CallOf(e.Content)
	if d, name := described(e.Content); d.Type != "" && d.SDP.Len() == 0 {
		t.about(c, i, Left, either(said.Version, "V0-GEN-3", "V1-GEN-1"), "the %s is an empty description: nobody can connect with it", name)
	}
}

// described is the description in content, if there is one, and how it is called.
func described(content event.Content) (event.Description, string) {
	switch content := content.(type) {
	case event.Invite:
		return content.Offer, "offer"
	case event.Answer:
		return content.Answer, "answer"
	case event.Negotiate:
		return content.Description, "description"
	default:
		return event.Description{}, ""
	}
}

// member follows who comes and goes: whoever leaves ends the calls with the user
// (V1-LEAVE-1).
func (t *trial) member(i int, m event.Member) {
	e := &t.events[i]
	if e.StateKey == nil {
		return
	}
	if m.Membership == "join" {
		t.roomOf(e.room).meet(*e.StateKey)
	}
	if m.Membership != "leave" && m.Membership != "ban" {
		return
	}
	for _, c := range t.roomOf(e.room).recent() {
		if c.state != calling && c.state != talking {
			continue
		}
		if gone := *e.StateKey; gone == c.caller.user || c.state == talking && c.chosen >= 0 && gone == c.answers[c.chosen].who.user {
			t.about(c, i, Note, "V1-LEAVE-1", "%s leaves the room: that counts as a hangup of the call", t.user(gone))
			c.state, c.over, c.how = ended, i, left
		}
	}
}

// versionOf is the version that a call event says.
func versionOf(e *seen) model.Version {
	c, _ := event.CallOf(e.Content)
	return c.Version
}
