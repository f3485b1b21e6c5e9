package main

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/scheduler"
)

// mixJSON is what rollout writes about one mix of clients, one line each.
type mixJSON struct {
	head
	Upgraded []string     `json:"upgraded"` // the users with the new reading
	Verdict  string       `json:"verdict"`  // proved, excused, violated or undecided
	Reason   string       `json:"reason"`   // why not every run was explored
	OldOpen  string       `json:"old_open"` // the same of old clients: then nothing is known to be worse, or beside
	Property string       `json:"property"`
	Message  string       `json:"message"`
	Findings []mixFinding `json:"findings"`
	Worse    []string     `json:"worse"`  // properties violated as they are not among old clients, and graver
	Beside   []string     `json:"beside"` // the same, no graver
	Mended   []string     `json:"mended"` // those violated among old clients, and not here
	Excused  []pardonJSON `json:"excused"`
	Token    string       `json:"token"`
}

// mixFinding is one way in which a property is violated in a mix.
type mixFinding struct {
	Property string   `json:"property"`
	Causes   []string `json:"causes"`   // the rare circumstances, by hole
	Shortest int      `json:"shortest"` // steps
}

// upgraded are the names of the users with the new reading.
func upgraded(m *play.Mix) []string {
	list := []string{}
	for d, isNew := range m.New {
		if isNew {
			list = append(list, m.Network.Scenario.Users[d].Name)
		}
	}
	return list
}

// violations are the properties that witnesses violate, each once.
func violations(list []play.Witness) []string {
	names := []string{}
	seen := map[string]bool{}
	for _, w := range list {
		if name := w.PropertyName(); !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}

// mixVerdict is what is known of a mix.
func mixVerdict(m *play.Mix) string {
	switch {
	case m.Fails():
		return scheduler.Violated.String()
	case m.Cut != "":
		return scheduler.Undecided.String()
	case m.Excuses():
		return excusedVerdict
	default:
		return scheduler.Proved.String()
	}
}

// mixPardons is what a mix was excused from, over all assignments of call IDs.
func (p *reporter) mixPardons(m *play.Mix) ([]pardonJSON, error) {
	list := []pardonJSON{}
	times := uint64(1)
	if m.Mirrored {
		times = 2
	}
	for _, s := range m.Surveys {
		more, err := p.pardonsOf(s.Scenario, s.Pardons)
		if err != nil {
			return nil, err
		}
		list = addPardons(list, more, times)
	}
	return list, nil
}

// mixLine is what was found out about one mix.
func (p *reporter) mixLine(m *play.Mix) (*mixJSON, error) {
	wrong := m.Wrong()
	line := &mixJSON{
		head: p.headOf(m.Surveys[0].Scenario), Upgraded: upgraded(m), Verdict: mixVerdict(m), Reason: m.Cut, OldOpen: m.OldCut,
		Findings: []mixFinding{}, Worse: violations(m.Worse), Beside: violations(m.Beside), Mended: violations(m.Mended),
	}
	var err error
	if line.Excused, err = p.mixPardons(m); err != nil {
		return nil, err
	}
	for _, w := range wrong {
		line.Findings = append(line.Findings, mixFinding{w.PropertyName(), w.Causes(), len(w.Schedule.Names)})
	}
	if len(wrong) == 0 {
		return line, nil
	}
	first := wrong[0]
	switch {
	case len(m.Worse) > 0:
		first = m.Worse[0]
	case len(m.Beside) > 0:
		first = m.Beside[0]
	}
	t, err := p.tell(first.Survey.Scenario, first.Schedule, first.PropertyName())
	if err != nil {
		return nil, err
	}
	line.Property, line.Message, line.Token = first.PropertyName(), t.sentence(), t.token
	return line, nil
}

// showMix prints what was found out about one mix.
func (p *reporter) showMix(m *play.Mix) error {
	line, err := p.mixLine(m)
	if err != nil {
		return err
	}
	if p.json() {
		return p.emit(line)
	}
	name := m.Network.String() + ", " + who(m)
	switch line.Verdict {
	case excusedVerdict:
		p.printf("%s %s: proved, but for what is excused: nothing else goes wrong.\n", p.amber("EXCUSED "), name)
		p.showPardons(line.Excused)
		return nil
	case scheduler.Proved.String():
		p.printf("%s %s: nothing goes wrong.\n", p.bold("PROVED  ", true), name)
		return nil
	case scheduler.Undecided.String():
		p.printf("%s %s: nothing was found until the search was cut short (%s).\n", p.bold("UNDECIDED", false), name, m.Cut)
		return nil
	}
	p.printf("%s %s: %s.\n", p.bold("VIOLATED", false), name, both(violations(m.Wrong())))
	if len(m.Worse) > 0 {
		p.printf("  worse than no upgrade: %s.\n", both(line.Worse))
	}
	if text := besideText(m); text != "" {
		p.printf("  %s\n", text)
	}
	if m.Cut != "" {
		p.printf("  not every run was explored (%s): what else goes wrong is not known.\n", m.Cut)
	}
	if m.OldCut != "" && m.New != [2]bool{} {
		p.printf("  not every run of old clients was explored (%s): whether this is worse is not known.\n", m.OldCut)
	}
	p.moref("  %s\n", line.Message)
	p.printf("  %s\n", line.Token)
	return nil
}

// besideText says what goes wrong in a mix beside what does among old clients and
// is no graver, or is empty.
func besideText(m *play.Mix) string {
	var fresh, further, same []string
	beside := violations(m.Beside)
	for _, name := range beside {
		if slices.Contains(m.Old, name) {
			further = append(further, name)
		} else {
			fresh = append(fresh, name)
		}
	}
	var parts []string
	if len(fresh) > 0 {
		parts = append(parts, "a new kind of fault appears beside: "+both(fresh))
	}
	if len(further) > 0 {
		parts = append(parts, "in further circumstances than before: "+both(further))
	}
	if parts == nil {
		return ""
	}
	for _, name := range violations(m.Wrong()) {
		if slices.Contains(m.Old, name) && !slices.Contains(beside, name) {
			same = append(same, name)
		}
	}
	switch {
	case len(same) == 1:
		parts = append(parts, same[0]+" fails before and after")
	case len(same) > 1:
		parts = append(parts, both(same)+" fail before and after")
	}
	return strings.Join(parts, "; ") + "."
}
