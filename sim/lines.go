package sim

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/names"
)

// lineKind is one kind of line of a scenario file, how it is read and how it is
// written: [Parse] and [Format] know no others than those of [lines].
type lineKind struct {
	// keyword is the word that the line begins with; "" is the name of a user.
	keyword string
	// forms are what errors tell as expected.
	forms []string
	// example is a line that says something unusual, as Format writes it.
	example string
	// several: the line may stand more than once.
	several bool
	// parse reads the words behind the keyword; there is at least one. A line that
	// begins with the name of a user is read from the first word on.
	parse func(p *parser, s *Scenario, words []string) error
	// format writes the words behind the keyword; nothing, where no line says the same.
	format func(s *Scenario, line func(words ...string))
}

// lines lists the kinds of lines in the order in which Format writes them: those that
// name users and servers before those that use them.
func lines() []lineKind {
	return []lineKind{
		{
			keyword: "rules", forms: []string{"rules VERSION", "rules USER=VERSION USER=VERSION"}, example: "rules alice=v0 bob=v1",
			parse: func(p *parser, s *Scenario, words []string) error {
				s.named, p.rules = true, words
				for _, word := range words { // whose they are is known once all lines are read
					_, value, several := strings.Cut(word, "=")
					if !several {
						value = word
					}
					if _, err := model.ParseVersion(value); err != nil {
						return err
					}
				}
				return nil
			},
			format: func(s *Scenario, line func(...string)) {
				line(s.Versions()...)
			},
		},
		{
			keyword: "timing", forms: []string{"timing " + strings.Join(timingNames, "|")}, example: "timing timed",
			parse: func(_ *parser, s *Scenario, words []string) (err error) {
				s.Timing, err = ParseTiming(words[0])
				return errors.Join(err, only(words))
			},
			format: func(s *Scenario, line func(...string)) { line(s.Timing.String()) },
		},
		{
			keyword: "servers", forms: []string{"servers NAME", "servers NAME NAME", "servers NAME NAME NAME"}, example: "servers hs1 hs2",
			parse:  (*parser).servers,
			format: func(s *Scenario, line func(...string)) { line(s.Servers...) },
		},
		{
			keyword: "room", forms: []string{"room NAME USER USER", "room NAME USER USER USER"}, example: "room r2 alice bob", several: true,
			parse: (*parser).room,
			format: func(s *Scenario, line func(...string)) {
				for _, room := range s.Rooms {
					words := []string{room.Name}
					for u := range s.Users {
						words = append(words, wordIf(room.has(u), s.Users[u].Name)...)
					}
					line(words...)
				}
			},
		},
		{
			keyword: "devices", forms: []string{"devices USER@SERVER USER@SERVER", "devices USER.NAME@SERVER …"}, example: "devices alice@hs1 bob@hs2",
			parse: (*parser).devices,
			format: func(s *Scenario, line func(...string)) {
				var words []string
				for d := range s.Devices {
					words = append(words, s.fullName(d)+"@"+s.Servers[s.Users[s.Devices[d].User].Server])
				}
				line(words...)
			},
		},
		{
			keyword: "reading", forms: []string{"reading NAME", "reading USER=NAME USER=NAME", "reading DEVICE=NAME …"}, example: "reading alice=robust bob=literal+inflight=sent",
			parse: func(p *parser, _ *Scenario, words []string) error { return p.eachDevice("reading", words, setReading) },
			format: func(s *Scenario, line func(...string)) {
				line(s.Readings()...)
			},
		},
		{
			keyword: "says-version", forms: []string{"says-version VALUE", "says-version USER=VALUE …", "says-version DEVICE=VALUE …"}, example: `says-version bob="org.x"`,
			parse: func(p *parser, _ *Scenario, words []string) error {
				return p.eachDevice("says-version", words, setSays)
			},
			format: func(s *Scenario, line func(...string)) {
				var words []string
				for d := range s.Devices {
					words = append(words, wordIf(s.Devices[d].Says != "", s.fullName(d)+"="+s.Devices[d].Says)...)
				}
				some(line, words)
			},
		},
		{
			keyword: "ids", forms: []string{`ids USER="ID",… USER="ID",…`}, example: `ids alice="x" bob="\u00e9"`, several: true,
			parse: (*parser).callIDs,
			format: func(s *Scenario, line func(...string)) {
				for _, ids := range s.IDs {
					var words []string
					for _, u := range slices.Compact(s.callers()) {
						words = append(words, s.Users[u].Name+"="+quoteIDs(ids[u]))
					}
					line(words...)
				}
			},
		},
		{
			keyword: "lifetime", forms: []string{"lifetime MS", "lifetime MS any-moment"}, example: "lifetime 5000 any-moment",
			parse: (*parser).lifetime,
			format: func(s *Scenario, line func(...string)) {
				line(append([]string{strconv.Itoa(int(s.LifetimeMS))}, wordIf(s.AnyMoment, "any-moment")...)...)
			},
		},
		{
			keyword: "media", forms: []string{"media quick", "media slow"}, example: "media slow",
			parse: func(_ *parser, s *Scenario, words []string) error {
				slow, err := oneOf("media", words[0], "quick", "slow")
				s.SlowMedia = slow
				if err != nil {
					return err
				}
				return only(words)
			},
			format: func(s *Scenario, line func(...string)) { some(line, wordIf(s.SlowMedia, "slow")) },
		},
		{
			keyword: "kind", forms: []string{"kind KIND", "kind USER=KIND USER=KIND"}, example: "kind alice=voice bob=video",
			parse: func(p *parser, _ *Scenario, words []string) error {
				return p.eachUser("kind", words, func(u *User, value string) (err error) {
					u.Video, err = oneOf("kind", value, "voice", "video")
					return err
				})
			},
			format: func(s *Scenario, line func(...string)) {
				if slices.ContainsFunc(s.Users, func(u User) bool { return u.Video }) {
					line(s.ofUsers(func(u *User) string { return append(wordIf(u.Video, "video"), "voice")[0] })...)
				}
			},
		},
		{
			keyword: "candidates", forms: []string{"candidates N", "candidates N end"}, example: "candidates 1 end",
			parse: func(_ *parser, s *Scenario, words []string) (err error) {
				if len(words) > 1 {
					if words[1] != "end" {
						return names.Unknown("word", words[1], []string{"end"})
					}
					s.Gathers = true
					words = slices.Delete(slices.Clone(words), 1, 2)
				}
				s.Candidates, err = count(words, maxCandidates)
				return err
			},
			format: func(s *Scenario, line func(...string)) {
				if s.Candidates > 0 || s.Gathers {
					line(append([]string{strconv.Itoa(int(s.Candidates))}, wordIf(s.Gathers, "end")...)...)
				}
			},
		},
		{
			keyword: "bystanders", forms: []string{"bystanders N"}, example: "bystanders 2",
			parse: func(_ *parser, s *Scenario, words []string) (err error) {
				s.Crowd, err = count(words, maxCrowd)
				return err
			},
			format: func(s *Scenario, line func(...string)) { formatCount(line, s.Crowd) },
		},
		{
			keyword: "reasons", forms: []string{"reasons taken", "reasons judged"}, example: "reasons judged",
			parse: func(_ *parser, s *Scenario, words []string) error {
				judged, err := oneOf("reasons", words[0], "taken", "judged")
				s.Reasons = judged
				if err != nil {
					return err
				}
				return only(words)
			},
			format: func(s *Scenario, line func(...string)) { some(line, wordIf(s.Reasons, "judged")) },
		},
		{
			keyword: "quiet", forms: []string{"quiet USER …"}, example: "quiet bob",
			parse: func(p *parser, _ *Scenario, words []string) error {
				for _, name := range words {
					u, err := p.user(name)
					if err != nil {
						return err
					}
					u.Quiet = true
				}
				return nil
			},
			format: func(s *Scenario, line func(...string)) {
				var words []string
				for _, u := range s.Users {
					words = append(words, wordIf(u.Quiet, u.Name)...)
				}
				some(line, words)
			},
		},
		{
			keyword: "invitee", forms: []string{"invitee USER=USER …"}, example: "invitee alice=bob",
			parse: (*parser).parseInvitees,
			format: func(s *Scenario, line func(...string)) {
				var words []string
				for _, u := range s.Users {
					if u.Invitee > 0 {
						words = append(words, u.Name+"="+s.Users[u.Invitee-1].Name)
					}
				}
				some(line, words)
			},
		},
		{
			keyword: "hostile", forms: []string{"hostile USER"}, example: "hostile mallory",
			parse: func(p *parser, _ *Scenario, words []string) error {
				u, err := p.user(words[0])
				if err != nil {
					return err
				}
				u.Hostile = true
				return only(words)
			},
			format: func(s *Scenario, line func(...string)) {
				if i := s.hostile(); i >= 0 {
					line(s.Users[i].Name)
				}
			},
		},
		{
			forms: []string{"USER must ACTION", "USER may ACTION"}, example: "bob may hangup x2", several: true,
			parse: (*parser).press,
			format: func(s *Scenario, line func(...string)) {
				for i := range s.Users {
					s.formatPresses(&s.Users[i], line)
				}
			},
		},
		{
			keyword: "faults", forms: []string{"faults NAME=N …"}, example: "faults send-fail=2 crash=1",
			parse: func(_ *parser, s *Scenario, words []string) error {
				for _, word := range words {
					faults, err := ParseFaults(word)
					if err != nil {
						return err
					}
					s.addFaults(faults)
				}
				return nil
			},
			format: func(s *Scenario, line func(...string)) {
				var words []string
				for _, f := range s.Faults {
					words = append(words, f.Name+"="+strconv.Itoa(int(f.Times)))
				}
				some(line, words)
			},
		},
		{
			keyword: "latency", forms: []string{"latency NAME=MS-MS …"}, several: true,
			example: "latency send=10-20 reply=20-400 sync=20-600 federate=50-2000 media=50-3000 connect=100-2000 react=500-10000 press=0-2000",
			parse:   (*parser).latency,
			format: func(s *Scenario, line func(...string)) {
				if s.Latency != usualLatency() {
					line(s.Latency.words()...)
				}
			},
		},
	}
}

// expected is what errors say was expected instead of a line.
func (l *lineKind) expected() string { return "expected `" + strings.Join(l.forms, "` or `") + "`" }

// keywords lists the words that lines begin with, the names of users aside.
func keywords() []string {
	var list []string
	for _, l := range lines() {
		if l.keyword != "" {
			list = append(list, l.keyword)
		}
	}
	return list
}

// some writes a line if there is something to say.
func some(line func(...string), words []string) {
	if len(words) > 0 {
		line(words...)
	}
}

// wordIf is one word, or none.
func wordIf(condition bool, word string) []string {
	if condition {
		return []string{word}
	}
	return nil
}

// ofUsers is a value of each user, as [parser.eachUser] reads it.
func (s *Scenario) ofUsers(of func(*User) string) (words []string) {
	for u := range s.Users {
		words = append(words, s.Users[u].Name+"="+of(&s.Users[u]))
	}
	return words
}

// Readings are the readings of all devices as words of a line: one for a user where the
// user's devices have the same.
func (s *Scenario) Readings() (words []string) {
	for d := range s.Devices {
		user, first := s.Devices[d].User, s.FirstDevice(s.Devices[d].User)
		alike := !slices.ContainsFunc(s.Devices, func(e Device) bool { return e.User == user && e.Reading.Name != s.Devices[d].Reading.Name })
		switch {
		case !alike:
			words = append(words, s.fullName(d)+"="+s.Devices[d].Reading.Name)
		case d == first:
			words = append(words, s.Users[user].Name+"="+s.Devices[d].Reading.Name)
		}
	}
	return words
}

// oneOf reports whether a value is the unusual one of two.
func oneOf(what, value, usual, unusual string) (bool, error) {
	if value != usual && value != unusual {
		return false, names.Unknown(what, value, []string{usual, unusual})
	}
	return value == unusual, nil
}

// count reads how often something may happen.
func count(words []string, most int) (uint8, error) {
	n, err := number(words[0], 0, most)
	return uint8(n), errors.Join(err, only(words))
}

func formatCount(line func(...string), n uint8) {
	if n > 0 {
		line(strconv.Itoa(int(n)))
	}
}
