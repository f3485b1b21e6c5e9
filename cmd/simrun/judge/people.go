package judge

import (
	"strconv"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// people gives users, parties and calls short names, in the order in which they are met: real
// ones are nobody's business, and a user ID does not fit into a lane.
type people struct {
	real    bool // user IDs are shown as they are
	users   map[string]string
	parties map[party]int
	devices map[string]int // how many parties of a user are known
}

// party is one device of a user, as events tell devices apart (V1-PARTY-3). In version 0 all
// devices of a user are one.
type party struct{ user, id string }

func newPeople(real bool) *people {
	return &people{real: real, users: map[string]string{}, parties: map[party]int{}, devices: map[string]int{}}
}

// firstNames are for the first users that are met; the others are numbered.
var firstNames = []string{"alice", "bob", "carol", "dave", "erin", "frank"}

// maxShown is how much of a name from outside is shown, in bytes.
const maxShown = 64

// user is how a user is called.
func (p *people) user(id string) string {
	name, known := p.users[id]
	switch {
	case known:
	case p.real:
		name = clipped(term.Safe(id))
	case len(p.users) < len(firstNames):
		name = firstNames[len(p.users)]
	default:
		name = "user" + strconv.Itoa(len(p.users)+1)
	}
	p.users[id] = name
	return name
}

// clipped is the beginning of a text that is too long to be shown.
func clipped(text string) string {
	for i := range text {
		if i >= maxShown {
			return text[:i] + "…"
		}
	}
	return text
}

// meet notes that a party takes part.
func (p *people) meet(who party) {
	p.user(who.user)
	if _, known := p.parties[who]; !known && who.id != "" {
		p.devices[who.user]++
		p.parties[who] = p.devices[who.user]
	}
}

// device is how a party is called: as its user, with a number where the user has several.
func (p *people) device(who party) string {
	name := p.user(who.user)
	if p.devices[who.user] > 1 && who.id != "" {
		return name + "." + strconv.Itoa(p.parties[who])
	}
	return name
}

// callName is how the call with a number is called, from 0: a, b and so on, then c27.
func callName(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return "c" + strconv.Itoa(i+1)
}

// span is a time in ms as it is printed: "60.003 s".
func span(ms int64) string {
	sign := ""
	if ms < 0 {
		sign, ms = "-", -ms
	}
	text := strconv.FormatInt(ms/1000, 10)
	if rest := ms % 1000; rest != 0 {
		digits := strconv.FormatInt(1000+rest, 10)[1:]
		for digits[len(digits)-1] == '0' {
			digits = digits[:len(digits)-1]
		}
		text += "." + digits
	}
	return sign + text + " s"
}

// itoa is a number in digits.
func itoa(n int) string { return strconv.Itoa(n) }
