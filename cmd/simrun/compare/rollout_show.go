package compare

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
)

// MixJSON is what rollout writes about one mix of clients, one line each.
type MixJSON struct {
	story.Head
	Upgraded []string           `json:"upgraded"` // the users, or devices, with new clients
	Verdict  string             `json:"verdict"`  // proved, excused, violated or undecided
	Reason   string             `json:"reason"`   // why not every run was explored
	OldOpen  string             `json:"old_open"` // the same of old clients: then nothing is known to be worse, or beside
	Property string             `json:"property"`
	Message  string             `json:"message"`
	Findings []mixFinding       `json:"findings"`
	Worse    []string           `json:"worse"`  // properties violated as they are not among old clients, and graver
	Beside   []string           `json:"beside"` // the same, no graver
	Mended   []string           `json:"mended"` // those violated among old clients, and not here
	Excused  []story.PardonJSON `json:"excused"`
	Token    string             `json:"token"`
}

// mixFinding is one way in which a property is violated in a mix.
type mixFinding struct {
	Property string   `json:"property"`
	Causes   []string `json:"causes"`   // the rare circumstances, by hole
	Shortest int      `json:"shortest"` // steps
}

// upgraded are the names of the sides with new clients.
func upgraded(m *Mix) []string {
	list := []string{}
	for i, side := range m.Revision.Sides {
		if m.New.Has(i) {
			list = append(list, side.Name)
		}
	}
	return list
}

// who says which clients meet in a mix.
func who(m *Mix) string {
	var parts []string
	for i, side := range m.Revision.Sides {
		age := "old"
		if m.New.Has(i) {
			age = "new"
		}
		var clients []string
		for d := range m.Scenario.Devices {
			if side.Devices.Has(d) {
				clients = append(clients, m.clientOf(d))
			}
		}
		parts = append(parts, side.Name+" "+age+" ("+strings.Join(term.Distinct(clients), ", ")+")")
	}
	return strings.Join(parts, ", ")
}

// clientOf is what device d has: its reading and, where that tells old from new, its rules.
func (m *Mix) clientOf(d int) string {
	device := &m.Scenario.Devices[d]
	if !m.Revision.otherRules() {
		return device.Reading.Name
	}
	return device.Version.String() + rulesMark + device.Reading.Name
}

// violations are the properties that witnesses violate, each once.
func violations(list []survey.Witness) []string {
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
func mixVerdict(m *Mix) string {
	switch {
	case m.Fails():
		return scheduler.Violated.String()
	case m.Cut != "":
		return scheduler.Undecided.String()
	case m.Excuses():
		return story.ExcusedVerdict
	default:
		return scheduler.Proved.String()
	}
}

// mixPardons is what a mix was excused from, over all assignments of call IDs.
func mixPardons(p *story.Reporter, m *Mix) ([]story.PardonJSON, error) {
	list := []story.PardonJSON{}
	times := uint64(1)
	if m.Mirrored {
		times = 2
	}
	for _, s := range m.Surveys {
		more, err := p.PardonsOf(s.Scenario, s.Pardons)
		if err != nil {
			return nil, err
		}
		list = story.AddPardons(list, more, times)
	}
	return list, nil
}

// mixLine is what was found out about one mix.
func mixLine(p *story.Reporter, m *Mix) (*MixJSON, error) {
	wrong := m.Wrong()
	line := &MixJSON{
		Head: p.HeadOf(m.Surveys[0].Scenario), Upgraded: upgraded(m), Verdict: mixVerdict(m), Reason: m.Cut, OldOpen: m.OldCut,
		Findings: []mixFinding{}, Worse: violations(m.Worse), Beside: violations(m.Beside), Mended: violations(m.Mended),
	}
	var err error
	if line.Excused, err = mixPardons(p, m); err != nil {
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
	t, err := p.Tell(first.Survey.Scenario, first.Schedule, first.PropertyName())
	if err != nil {
		return nil, err
	}
	line.Property, line.Message, line.Token = first.PropertyName(), t.Sentence(), t.Token
	return line, nil
}

// ShowMix prints what was found out about one mix.
func ShowMix(p *story.Reporter, m *Mix) error {
	line, err := mixLine(p, m)
	if err != nil {
		return err
	}
	if p.JSON() {
		return p.Emit(line)
	}
	name := m.Scenario.Name + ", " + who(m)
	switch line.Verdict {
	case story.ExcusedVerdict:
		p.Printf("%s %s: proved, but for what is excused: nothing else goes wrong.\n", p.Amber("EXCUSED "), name)
		story.ShowPardons(p.Printer, line.Excused)
		return nil
	case scheduler.Proved.String():
		p.Printf("%s %s: nothing goes wrong.\n", p.Bold("PROVED  ", true), name)
		return nil
	case scheduler.Undecided.String():
		p.Printf("%s %s: nothing was found until the search was cut short (%s).\n", p.Bold("UNDECIDED", false), name, m.Cut)
		return nil
	}
	p.Printf("%s %s: %s.\n", p.Bold("VIOLATED", false), name, term.JoinAnd(violations(m.Wrong())))
	if len(m.Worse) > 0 {
		p.Printf("  worse than no upgrade: %s.\n", term.JoinAnd(line.Worse))
	}
	if text := besideText(m); text != "" {
		p.Printf("  %s\n", text)
	}
	if m.Cut != "" {
		p.Printf("  not every run was explored (%s): what else goes wrong is not known.\n", m.Cut)
	}
	if m.OldCut != "" && m.New != 0 {
		p.Printf("  not every run of old clients was explored (%s): whether this is worse is not known.\n", m.OldCut)
	}
	p.Explainf("  %s\n", line.Message)
	p.Printf("  %s\n", line.Token)
	return nil
}

// besideText says what goes wrong in a mix beside what does among old clients and
// is no graver, or is empty.
func besideText(m *Mix) string {
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
		parts = append(parts, "a new kind of fault appears beside: "+term.JoinAnd(fresh))
	}
	if len(further) > 0 {
		parts = append(parts, "in further circumstances than before: "+term.JoinAnd(further))
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
		parts = append(parts, term.JoinAnd(same)+" fail before and after")
	}
	return strings.Join(parts, "; ") + "."
}
