package play

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// Graph is all that can happen in a scenario: every reachable state, and every step
// from one to another.
type Graph struct {
	Scenario *sim.Scenario
	Initials int    // the first nodes are the initial states
	Nodes    []Node // breadth first
	Edges    int
}

// Node is one state.
type Node struct {
	Outcome  string         // as runs that end here name it
	Final    bool           // nothing must happen any more
	Violated properties.Set // by being final
	Steps    []Edge
	vars     itfRecord
}

// Edge is one step.
type Edge struct {
	Action   string
	To       int
	Violated properties.Set // by the step
}

// NewGraph explores a scenario without a clock. More than maxStates states are an
// error, and so are runs that exceed a limit of the simulated world.
func NewGraph(ctx context.Context, s *sim.Scenario, rules Rules, maxStates int) (*Graph, error) {
	opened, err := Open(s, rules)
	if err != nil {
		return nil, err
	}
	g, ok := opened.(*game[sim.World])
	if !ok {
		return nil, fmt.Errorf("scenario %s: a graph needs a timing in which only order counts: use --timing patient or --timing async", s.Name)
	}
	graph, known := &Graph{Scenario: s}, map[string]int{}
	var worlds []sim.World
	node := func(w *sim.World) int {
		key := string(g.sys.Key(w))
		n, ok := known[key]
		if !ok {
			n = len(worlds)
			known[key] = n
			worlds = append(worlds, *w)
			graph.Nodes = append(graph.Nodes, Node{Outcome: g.text(g.judge.Outcome(w)), vars: stateOf(g.inner, w)})
		}
		return n
	}
	var w sim.World
	for i := range g.sys.Initials() {
		g.sys.Initial(i, &w)
		node(&w)
	}
	graph.Initials = len(worlds)
	var enabled []sim.Action
	for n := 0; n < len(worlds); n++ {
		switch {
		case ctx.Err() != nil:
			return nil, fmt.Errorf("scenario %s: interrupted after %d states; nothing was written", s.Name, len(worlds))
		case len(worlds) > maxStates:
			return nil, fmt.Errorf("scenario %s has more than %d states, which nobody can look at; raise --max-states, or let it have fewer "+
				"faults, presses or bystander events", s.Name, maxStates)
		case g.exceeds(&worlds[n]):
			return nil, fmt.Errorf("scenario %s: %s", s.Name, beyond(g.limitText(g.full(&worlds[n]))))
		}
		final := true
		enabled = g.sys.Enabled(&worlds[n], enabled[:0])
		for _, a := range enabled {
			final = final && !g.sys.Fair(&worlds[n], a)
			g.sys.Copy(&w, &worlds[n])
			g.sys.Do(&w, a)
			edge := Edge{g.sys.Name(&worlds[n], a), node(&w), g.judge.Step(&worlds[n], a, &w)}
			graph.Nodes[n].Steps = append(graph.Nodes[n].Steps, edge)
			graph.Edges++
		}
		if graph.Nodes[n].Final = final; final {
			graph.Nodes[n].Violated = g.judge.Final(&worlds[n])
		}
	}
	return graph, nil
}

// DOT is the graph for Graphviz: final states have two borders, what violates a
// property is red and says which.
func (g *Graph) DOT() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "digraph glare {\n  label=%s; rankdir=LR;\n  node [shape=box, fontname=\"monospace\", fontsize=10];\n"+
		"  edge [fontname=\"monospace\", fontsize=9];\n", quoteDOT(g.Scenario.Name))
	for i := range g.Nodes {
		n := &g.Nodes[i]
		lines := []string{fmt.Sprint(i), strings.ReplaceAll(n.Outcome, " ", "\n")}
		var more []string
		if i < g.Initials {
			more = append(more, "style=bold")
		}
		if n.Final {
			more = append(more, "peripheries=2")
		}
		if n.Violated != 0 {
			more = append(more, "color=red")
			lines = append(lines, strings.Join(violatedNames(n.Violated), " "))
		}
		label := "label=" + quoteDOT(strings.Join(lines, "\n"))
		fmt.Fprintf(&b, "  s%d [%s];\n", i, strings.Join(append([]string{label}, more...), ", "))
	}
	for i := range g.Nodes {
		for _, e := range g.Nodes[i].Steps {
			label, color := e.Action, ""
			if e.Violated != 0 {
				label, color = label+"\n"+strings.Join(violatedNames(e.Violated), " "), ", color=red"
			}
			fmt.Fprintf(&b, "  s%d -> s%d [label=%s%s];\n", i, e.To, quoteDOT(label), color)
		}
	}
	b.WriteString("}\n")
	return b.Bytes()
}

// quoteDOT is text as Graphviz has it.
func quoteDOT(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
}
