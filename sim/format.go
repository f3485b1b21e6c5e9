package sim

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/glarelab/glare/model"
)

// Format is the scenario in the grammar of scenario files: what [Parse] reads
// back as an equal scenario, but for name and account.
func Format(s *Scenario) string {
	var b strings.Builder
	line := func(words ...string) { fmt.Fprintln(&b, strings.Join(words, " ")) }
	both := func(what string, of func(*User) string) {
		line(what, s.Users[0].Name+"="+of(&s.Users[0]), s.Users[1].Name+"="+of(&s.Users[1]))
	}
	line("rules v0")
	line("timing", s.Timing.String())
	line(append([]string{"servers"}, s.Servers...)...)
	for _, room := range s.Rooms {
		line("room", room, s.Users[0].Name, s.Users[1].Name)
	}
	line("devices", s.Users[0].Name+"@"+s.Servers[s.Users[0].Server], s.Users[1].Name+"@"+s.Servers[s.Users[1].Server])
	both("reading", func(u *User) string { return u.Reading.Name })
	for _, ids := range s.IDs {
		line("ids", s.Users[0].Name+"="+quoteIDs(ids[0]), s.Users[1].Name+"="+quoteIDs(ids[1]))
	}
	lifetime := []string{"lifetime", strconv.Itoa(int(s.LifetimeMS))}
	if s.AnyMoment {
		lifetime = append(lifetime, "any-moment")
	}
	line(lifetime...)
	if s.SlowMedia {
		line("media slow")
	}
	if s.Users[0].Video || s.Users[1].Video {
		both("kind", func(u *User) string {
			if u.Video {
				return "video"
			}
			return "voice"
		})
	}
	if s.Candidates > 0 {
		line("candidates", strconv.Itoa(int(s.Candidates)))
	}
	if s.Crowd > 0 {
		line("bystanders", strconv.Itoa(int(s.Crowd)))
	}
	quiet := []string{"quiet"}
	for i := range s.Users {
		if s.Users[i].Quiet {
			quiet = append(quiet, s.Users[i].Name)
		}
	}
	if len(quiet) > 1 {
		line(quiet...)
	}
	for i := range s.Users {
		formatUser(&s.Users[i], line)
	}
	if len(s.Faults) > 0 {
		words := []string{"faults"}
		for _, f := range s.Faults {
			words = append(words, f.Name+"="+strconv.Itoa(int(f.Times)))
		}
		line(words...)
	}
	if s.Latency != usualLatency() {
		line(append([]string{"latency"}, s.Latency.words()...)...)
	}
	return b.String()
}

func quoteIDs(ids []string) string {
	var quoted []string
	for _, id := range ids {
		quoted = append(quoted, strconv.QuoteToASCII(id))
	}
	return strings.Join(quoted, ",")
}

func formatUser(u *User, line func(...string)) {
	for _, p := range []struct {
		press Press
		what  string
		usual uint8 // how often, if nothing is said
	}{{u.Place, "place", 1}, {u.Answer, "answer", Always}, {u.Reject, "reject", 1}, {u.Ignore, "ignore", 1}, {u.HangUp, "hangup", 1}} {
		if p.press.Times == 0 {
			continue
		}
		words := []string{u.Name, "may", p.what}
		if p.press.Must {
			words[1] = "must"
		}
		if p.press.Times != p.usual {
			words = append(words, "x"+strconv.Itoa(int(p.press.Times)))
		}
		if p.what == "place" && u.WhileRinging {
			words = append(words, "while-ringing")
		}
		line(words...)
	}
}

// SetReading gives both users, or with user=NAME,… those named, a reading.
func (s *Scenario) SetReading(text string) error {
	p := parser{s: s}
	return p.each("reading", strings.Split(text, ","), func(u *User, value string) (err error) {
		u.Reading, err = model.ParseReading(value)
		return err
	})
}
