package event

import "strconv"

// Problem is one way in which an event is not what the specification says. It quotes
// nothing of the event but the names of members that the specification has.
type Problem struct {
	Clause string // "V1-ID-1"
	Path   string // "content.party_id"; "" is the event as a whole
	What   string // "is a number, not a string"
}

// String says what is wrong where, and which clause says so.
func (p Problem) String() string {
	path := p.Path
	if path == "" {
		path = "the event"
	}
	return path + " " + p.What + " (" + p.Clause + ")"
}

// maxProblems is how many problems are listed of one event: it may have tens of thousands of
// candidates, each with several.
const maxProblems = 32

// problems collects what is wrong with one event.
type problems struct {
	list []Problem
	more int
}

func (p *problems) add(clause, path, what string) {
	if len(p.list) == maxProblems {
		p.more++
		return
	}
	p.list = append(p.list, Problem{clause, path, what})
}

// all is what was collected, in the order of the checks.
func (p *problems) all() []Problem {
	if p.more > 0 {
		return append(p.list, Problem{untrusted, "", "has " + strconv.Itoa(p.more) + " more of such problems"})
	}
	return p.list
}

// untrusted is the clause that says that anything may be in an event.
const untrusted = "V1-SEC-3"
