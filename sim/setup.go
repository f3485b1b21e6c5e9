package sim

// Setup says in words which scenario is meant. What is empty is as the bundled scenario
// has it.
type Setup struct {
	Scenario string // the name of a bundled one
	Lines    string // more lines of the scenario file, behind its own
	Rules    string // as [Scenario.SetRules] takes them
	Reading  string // as [Scenario.SetReading] takes it
	Faults   string // beside its own, as [ParseFaults] takes them
	Timing   string
}

// Make is a fresh scenario, set up and checked. Nothing is half made: any error leaves no
// scenario. With more lines it has no account, which is of the bundled one.
func (u Setup) Make() (*Scenario, error) {
	s, err := u.read()
	if err != nil {
		return nil, err
	}
	if u.Rules != "" {
		if err := s.SetRules(u.Rules); err != nil {
			return nil, err
		}
	}
	if u.Reading != "" {
		if err := s.SetReading(u.Reading); err != nil {
			return nil, err
		}
	}
	faults, err := ParseFaults(u.Faults)
	if err != nil {
		return nil, err
	}
	if err := s.AddFaults(faults); err != nil {
		return nil, err
	}
	if u.Timing != "" {
		if s.Timing, err = ParseTiming(u.Timing); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (u Setup) read() (*Scenario, error) {
	if u.Lines == "" {
		return FindScenario(u.Scenario)
	}
	text, err := ScenarioText(u.Scenario)
	if err != nil {
		return nil, err
	}
	return Parse(u.Scenario, text+"\n"+u.Lines, 1)
}
