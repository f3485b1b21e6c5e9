package sim

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/names"
)

// ParseError is a bad line of a scenario: where, and what was expected.
type ParseError struct {
	File string
	Line int // from 1
	Err  error
}

func (e *ParseError) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }

func (e *ParseError) Unwrap() error { return e.Err }

// MaxScenario is the longest scenario text that is read, in bytes.
const MaxScenario = 64 << 10

// Parse reads a scenario, one line each, # for comments; file names it in
// errors. Nothing is half read: any error leaves no scenario. firstLine is the
// number of the first line.
func Parse(file, text string, firstLine int) (*Scenario, error) {
	if len(text) > MaxScenario {
		return nil, fmt.Errorf("%s: a scenario has at most %d bytes, this one has %d", file, MaxScenario, len(text))
	}
	s := NewScenario(file)
	p := parser{s: s, lines: lines()}
	p.seen = make([]bool, len(p.lines))
	for i, line := range strings.Split(text, "\n") {
		fields, err := split(line)
		if err == nil && len(fields) > 0 {
			err = p.read(fields)
		}
		if err != nil {
			return nil, &ParseError{file, firstLine + i, err}
		}
	}
	if err := p.finish(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if err := s.Check(); err != nil {
		return nil, fmt.Errorf("%s: %s", file, strings.TrimPrefix(err.Error(), "scenario "+file+": ")) // which is how it is called
	}
	return s, nil
}

// NewScenario is a scenario in which nothing is said yet: alice and bob in one
// room of one homeserver, reading literal, patient, and nobody does anything.
func NewScenario(name string) *Scenario {
	s := &Scenario{Name: name, Servers: []string{"hs1"}, Rooms: []Room{{"r1", 3}}, LifetimeMS: 90000, Latency: usualLatency()}
	literal, err := model.ParseReading("literal")
	if err != nil {
		panic("sim: " + err.Error())
	}
	for i, user := range []string{"alice", "bob"} {
		s.Users = append(s.Users, User{Name: user})
		s.Devices = append(s.Devices, Device{User: i, Reading: literal})
	}
	return s
}

// split cuts a line into words; a quoted word may hold spaces and escapes.
func split(line string) ([]string, error) {
	var fields []string
	for {
		line = strings.TrimLeft(line, " \t\r")
		if line == "" || line[0] == '#' {
			return fields, nil
		}
		end, quoted := 0, false
		for end < len(line) && (quoted || line[end] != ' ' && line[end] != '\t' && line[end] != '\r') {
			switch {
			case line[end] == '"':
				quoted = !quoted
			case quoted && line[end] == '\\':
				end++
			}
			end++
		}
		if quoted || end > len(line) {
			return nil, errors.New(`a quote (") is not closed`)
		}
		fields = append(fields, line[:end])
		line = line[end:]
	}
}

type parser struct {
	s       *Scenario
	lines   []lineKind
	line    *lineKind          // that is being read
	seen    []bool             // by line
	named   bool               // a room line has named the users
	pressed bool               // something was said of what users do
	rules   []string           // the words of the line about rules
	placed  bool               // the devices were put on servers
	timed   [NumLatencies]bool // latencies that were given
}

// read reads the words of one line.
func (p *parser) read(words []string) error {
	i := slices.IndexFunc(p.lines, func(l lineKind) bool { return l.keyword == words[0] })
	if i >= 0 {
		p.line = &p.lines[i]
		if p.seen[i] && !p.line.several {
			return fmt.Errorf("%s stands here a second time", words[0])
		}
		p.seen[i] = true
		if words = words[1:]; len(words) == 0 {
			return fmt.Errorf("%s needs a value: %s", p.line.keyword, p.line.expected())
		}
		return p.line.parse(p, p.s, words)
	}
	if who := append(p.users(), p.deviceNames()...); !slices.Contains(who, words[0]) {
		if len(words) > 1 && (words[1] == "must" || words[1] == "may") {
			return p.unknownUser(words[0], who)
		}
		return names.Unknown("line", words[0], append(p.users(), keywords()...))
	}
	p.line = &p.lines[slices.IndexFunc(p.lines, func(l lineKind) bool { return l.keyword == "" })]
	return p.line.parse(p, p.s, words)
}

func (p *parser) users() (names []string) {
	for i := range p.s.Users {
		names = append(names, p.s.Users[i].Name)
	}
	return names
}

// deviceNames are the names of the devices that have one of their own.
func (p *parser) deviceNames() (names []string) {
	for d := range p.s.Devices {
		if p.s.Devices[d].Name != "" {
			names = append(names, p.s.fullName(d))
		}
	}
	return names
}

// unknownUser says that there is no such user or device, and where they are named.
func (p *parser) unknownUser(name string, known []string) error {
	err := names.Unknown("user", name, known)
	if names.Nearest(name, known) != "" || p.named {
		return err
	}
	return fmt.Errorf("%w; others are named by a line before, such as `room r1 %s %.32s`", err, known[0], name)
}

func (p *parser) finish() error {
	if err := p.eachDevice("rules", p.rules, setVersion); err != nil {
		return err
	}
	for u := range p.s.Users {
		if p.s.Users[u].Server >= len(p.s.Servers) {
			return fmt.Errorf("%s is on a homeserver that does not exist", p.s.Users[u].Name)
		}
		if p.s.FirstDevice(u) < 0 {
			name := p.s.Users[u].Name
			return fmt.Errorf("%w; of more than two users each stands in the line devices",
				names.Unknown("user", name, slices.DeleteFunc(p.users(), func(known string) bool { return known == name })))
		}
	}
	return nil
}
