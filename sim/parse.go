package sim

import (
	"errors"
	"fmt"
	"strconv"
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
	s := &Scenario{Name: name, Servers: []string{"hs1"}, Rooms: []string{"r1"}, LifetimeMS: 90000, Latency: defaultLatency}
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
	s    *Scenario
	seen [16]bool // lines that may stand once
}

var lineNames = []string{"rules", "timing", "servers", "room", "devices", "reading", "ids", "lifetime", "media",
	"kind", "candidates", "bystanders", "quiet", "faults", "latency"}

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
		return ParseRules(strings.Join(args, ","))
	case "timing":
		t, err := ParseTiming(args[0])
		s.Timing = t
		return errors.Join(err, only(args, 1))
	case "servers":
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
		return p.each(args, func(u *User, value string) (err error) {
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
		return only(args, 1)
	case "kind":
		return p.each(args, func(u *User, value string) error {
			u.Video = value == "video"
			if !u.Video && value != "voice" {
				return model.Unknown("kind", value, []string{"voice", "video"})
			}
			return nil
		})
	case "candidates":
		n, err := number(args[0], 0, 2)
		s.Candidates = uint8(n)
		return errors.Join(err, only(args, 1))
	case "bystanders":
		n, err := number(args[0], 0, 6)
		s.Crowd = uint8(n)
		return errors.Join(err, only(args, 1))
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

// ParseRules reads a rules version, or user=version,…. This program has v0.
func ParseRules(text string) error {
	for _, part := range strings.Split(text, ",") {
		if _, value, ok := strings.Cut(part, "="); ok {
			part = value
		}
		if part != "v0" {
			return fmt.Errorf("rules %q: this version of the program has the rules v0 only", part)
		}
	}
	return nil
}

func (p *parser) room(args []string, first bool) error {
	if err := checkName("room", args[0]); err != nil {
		return err
	}
	if first {
		p.s.Rooms = nil
	}
	if contains(indices(p.s.Rooms, args[0]), 0) {
		return fmt.Errorf("room %q stands twice", args[0])
	}
	if len(args) != 3 {
		return errors.New("expected `room NAME USER USER`: rules v0 know rooms of two")
	}
	if first {
		for d, name := range args[1:] {
			if err := checkName("user", name); err != nil {
				return err
			}
			p.s.Users[d].Name = name
		}
	}
	for _, name := range args[1:] {
		if _, err := p.user(name); err != nil {
			return err
		}
	}
	p.s.Rooms = append(p.s.Rooms, args[0])
	return nil
}

func indices(list []string, x string) []int {
	for _, y := range list {
		if x == y {
			return []int{0}
		}
	}
	return nil
}

func (p *parser) devices(args []string) error {
	if len(args) != MaxDevices {
		return fmt.Errorf("expected `devices USER@SERVER USER@SERVER`, found %d devices; the limit is one a user", len(args))
	}
	var had [MaxDevices]bool
	for _, arg := range args {
		name, server, ok := strings.Cut(arg, "@")
		if !ok {
			return fmt.Errorf("expected USER@SERVER, found %q", arg)
		}
		if user, device, several := strings.Cut(name, "."); several {
			return fmt.Errorf("device %q of %s: this version knows one device a user, without a name", device, user)
		}
		u, err := p.user(name)
		if err != nil {
			return err
		}
		i := 0
		if u == &p.s.Users[1] {
			i = 1
		}
		if had[i] {
			return fmt.Errorf("%s has a device already; the limit is one a user", name)
		}
		had[i] = true
		u.Server = -1
		for k, known := range p.s.Servers {
			if known == server {
				u.Server = k
			}
		}
		if u.Server < 0 {
			return model.Unknown("homeserver", server, p.s.Servers)
		}
	}
	return nil
}

func (p *parser) user(name string) (*User, error) {
	for d := range p.s.Users {
		if p.s.Users[d].Name == name {
			return &p.s.Users[d], nil
		}
	}
	return nil, model.Unknown("user", name, p.users())
}

// each reads user=value words, or one value for both.
func (p *parser) each(args []string, set func(*User, string) error) error {
	for _, arg := range args {
		name, value, ok := strings.Cut(arg, "=")
		u, err := p.user(name)
		switch {
		case ok && err == nil:
			err = set(u, value)
		case !ok || strings.Contains(name, "+"):
			err = errors.Join(set(&p.s.Users[0], arg), set(&p.s.Users[1], arg))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// callIDs reads one assignment: alice="x","y" bob="z","w".
func (p *parser) callIDs(args []string) error {
	var ids IDs
	for _, arg := range args {
		name, list, ok := strings.Cut(arg, "=")
		if !ok {
			return fmt.Errorf(`expected user="ID", found %s`, arg)
		}
		u, err := p.user(name)
		if err != nil {
			return err
		}
		i := 0
		if u == &p.s.Users[1] {
			i = 1
		}
		for list != "" {
			quoted, err := strconv.QuotedPrefix(list)
			if err != nil || quoted[0] != '"' {
				return fmt.Errorf(`expected a call ID in quotes, found %s`, list)
			}
			id, err := strconv.Unquote(quoted)
			if err != nil {
				return fmt.Errorf("call ID %s: %w", quoted, err)
			}
			if len(id) > 255 {
				return fmt.Errorf("a call ID has at most 255 bytes, this one has %d", len(id))
			}
			ids[i] = append(ids[i], id)
			list = list[len(quoted):]
			if list != "" {
				if list = strings.TrimPrefix(list, ","); list == "" || list[0] != '"' {
					return fmt.Errorf(`expected a comma and a call ID in quotes after %s`, quoted)
				}
			}
		}
	}
	if len(p.s.IDs) == 64 {
		return errors.New("at most 64 assignments of call IDs")
	}
	p.s.IDs = append(p.s.IDs, ids)
	return nil
}

var presses = []string{"place", "answer", "reject", "ignore", "hangup", "redial"}

// press reads what a user does: may | must, what, how often.
func (p *parser) press(u *User, args []string) error {
	if len(args) < 2 || args[0] != "may" && args[0] != "must" {
		return fmt.Errorf("expected `%s must ACTION` or `%s may ACTION`, ACTION one of %s", u.Name, u.Name,
			strings.Join(presses, ", "))
	}
	press := Press{Must: args[0] == "must", Times: 1}
	for _, arg := range args[2:] {
		switch {
		case arg == "while-ringing" && args[1] == "place":
			u.WhileRinging = true
		case strings.HasPrefix(arg, "x"):
			n, err := number(arg[1:], 0, 4)
			if err != nil {
				return err
			}
			press.Times = uint8(n)
		default:
			return fmt.Errorf("expected xN (how often), found %q", arg)
		}
	}
	switch args[1] {
	case "place":
		u.Place = press
	case "answer":
		press.Times = max(press.Times, 1)
		u.Answer = press
	case "reject":
		u.Reject = press
	case "ignore":
		u.Ignore = press
	case "hangup":
		u.HangUp = press
	case "redial": // place, hang up, place again
		u.Place = Press{Must: press.Must, Times: press.Times + 1}
		u.HangUp = Press{Times: press.Times}
	default:
		return model.Unknown("action", args[1], presses)
	}
	return nil
}

func (p *parser) latency(args []string) error {
	l := &p.s.Latency
	names := []string{"send", "reply", "sync", "federate", "media", "connect", "react", "press"}
	ranges := []*Range{&l.Send, &l.Reply, &l.Sync, &l.Federate, &l.Media, &l.Connect, &l.React, &l.Press}
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		i := 0
		for i < len(names) && names[i] != name {
			i++
		}
		if i == len(names) {
			return model.Unknown("latency", name, names)
		}
		low, high, ok := strings.Cut(value, "-")
		if !ok {
			high = low
		}
		a, err := number(low, 0, 600000)
		if err != nil {
			return err
		}
		b, err := number(high, a, 600000)
		if err != nil {
			return err
		}
		*ranges[i] = Range{uint32(a), uint32(b)}
	}
	return nil
}

func (p *parser) finish() error {
	for d := range p.s.Users {
		if p.s.Users[d].Server >= len(p.s.Servers) {
			return fmt.Errorf("%s is on a homeserver that does not exist", p.s.Users[d].Name)
		}
	}
	return nil
}

// ParseFaults reads a=1,b=2; a alone is a=1; none is no fault.
func ParseFaults(text string) ([]FaultBudget, error) {
	var list []FaultBudget
	for _, part := range strings.Split(text, ",") {
		if part == "" || part == "none" {
			continue
		}
		name, value, ok := strings.Cut(part, "=")
		n := 1
		if ok {
			var err error
			if n, err = number(value, 0, 9); err != nil {
				return nil, fmt.Errorf("fault %s: %w", name, err)
			}
		}
		if name == "hostile-member" {
			return nil, errors.New("fault hostile-member needs a third device in the room; rules v0 know two")
		}
		if _, err := findFault(name); err != nil {
			return nil, err
		}
		list = append(list, FaultBudget{name, uint8(n)})
	}
	return list, nil
}

// AddFaults adds to the scenario's fault budgets.
func (s *Scenario) AddFaults(list []FaultBudget) {
	s.Faults = append([]FaultBudget(nil), s.Faults...)
next:
	for _, f := range list {
		for i := range s.Faults {
			if s.Faults[i].Name == f.Name {
				s.Faults[i].Times = min(9, s.Faults[i].Times+f.Times)
				continue next
			}
		}
		s.Faults = append(s.Faults, f)
	}
}

func only(args []string, n int) error {
	if len(args) > n {
		return fmt.Errorf("unexpected %q", args[n])
	}
	return nil
}

func number(text string, low, high int) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		return 0, fmt.Errorf("expected a number from %d to %d, found %q", low, high, text)
	}
	return n, nil
}

// checkName refuses names that a schedule could not tell from its own words.
func checkName(what, name string) error {
	if name == "" || len(name) > 32 {
		return fmt.Errorf("%s name %q: expected 1 to 32 characters", what, name)
	}
	for _, r := range name {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_') {
			return fmt.Errorf("%s name %q: expected letters, digits, - and _", what, name)
		}
	}
	for _, taken := range lineNames {
		if what == "user" && name == taken {
			return fmt.Errorf("user name %q is a word of the scenario grammar; choose another", name)
		}
	}
	return nil
}
