package judge

import "strconv"

func itoa(n int) string { return strconv.Itoa(n) }

// crossings looks at calls of different users in one room that were under way at once.
func (t *trial) crossings() {
	for n, y := range t.calls {
		for _, x := range t.calls[max(0, n-maxCrossing):n] {
			if x.invite < 0 || y.invite < 0 || x.room != y.room || x.caller.user == y.caller.user || !t.waits(x, y.invite) {
				continue
			}
			if x.placed.Group.Has || y.placed.Group.Has {
				continue
			}
			t.crossed(x, y)
		}
	}
}

// maxCrossing is how many earlier calls one is compared with: a room has few at once.
const maxCrossing = 16

// waits reports whether a call was placed and neither answered nor over at an event.
func (t *trial) waits(c *call, i int) bool {
	if c.invite > i || c.over >= 0 && c.over < i || len(c.answers) > 0 && c.answers[0].at < i {
		return false
	}
	passed, lifetime := t.since(c.invite, i), c.placed.LifetimeMS
	return lifetime == 0 || passed <= lifetime
}

// crossed judges two calls that crossed, or of which the second answers the first by
// calling back.
func (t *trial) crossed(x, y *call) {
	lesser, greater := x, y
	if y.placed.ID < x.placed.ID {
		lesser, greater = y, x
	}
	glare := either(y.version, "V0-GLARE-2", "V1-GLARE-2")
	t.unsay("whether " + t.device(y.caller) + " had seen call " + x.name + " when it placed call " + y.name + ": only its own client knows")
	connectedX, connectedY := len(x.answers) > 0, len(y.answers) > 0
	switch {
	case connectedX && connectedY:
		t.about(y, y.invite, Wrong, either(y.version, "V0-GLARE-4", "V1-GLARE-4"), "calls %s and %s cross, and both are answered: one is to be used, and the other aborted", x.name, y.name).
			allow("an answer to call " + lesser.name + " alone")
	case x.placed.ID == y.placed.ID:
		t.about(y, y.invite, Note, "H-14", "calls %s and %s cross and have one ID: nothing says which of them is used", x.name, y.name)
	case len(greater.answers) > 0:
		t.about(greater, greater.answers[0].at, Left, glare, "calls %s and %s cross, and the greater ID is used: the lesser is %s", x.name, y.name, lesser.name).
			allow("m.call.answer to call " + lesser.name + " by " + t.device(greater.caller))
	case len(lesser.answers) > 0:
		t.about(lesser, lesser.answers[0].at, Note, glare, "calls %s and %s cross, and the lesser ID is used, as the text has it", x.name, y.name)
	case x.state == ended && y.state == ended:
		t.about(y, y.invite, Wrong, either(y.version, "V0-GLARE-4", "V1-GLARE-4"), "calls %s and %s cross, and neither is answered: both users wanted to talk", x.name, y.name).
			allow("m.call.answer to call " + lesser.name + " by " + t.device(greater.caller))
	default:
		t.unsay("which of calls " + x.name + " and " + y.name + ", which cross, was used: no answer is among these events")
	}
}
