package judge

import (
	"slices"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim/event"
)

// call is one call, followed through the events about it.
type call struct {
	name    string
	room    string
	list    []int // its events
	invite  int   // the event that placed it, or -1
	placed  event.Invite
	version model.Version // of the invite
	caller  party
	callees []party // others who sent something about it, in order

	state    stage
	answers  []answered
	chosen   int // index into answers, or -1
	selected bool
	declined int  // the event by which somebody declined what its caller may not have heard, or -1
	over     int  // the event that ended it, or -1
	heldUp   bool // its invite waits for an event that never comes
	offer    int  // the event with an offer that nobody has answered yet, or -1
	how      ending
	complete []party // who has said that there are no more of their candidates
}

// answered is an answer to a call.
type answered struct {
	at  int
	who party
}

// stage is how far a call has come, as far as its events tell.
type stage uint8

const (
	unplaced stage = iota // no invite was seen
	calling
	talking // answered
	ended
)

// ending is how a call ended.
type ending uint8

const (
	open      ending = iota // it has not, as far as the events tell
	cancelled               // its caller gave it up
	expired                 // its caller let its lifetime pass
	declined
	hungUp  // after it was answered
	failed  // its media
	left    // an end left the room
	dropped // its caller gave it up for another one
)

// isCaller reports whether a party is the one that placed the call. In version 0 a user has
// one.
func (c *call) isCaller(who party) bool {
	return who.user == c.caller.user && (who.id == c.caller.id || who.id == "" || c.caller.id == "")
}

// isChosen reports whether a party is the one that its caller talks to.
func (c *call) isChosen(who party) bool {
	if c.chosen < 0 {
		return false
	}
	with := c.answers[c.chosen].who
	return who.user == with.user && (who.id == with.id || who.id == "" || with.id == "")
}

// answeredBy is the answer of a party, as an index, or -1.
func (c *call) answeredBy(who party) int {
	for i, a := range c.answers {
		if a.who == who {
			return i
		}
	}
	return -1
}

// note adds a party to the callees.
func (c *call) note(who party) {
	if len(c.callees) < maxAnswers && !slices.Contains(c.callees, who) {
		c.callees = append(c.callees, who)
	}
}
