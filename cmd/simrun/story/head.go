package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/sim"
)

// Head is how the JSON of every exploring command begins: what was explored.
type Head struct {
	Scenario string            `json:"scenario"`
	Rules    string            `json:"rules"`
	Readings map[string]string `json:"readings"` // by user, or by device where a user has several readings
	Timing   string            `json:"timing"`
	Faults   map[string]int    `json:"faults"` // name to budget
	Tested   Tested            `json:"tested"`
}

// HeadOf is the head of what is said about a scenario, but for what it was tested with.
func HeadOf(s *sim.Scenario) Head {
	h := Head{Scenario: s.Name, Rules: RulesText(s), Timing: s.Timing.String(), Readings: map[string]string{}, Faults: map[string]int{}}
	for _, word := range s.Readings() {
		name, reading, _ := strings.Cut(word, "=")
		h.Readings[name] = reading
	}
	for _, f := range s.Faults {
		h.Faults[f.Name] += int(f.Times)
	}
	return h
}

// RulesText is the versions of the rules of all users as --rules takes them.
func RulesText(s *sim.Scenario) string { return strings.Join(s.Versions(), ",") }

// ReadingText is the readings of all users as --reading takes them.
func ReadingText(s *sim.Scenario) string {
	first := s.Devices[0].Reading.Name
	if !slices.ContainsFunc(s.Devices, func(d sim.Device) bool { return d.Reading.Name != first }) {
		return first
	}
	return strings.Join(s.Readings(), ",")
}

// FaultText is the scenario's faults as --faults takes them.
func FaultText(s *sim.Scenario) string {
	var parts []string
	for _, f := range s.Faults {
		if f.Times > 0 {
			parts = append(parts, fmt.Sprintf("%s=%d", f.Name, f.Times))
		}
	}
	return strings.Join(parts, ",")
}

// Title says in a line what is explored: "glare, reading literal, patient".
func Title(s *sim.Scenario) string { return titleUnder(s, "reading "+ReadingText(s)) }

// titleUnder is the title with other words for the reading.
func titleUnder(s *sim.Scenario, reading string) string {
	text := fmt.Sprintf("%s, %s, %s", s.Name, reading, s.Timing)
	if rules := RulesText(s); rules != model.Version0.String() {
		text = fmt.Sprintf("%s, rules %s, %s, %s", s.Name, rules, reading, s.Timing)
	}
	if faults := FaultText(s); faults != "" {
		text += ", faults " + faults
	}
	return text
}

// CauseText names the rare circumstances that runs went through.
func CauseText(causes []string) string {
	if len(causes) == 0 {
		return "no rare circumstance"
	}
	holes := spec.Holes()
	var parts []string
	for _, id := range causes {
		if i := slices.IndexFunc(holes, func(h spec.Hole) bool { return h.ID == id }); i >= 0 {
			id += " " + strings.ToLower(holes[i].Title[:1]) + holes[i].Title[1:]
		}
		parts = append(parts, id)
	}
	return strings.Join(parts, ", ")
}
