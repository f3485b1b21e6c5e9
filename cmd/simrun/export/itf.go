package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// itfFormat describes the format to whoever finds a file.
const itfFormat = "https://apalache-mc.org/docs/adr/015adr-trace.html"

// TraceITF is a run as a trace in the Informal Trace Format of the Apalache model
// checker: the states in order, each with the action that has led to it.
func TraceITF(s *sim.Scenario, rules checker.Rules, schedule scheduler.Schedule) ([]byte, error) {
	opened, err := checker.Open(s, rules)
	if err != nil {
		return nil, err
	}
	var states []itfRecord
	err = opened.Worlds(schedule, func(action string, w *sim.World, atMS int64) {
		state := stateOf(opened.System(), w)
		state["action"] = action
		if atMS >= 0 {
			state["clock"] = itfNumber(int(atMS))
		}
		states = append(states, state)
	})
	if err != nil {
		return nil, err
	}
	vars := append([]string{"action"}, stateVars...)
	if s.Timing == sim.Timed {
		vars = append(vars, "clock")
	}
	var b bytes.Buffer
	err = writeITF(&b, "a run of the scenario "+s.Name, vars, len(states), func(i int) (itfRecord, error) {
		states[i]["#meta"] = itfRecord{"index": i}
		return states[i], nil
	})
	return b.Bytes(), err
}

// writeITF writes so many states one a line.
func writeITF(out io.Writer, about string, vars []string, states int, state func(i int) (itfRecord, error)) error {
	head := []any{itfRecord{"format": "ITF", "format-description": itfFormat, "description": about, "source": "simrun"}, vars}
	var parts [][]byte
	for _, v := range head {
		text, err := marshal(v)
		if err != nil {
			return err
		}
		parts = append(parts, text)
	}
	fmt.Fprintf(out, "{\"#meta\":%s,\n\"vars\":%s,\n\"states\":[", parts[0], parts[1])
	for i := range states {
		record, err := state(i)
		if err != nil {
			return err
		}
		text, err := marshal(record)
		if err != nil {
			return err
		}
		comma := ","
		if i == 0 {
			comma = ""
		}
		fmt.Fprintf(out, "%s\n%s", comma, text)
	}
	_, err := io.WriteString(out, "\n]}\n")
	return err
}

// marshal is a value as JSON that leaves <, > and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// ITF writes the graph in the Informal Trace Format. The states are in breadth-first
// order, which is no run; what is said about each has the steps that lead on.
func (g *Graph) ITF(out io.Writer) error {
	about := "all states of the scenario " + g.Scenario.Name + " in breadth-first order, not a run; #meta has the steps"
	var w sim.World
	return writeITF(out, about, stateVars, len(g.keys), func(i int) (itfRecord, error) {
		if err := g.over(i); err != nil {
			return nil, err
		}
		g.unpack(i, &w)
		next := []itfRecord{}
		for _, e := range g.stepsOf(i) {
			step := itfRecord{"action": g.sys.Name(&w, e.action), "to": e.to}
			if e.violated != 0 {
				step["violated"] = violatedNames(e.violated)
			}
			next = append(next, step)
		}
		meta := itfRecord{"index": i, "initial": i < g.Initials, "final": g.final[i], "next": next}
		if g.wrong[i] != 0 {
			meta["violated"] = violatedNames(g.wrong[i])
		}
		state := stateOf(g.sys, &w)
		state["#meta"] = meta
		return state, nil
	})
}

// violatedNames are the names of a set of properties.
func violatedNames(set properties.Set) []string {
	list := []string{}
	for i, name := range properties.Names() {
		if set>>i&1 != 0 {
			list = append(list, name)
		}
	}
	return list
}
