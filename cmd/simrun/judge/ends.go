package judge

import (
	"slices"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim/event"
)

// Call is what became of one call.
type Call struct {
	Name    string `json:"call"`
	Version string `json:"version"`
	Caller  string `json:"caller,omitempty"`
	AtMS    int64  `json:"at_ms"`
	Ends    []End  `json:"ends"`
}

// End is one end of a call: who, and how it went there as far as events tell.
type End struct {
	Who  string `json:"who"`
	Went string `json:"went"`
}

// ends says how a call went at each of its ends.
func (t *trial) callEnds(c *call) Call {
	r := Call{Name: c.name, Version: c.version.String(), Ends: []End{}}
	if c.invite < 0 {
		r.Version = versionOf(&t.events[c.list[0]]).String()
		r.AtMS = t.at(c.list[0])
		for _, i := range c.list {
			if w := t.device(who(&t.events[i])); len(r.Ends) == 0 || r.Ends[len(r.Ends)-1].Who != w {
				r.Ends = append(r.Ends, End{w, "takes part; who placed the call is not among these events"})
			}
		}
		return r
	}
	r.Caller, r.AtMS = t.device(c.caller), t.at(c.invite)
	r.Ends = append(r.Ends, End{r.Caller, "calls, and " + t.callerWent(c)})
	for _, callee := range c.callees {
		r.Ends = append(r.Ends, End{t.device(callee), t.calleeWent(c, callee)})
	}
	if c.placed.Invitee != "" && len(c.callees) == 0 {
		r.Ends = append(r.Ends, End{t.user(c.placed.Invitee), "is called, and sends nothing: whether anything rang there is not known"})
	} else if len(c.callees) == 0 && c.heldUp {
		r.Ends = append(r.Ends, End{"whoever is called", "is never told: the invite waits for an event that never comes"})
	} else if len(c.callees) == 0 {
		r.Ends = append(r.Ends, End{t.called(c), "sends nothing about it: whether anything rang there is not known"})
	}
	return r
}

// called is who must be called if there is only one other member, and nobody has answered.
func (t *trial) called(c *call) string {
	name := "whoever is called"
	members := t.roomOf(c.room).members
	if i := slices.IndexFunc(members, func(user string) bool { return user != c.caller.user }); i >= 0 && len(members) == 2 {
		return t.user(members[i])
	}
	return name
}

// callerWent says how a call went at its caller.
func (t *trial) callerWent(c *call) string {
	over := func() string { return t.after(c.invite, c.over) }
	ender := func() string {
		if c.isCaller(who(&t.events[c.over])) {
			return "hangs up"
		}
		return t.device(who(&t.events[c.over])) + " hangs up"
	}
	switch {
	case c.state == calling && c.declined >= 0:
		return "goes on calling, as far as these events tell"
	case c.state == calling:
		return "still waits, as far as these events tell"
	case c.state == talking:
		return "is answered" + t.after(c.invite, c.answers[max(c.chosen, 0)].at) + "; the call goes on, as far as these events tell"
	}
	switch c.how {
	case cancelled:
		return "gives up" + over()
	case expired:
		return "lets it ring until the lifetime passes" + over()
	case declined:
		return "is declined" + over()
	case left:
		return "the call ends" + over() + ", as somebody leaves the room"
	case failed:
		if len(c.answers) == 0 {
			return "fails" + over() + reasonOf(&t.events[c.over])
		}
		return "is answered, then the call fails: " + ender() + over() + reasonOf(&t.events[c.over])
	default:
		return "is answered; then " + ender() + over() + reasonOf(&t.events[c.over])
	}
}

// calleeWent says how a call went at somebody who is called.
func (t *trial) calleeWent(c *call, callee party) string {
	n := c.answeredBy(callee)
	switch {
	case n >= 0 && c.over >= 0 && c.answers[n].at > c.over:
		return "answers, after the call was over"
	case n >= 0 && n != c.chosen:
		return "answers, and is not taken"
	case n >= 0 && c.over >= 0 && who(&t.events[c.over]) == callee:
		return "answers" + t.after(c.invite, c.answers[n].at) + ", and hangs up" + t.after(c.answers[n].at, c.over) + reasonOf(&t.events[c.over])
	case n >= 0 && c.how == left:
		return "answers" + t.after(c.invite, c.answers[n].at) + "; the call ends as somebody leaves the room"
	case n >= 0 && c.over >= 0:
		return "answers" + t.after(c.invite, c.answers[n].at) + "; the other end hangs up"
	case n >= 0:
		return "answers" + t.after(c.invite, c.answers[n].at) + "; the call goes on, as far as these events tell"
	case c.how == declined && c.over >= 0 && who(&t.events[c.over]) == callee:
		return "declines" + t.after(c.invite, c.over)
	case c.declined >= 0 && who(&t.events[c.declined]) == callee:
		return "declines by a hangup" + t.after(c.invite, c.declined)
	default:
		return "sends events about it, and never answers"
	}
}

// reasonOf is the reason of a hangup in brackets, if it is one of those that are known: others could
// be anything.
func reasonOf(e *seen) string {
	h, ok := e.Content.(event.Hangup)
	if !ok || h.Reason == "" {
		return ""
	}
	listed := slices.ContainsFunc(model.Reasons(model.Version1), func(r model.Reason) bool { return r.String() == h.Reason })
	if listed || slices.Contains([]string{model.GaveWay.String(), model.Misspelt.String(), "answered_elsewhere"}, h.Reason) {
		return " (" + h.Reason + ")"
	}
	return " (a reason of its own)"
}
