package export

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/glarelab/glare/cmd/simrun/checker"
)

// message is one event's way from one user to the other.
type message struct {
	event    string
	from     int // the device
	handed   int // the line that handed it over
	accepted int // the line in which a homeserver took it, or -1
	received int // the line in which the other device took it, or -1
	lost     bool
}

// messages are the events between the users, in the order in which they were handed
// over.
func messages(t *checker.Trace) []message {
	var list []message
	hop := func(h checker.Hop) {
		switch {
		case h.Echo || h.Reply:
		case !h.From.Server:
			list = append(list, message{event: h.Event, from: h.From.Index, handed: h.FromRow, accepted: h.ToRow, received: -1, lost: h.Lost})
		case !h.To.Server || h.Lost:
			for i := range list {
				l := &list[i]
				if l.event == h.Event && l.received < 0 && !l.lost && (h.To.Server || l.from != h.To.Index) {
					l.lost = h.Lost
					if !h.Lost {
						l.received = h.ToRow
					}
					return
				}
			}
		}
	}
	for i := range t.Lines {
		for _, h := range t.Lines[i].Hops {
			hop(h)
		}
	}
	for _, h := range t.Pending {
		hop(h)
	}
	for i := 1; i < len(list); i++ { // by what was handed over first
		for j := i; j > 0 && list[j-1].handed > list[j].handed; j-- {
			list[j-1], list[j] = list[j], list[j-1]
		}
	}
	return list
}

// cross reports whether each of two events was handed over before the other arrived.
func (m message) cross(other message) bool {
	return m.from != other.from && (other.received < 0 || m.handed < other.received) && (m.received < 0 || other.handed < m.received)
}

// The measures of a race description, in characters: it is as wide as an RFC.
const (
	raceWidth = 72
	raceState = 16 // of a column of states
	raceLane  = 32 // between the two users
)

// Race is the run as text in the manner of RFC 5407: what the race is, a figure of
// the messages between the two users with the states of their calls, then the
// details. About is the story in paragraphs.
func Race(t *checker.Trace, title string, about []string) string {
	r := &race{Trace: t, messages: messages(t)}
	r.paragraph("", title)
	r.write("\n")
	for _, paragraph := range about {
		r.paragraph("   ", paragraph)
		r.write("\n")
	}
	r.figure()
	r.details()
	r.end()
	return r.text.String()
}

// race writes a race description.
type race struct {
	*checker.Trace
	messages []message
	text     strings.Builder
}

func (r *race) write(format string, args ...any) { fmt.Fprintf(&r.text, format, args...) }

// paragraph writes text in lines that begin with an indent.
func (r *race) paragraph(indent, text string) {
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && len(indent)+utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > raceWidth {
			r.write("%s%s\n", indent, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	r.write("%s%s\n", indent, line)
}

// row writes a line of the figure.
func (r *race) row(left, lane, right string) {
	line := fmt.Sprintf("   %s|%s|  %s", checker.Pad(left, raceState), checker.Pad(lane, raceLane), right)
	r.write("%s\n", strings.TrimRight(line, " "))
}

// figure writes the messages and the states.
func (r *race) figure() {
	names := [2]string{r.Scenario.Users[0].Name, r.Scenario.Users[1].Name}
	r.write("   %s%s%s%s\n", checker.Pad("State", raceState-2), checker.Pad(names[0], raceLane), checker.Pad(names[1], 6), "State")
	r.row("", "", "")
	for i := range r.Lines {
		states := states(&r.Lines[i])
		for k, l := range r.messages {
			if l.received == i {
				r.row(checker.At(states[0], 0), arrived(l.from, k+1), checker.At(states[1], 0))
				states = [2][]string{rest(states[0]), rest(states[1])}
			}
		}
		for len(states[0])+len(states[1]) > 0 {
			r.row(checker.At(states[0], 0), "", checker.At(states[1], 0))
			states = [2][]string{rest(states[0]), rest(states[1])}
		}
		for k, l := range r.messages {
			if l.handed == i {
				r.row("", leaves(l.from, k+1, l.event), "")
			}
		}
	}
	r.row("", "", "")
	r.write("\n")
}

// states are the new states of a line, by device.
func states(l *checker.Line) (rows [2][]string) {
	for d := range l.States {
		for _, c := range l.States[d] {
			rows[d] = append(rows[d], c.Word()+"("+c.Call+")")
		}
	}
	return rows
}

func rest(list []string) []string { return list[min(1, len(list)):] }

// leaves is a message that begins its way, and arrived one that ends it.
func leaves(from, number int, event string) string {
	label := fmt.Sprintf("F%d %s", number, event)
	if from == 0 {
		return "--" + label + "-->"
	}
	label = "<--" + label + "--"
	return strings.Repeat(" ", max(0, raceLane-utf8.RuneCountInString(label))) + label
}

func arrived(from, number int) string {
	label := fmt.Sprintf("F%d", number)
	line := strings.Repeat("-", raceLane-4-len(label))
	if from == 0 {
		return "  " + line + label + "->"
	}
	return "<-" + label + line
}

// details writes what each message is, where it was when, and which others it
// crosses.
func (r *race) details() {
	r.write("   Message Details\n\n")
	for k, l := range r.messages {
		from, to := r.Scenario.Users[l.from].Name, r.Scenario.Users[1-l.from].Name
		fates := []string{fmt.Sprintf("handed over in step %d", l.handed+1)}
		if l.accepted >= 0 && !l.lost {
			fates = append(fates, fmt.Sprintf("accepted in step %d", l.accepted+1))
		}
		switch {
		case l.received >= 0:
			fates = append(fates, fmt.Sprintf("received in step %d", l.received+1))
		case l.lost:
			fates = append(fates, "lost")
		default:
			fates = append(fates, "not received")
		}
		var others []string
		for j, m := range r.messages {
			if l.cross(m) {
				others = append(others, fmt.Sprintf("F%d", j+1))
			}
		}
		text := fmt.Sprintf("F%d %s %s -> %s: %s.", k+1, l.event, from, to, strings.Join(fates, ", "))
		if len(others) > 0 {
			text += " Crosses " + strings.Join(others, ", ") + "."
		}
		r.paragraph("   ", text)
		r.write("\n")
	}
}

// end writes the faults, and how the run ends.
func (r *race) end() {
	for i := range r.Lines {
		if r.Lines[i].Fault {
			r.paragraph("   ", fmt.Sprintf("Fault in step %d: %s.", i+1, r.Lines[i].Name))
			r.write("\n")
		}
	}
	if p := r.Gravest(); p != nil {
		r.paragraph("   ", fmt.Sprintf("The race is lost (%s): %s; but %s.", p.Words, p.Facts[0], p.Facts[1]))
	} else if text := r.Unsettled(); text != "" {
		r.paragraph("   ", text+".")
	} else if len(r.Excuses) > 0 {
		e := r.Excuses[0]
		r.paragraph("   ", fmt.Sprintf("The race is lost (%s): %s; but %s. No rule can help: %s.", e.Words, e.Facts[0], e.Facts[1], strings.Join(e.Because, ", and ")))
	} else {
		r.paragraph("   ", "The race is resolved: nothing is violated.")
	}
	r.write("\n   Ends with %s.\n", r.Outcome)
}
