package judge

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
	gap := ""
	if since := t.since(x.invite, y.invite); since > crossMS {
		gap = ", " + span(since) + " apart"
	}
	usedX, usedY := x.chosen >= 0, y.chosen >= 0
	goal := either(y.version, "V0-GLARE-4", "V1-GLARE-4")
	switch answer := "m.call.answer to call " + lesser.name + " by " + t.device(greater.caller); {
	case usedX && usedY:
		t.about(y, y.invite, Wrong, goal, "calls %s and %s cross%s, and both are used: one is to be, and the other aborted", x.name, y.name, gap).miss(answer + " alone")
	case x.placed.ID == y.placed.ID:
		t.about(y, y.invite, Note, "H-14", "calls %s and %s cross%s and have one ID: nothing says which of them is used", x.name, y.name, gap)
	case greater.chosen >= 0 && gap == "":
		t.about(greater, greater.answers[greater.chosen].at, Note, "H-01", "calls %s and %s cross, and the greater ID is used: the lesser is %s. That is as the text has it if %s had not been sent yet at %s; while it is in flight, nothing is said",
			x.name, y.name, lesser.name, lesser.name, t.device(lesser.caller))
	case greater.chosen >= 0:
		t.about(greater, greater.answers[greater.chosen].at, Left, glare, "calls %s and %s cross%s, and the greater ID is used: the lesser is %s", x.name, y.name, gap, lesser.name).allow(answer)
	case lesser.chosen >= 0:
		t.about(lesser, lesser.answers[lesser.chosen].at, Note, glare, "calls %s and %s cross%s, and the lesser ID is used, as the text has it", x.name, y.name, gap)
	case x.state == ended && y.state == ended && len(x.answers) > 0 && len(y.answers) > 0:
		t.about(y, y.invite, Wrong, goal, "calls %s and %s cross%s, and each end gives its own up for the other's: neither connects (H-01)", x.name, y.name, gap).miss(answer + " alone")
	case x.state == ended && y.state == ended:
		t.about(y, y.invite, Wrong, goal, "calls %s and %s cross%s, and neither is used: both users wanted to talk", x.name, y.name, gap).miss(answer)
	default:
		t.unsay("which of calls " + x.name + " and " + y.name + ", which cross, was used: no answer is among these events")
	}
}
