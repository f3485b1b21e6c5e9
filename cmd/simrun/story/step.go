package story

import (
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
)

// StepJSON is one step of a run: what happened, and how everything stands after it.
type StepJSON struct {
	Step     int                   `json:"step"` // from 1
	Action   string                `json:"action"`
	At       string                `json:"at"`       // where it happens: a user, by the device, or a homeserver; "" for heal
	Fault    string                `json:"fault"`    // that it spends, or ""
	AtMS     *int64                `json:"at_ms"`    // virtual time; null where there is no clock
	Rules    []string              `json:"rules"`    // that applied, as show knows them
	Sends    []string              `json:"sends"`    // events handed over
	Calls    map[string][]callJSON `json:"calls"`    // by user: how calls stand at the device after it
	Sees     map[string]string     `json:"sees"`     // by user: what the screen shows after it
	Violates []string              `json:"violates"` // the properties whose violation it shows
}

// callJSON is one call at a device.
type callJSON struct {
	Call  string `json:"call"`
	State string `json:"state"`
}

// StepsOf are the steps of a story.
func StepsOf(t *Story) []StepJSON {
	s := t.Checker.Scenario()
	var list []StepJSON
	for i := range t.Trace.Lines {
		line := &t.Trace.Lines[i]
		step := StepJSON{
			Step: i + 1, Action: line.Name, At: s.DeviceName(line.Device), Fault: line.Spends, Rules: term.OrEmpty(line.RuleIDs),
			Sends: term.OrEmpty(line.Sends), Calls: map[string][]callJSON{}, Sees: map[string]string{}, Violates: []string{},
		}
		switch {
		case line.Name == scheduler.HealName:
			step.At = ""
		case line.Server:
			step.At = s.Servers[s.Users[s.Devices[line.Device].User].Server]
		}
		if line.AtMS >= 0 {
			step.AtMS = &line.AtMS
		}
		for d := range s.Devices {
			calls := []callJSON{}
			for _, c := range line.Calls[d] {
				calls = append(calls, callJSON{c.Call, c.Word()})
			}
			step.Calls[s.DeviceName(d)], step.Sees[s.DeviceName(d)] = calls, line.Sees[d].String()
		}
		for _, p := range t.Trace.Problems {
			if p.Line == i {
				step.Violates = append(step.Violates, p.Property)
			}
		}
		list = append(list, step)
	}
	return list
}
