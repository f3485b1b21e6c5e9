package explorer

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/sim"
)

// Link is what the fragment of an address says: a token, or by names a case or a scenario
// with its reading, faults and timing; the step at which to stand; and a level to play.
type Link struct {
	Token, Case               string
	Scenario, Reading, Faults string
	Timing, Play              string
	At                        int  // -1 where it does not say: at the pivot of a case, at the end of a token
	Pivot                     bool // before the step at which the path turned
	Follow                    bool // steps that are not possible are skipped
}

// maxLink is the longest fragment that is looked at, in bytes.
const maxLink = 64 << 10

// linkKeys are what the parts of a link are called.
var linkKeys = []string{"case", "scenario", "reading", "faults", "timing", "play", "at", "follow"}

// ParseLink reads the fragment of an address, without its #. An empty one is the story
// that a newcomer sees first.
func ParseLink(fragment string) (Link, error) {
	l := Link{At: -1}
	if len(fragment) > maxLink {
		return l, fmt.Errorf("this link has %d characters; at most %d are read", len(fragment), maxLink)
	}
	text, err := unescape(strings.TrimPrefix(fragment, "#"))
	if err != nil {
		return l, err
	}
	given := map[string]bool{}
	for part := range strings.SplitSeq(text, "&") {
		key, value, _ := strings.Cut(part, "=")
		switch {
		case part == "":
			continue
		case record.IsToken(part):
			key, value = "token", part
		case !slices.Contains(linkKeys, key):
			return l, fmt.Errorf("this link says %.40q, which is nothing that a link can say: %w", term.Safe(part), names.Unknown("part", key, linkKeys))
		case value == "":
			return l, fmt.Errorf("this link says %s=, and not what; leave it out, or give it a value", key)
		}
		if given[key] {
			return l, fmt.Errorf("this link says %s twice; expected it once", key)
		}
		given[key] = true
		if err := l.set(key, value); err != nil {
			return l, err
		}
	}
	return l, l.check()
}

// set notes one part of a link.
func (l *Link) set(key, value string) (err error) {
	switch key {
	case "at":
		if l.Pivot = value == "pivot"; l.Pivot {
			return nil
		}
		if l.At, err = strconv.Atoi(value); err != nil || l.At < 0 || l.At > MaxPath {
			return fmt.Errorf("this link stands at step %.20q; expected a number from 0 to %d, or pivot", value, MaxPath)
		}
	case "follow":
		if l.Follow = value == "yes"; !l.Follow {
			return fmt.Errorf("this link says follow=%.20s; expected follow=yes", term.Safe(value))
		}
	default:
		*map[string]*string{
			"token": &l.Token, "case": &l.Case, "scenario": &l.Scenario, "reading": &l.Reading,
			"faults": &l.Faults, "timing": &l.Timing, "play": &l.Play,
		}[key] = value
	}
	return nil
}

// check refuses a link that names more than one beginning.
func (l *Link) check() error {
	if l.Token == "" && l.Case == "" && l.Scenario == "" && l.Play == "" {
		if l.Reading+l.Faults+l.Timing != "" {
			return errors.New("this link says how, but not what: expected scenario=NAME or case=NAME in it, too")
		}
		l.Case = FirstCase
	}
	if l.Token != "" && (l.Case != "" || l.Scenario != "") || l.Case != "" && l.Scenario != "" {
		return errors.New("this link begins in two places; expected one of a token, case=NAME and scenario=NAME")
	}
	return nil
}

// FirstCase is the story that a newcomer sees first.
const FirstCase = "both-invites-in-flight"

// unescape reads %XX, which mail programs and chats make of some characters.
func unescape(text string) (string, error) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '%' {
			b.WriteByte(text[i])
			continue
		}
		if i+2 >= len(text) {
			return "", errors.New("this link was cut off in the middle of a character")
		}
		n, err := strconv.ParseUint(text[i+1:i+3], 16, 8)
		if err != nil {
			return "", fmt.Errorf("this link holds %.3q, which is no character", text[i:i+3])
		}
		b.WriteByte(byte(n))
		i += 2
	}
	return b.String(), nil
}

// Link is the session as the fragment of an address: its token and where it stands.
func (s *Session) Link(token string) string {
	link := token
	if s.At < len(s.Path) {
		link += "&at=" + strconv.Itoa(s.At)
	}
	if s.Play != "" {
		link += "&play=" + s.Play
	}
	return link
}

// begin is the session that a link means, before it is seen how far its path goes, and
// what is to be said of it. A token that cannot be read whole is an error, and a session
// as far as it can be read.
func begin(l Link) (s *Session, notes []string, err error) {
	switch {
	case l.Token != "":
		return fromToken(l)
	case l.Case != "":
		s, err = fromCase(l)
	case l.Scenario != "":
		s, err = fromScenario(sim.Setup{Scenario: l.Scenario, Reading: l.Reading, Faults: l.Faults, Timing: l.Timing})
	default:
		var g *Level
		if g, err = findLevel(l.Play); err == nil {
			s, err = fromScenario(g.setup)
		}
	}
	if s != nil {
		s.Play = l.Play
	}
	return s, nil, err
}

func fromScenario(u sim.Setup) (*Session, error) {
	s, err := u.Make()
	if err != nil {
		return nil, err
	}
	return newSession(s, 0)
}

// fromCase opens a bundled case under the reading that fails, or another.
func fromCase(l Link) (*Session, error) {
	text, file, ok := corpus.Text(l.Case)
	if !ok {
		return nil, names.Unknown("case", term.Safe(l.Case), corpus.Names())
	}
	c, err := corpus.ParseCase(file, text)
	if err != nil {
		return nil, err
	}
	reading := c.Fails
	if l.Reading != "" {
		reading = l.Reading
	}
	of, err := c.Scenario(reading)
	if err != nil {
		return nil, err
	}
	faults, err := sim.ParseFaults(l.Faults)
	if err != nil {
		return nil, err
	}
	of.AddFaults(faults)
	if l.Timing != "" {
		if of.Timing, err = sim.ParseTiming(l.Timing); err != nil {
			return nil, err
		}
	}
	if err := of.Check(); err != nil {
		return nil, err
	}
	of.Name = file
	s, err := newSession(of, 0)
	if err == nil {
		s.Path = c.Schedule
		s.At = len(s.Path)
	}
	return s, err
}

// fromToken opens a token. One that was cut off is read as far as it goes.
func fromToken(l Link) (*Session, []string, error) {
	if l.Reading+l.Faults+l.Timing != "" {
		return nil, nil, errors.New("this link has a token, and says how it is to be read as well; a token says that itself")
	}
	t, err := record.DecodeToken(l.Token)
	if err != nil {
		rest, lost := record.Salvage(l.Token)
		if lost != nil {
			return nil, nil, err
		}
		t = rest
	}
	t.Scenario.Name = term.Safe(t.Scenario.Name)
	s, opening := newSession(t.Scenario, t.Schedule.Initial)
	if opening != nil {
		return nil, nil, opening
	}
	s.Path, s.Play = t.Schedule.Names, l.Play
	if s.Path == nil {
		s.Path = []string{}
	}
	var notes []string
	if rules := (checker.Rules{}).Hash(t.Scenario); err == nil && t.Hashes != rules {
		notes = append(notes, fmt.Sprintf("This link was made with the rules %.16s, and this page has the rules %s: what you see may be another story.",
			term.Safe(t.Hashes), rules))
	}
	return s, notes, err
}

// trim cuts a path at what is too long for a picture.
func trim(s *Session) (note string) {
	if len(s.Path) > MaxPath {
		note = fmt.Sprintf("This link has %d steps; the first %d were taken.", len(s.Path), MaxPath)
		s.Path = s.Path[:MaxPath]
		s.At = min(s.At, MaxPath)
	}
	return note
}
