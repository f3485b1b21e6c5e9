package sim

import (
	"errors"
	"fmt"
	"strings"

	"github.com/glarelab/glare/model"
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
	p := parser{s: s}
	for i, line := range strings.Split(text, "\n") {
		fields, err := split(line)
		if err == nil && len(fields) > 0 {
			err = p.line(fields)
		}
		if err != nil {
			return nil, &ParseError{file, firstLine + i, err}
		}
	}
	if err := p.finish(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if err := s.Check(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return s, nil
}

// NewScenario is a scenario in which nothing is said yet: alice and bob in one
// room of one homeserver, reading literal, patient, and nobody does anything.
func NewScenario(name string) *Scenario {
	s := &Scenario{Name: name, Servers: []string{"hs1"}, Rooms: []string{"r1"}, LifetimeMS: 90000, Latency: usualLatency()}
	literal, err := model.ParseReading("literal")
	if err != nil {
		panic("sim: " + err.Error())
	}
	for i, user := range []string{"alice", "bob"} {
		s.Users[i] = User{Name: user, Reading: literal}
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
	seen    [16]bool           // lines that may stand once
	pressed bool               // something was said of what users do
	placed  bool               // the devices were put on servers
	timed   [NumLatencies]bool // latencies that were given
}

var lineNames = []string{
	"rules", "timing", "servers", "room", "devices", "reading", "ids", "lifetime", "media",
	"kind", "candidates", "bystanders", "quiet", "faults", "latency",
}

func (p *parser) line(f []string) error {
	args := f[1:]
	for i, name := range lineNames {
		if f[0] != name {
			continue
		}
		once := name != "room" && name != "ids" && name != "latency"
		if once && p.seen[i] {
			return fmt.Errorf("%s stands here a second time", name)
		}
		first := !p.seen[i]
		p.seen[i] = true
		if len(args) == 0 {
			return fmt.Errorf("%s needs a value", name)
		}
		return p.setting(name, args, first)
	}
	for d := range p.s.Users {
		if p.s.Users[d].Name == f[0] {
			return p.press(&p.s.Users[d], args)
		}
	}
	return model.Unknown("line", f[0], append(p.users(), lineNames...))
}

func (p *parser) users() []string { return []string{p.s.Users[0].Name, p.s.Users[1].Name} }

func (p *parser) setting(name string, args []string, first bool) error {
	s := p.s
	switch name {
	case "rules":
		return p.each(name, args, checkRules)
	case "timing":
		t, err := ParseTiming(args[0])
		s.Timing = t
		return errors.Join(err, only(args))
	case "servers":
		if p.placed {
			return errors.New("the line servers stands before the line devices")
		}
		s.Servers = args
		for i, server := range args {
			if err := checkName("homeserver", server); err != nil {
				return err
			}
			if i > 0 && server == args[0] {
				return fmt.Errorf("homeserver %q stands twice", server)
			}
		}
		return nil
	case "room":
		return p.room(args, first)
	case "devices":
		return p.devices(args)
	case "reading":
		return p.each(name, args, func(u *User, value string) (err error) {
			u.Reading, err = model.ParseReading(value)
			return err
		})
	case "ids":
		return p.callIDs(args)
	case "lifetime":
		s.AnyMoment = len(args) == 2 && args[1] == "any-moment"
		if len(args) > 1 && !s.AnyMoment {
			return fmt.Errorf("expected `lifetime MS` or `lifetime MS any-moment`, found %q", args[1])
		}
		n, err := number(args[0], 1, 1<<31-1)
		s.LifetimeMS = uint32(n)
		return err
	case "media":
		s.SlowMedia = args[0] == "slow"
		if !s.SlowMedia && args[0] != "quick" {
			return model.Unknown("media", args[0], []string{"quick", "slow"})
		}
		return only(args)
	case "kind":
		return p.each(name, args, func(u *User, value string) error {
			u.Video = value == "video"
			if !u.Video && value != "voice" {
				return model.Unknown("kind", value, []string{"voice", "video"})
			}
			return nil
		})
	case "candidates":
		n, err := number(args[0], 0, 2)
		s.Candidates = uint8(n)
		return errors.Join(err, only(args))
	case "bystanders":
		n, err := number(args[0], 0, 6)
		s.Crowd = uint8(n)
		return errors.Join(err, only(args))
	case "quiet":
		for _, name := range args {
			u, err := p.user(name)
			if err != nil {
				return err
			}
			u.Quiet = true
		}
		return nil
	case "faults":
		for _, arg := range args {
			faults, err := ParseFaults(arg)
			if err != nil {
				return err
			}
			s.AddFaults(faults)
		}
		return nil
	default:
		return p.latency(args)
	}
}

func (p *parser) finish() error {
	for d := range p.s.Users {
		if p.s.Users[d].Server >= len(p.s.Servers) {
			return fmt.Errorf("%s is on a homeserver that does not exist", p.s.Users[d].Name)
		}
	}
	return nil
}
