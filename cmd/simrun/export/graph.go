package export

import (
	"context"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/sim"
)

// Graph is all that can happen in a scenario: every reachable state, and every step
// from one to another. States are kept as their keys and made again when they are
// written: a graph of a million states takes half a GiB.
type Graph struct {
	Scenario *sim.Scenario
	Initials int // the first states are the initial ones

	ctx   context.Context
	sys   *sim.System
	judge *properties.Judge
	keys  []string
	first []uint32 // by state: its first step; one more at the end
	steps []graphStep
	final []bool           // by state: nothing must happen any more
	wrong []properties.Set // by state: what it violates by being final
}

// graphStep is one step.
type graphStep struct {
	action   sim.Action
	to       uint32
	violated properties.Set
}

// GraphError says why there is no graph, or that work on a story was cut short.
type GraphError struct {
	Scenario string
	Cut      bool // the work was interrupted, or took too much memory
	Reason   string
}

func (e *GraphError) Error() string { return "scenario " + e.Scenario + ": " + e.Reason }

// NewGraph explores a scenario without a clock. More than maxStates states are an
// error, and so are runs that exceed a limit of the simulated world.
func NewGraph(ctx context.Context, s *sim.Scenario, rules checker.Rules, maxStates int) (*Graph, error) {
	if s.Timing == sim.Timed {
		return nil, fmt.Errorf("scenario %s: a graph needs a timing in which only order counts: use --timing patient or --timing async", s.Name)
	}
	each, err := rules.For(s)
	if err != nil {
		return nil, err
	}
	sys, err := sim.CompileEach(s, each)
	if err != nil {
		return nil, err
	}
	b := graphBuilder{Graph: &Graph{Scenario: s, ctx: ctx, sys: sys, judge: properties.NewJudge(sys)}, known: map[string]uint32{}}
	var w sim.World
	for i := range sys.Initials() {
		sys.Initial(i, &w)
		b.node(&w)
	}
	b.Initials = len(b.keys)
	for n := 0; n < len(b.keys); n++ {
		switch {
		case n%1024 == 0 && ctx.Err() != nil:
			return nil, b.cut(len(b.keys))
		case len(b.keys) > maxStates:
			return nil, fmt.Errorf("scenario %s has more than %d states, which nobody can look at; raise --max-states, or let it have fewer "+
				"faults, presses or bystander events", s.Name, maxStates)
		case uint64(len(b.steps)) > math.MaxUint32-1<<16:
			return nil, fmt.Errorf("scenario %s has too many steps to be numbered", s.Name)
		}
		if err := b.expand(n); err != nil {
			return nil, err
		}
	}
	b.first = append(b.first, uint32(len(b.steps)))
	return b.Graph, nil
}

// cut is the error of work that the context has ended.
func (g *Graph) cut(states int) error {
	return &GraphError{g.Scenario.Name, true, fmt.Sprintf("%v after %s; nothing was written", context.Cause(g.ctx), term.Count(states, "state"))}
}

// graphBuilder is a graph that is being explored.
type graphBuilder struct {
	*Graph
	known        map[string]uint32
	world, after sim.World
	enabled      []sim.Action
}

// node is the number of a state, which gets one when it is met for the first time.
func (b *graphBuilder) node(w *sim.World) uint32 {
	key := b.sys.Key(w)
	n, ok := b.known[string(key)]
	if !ok {
		n = uint32(len(b.keys))
		kept := string(key)
		b.known[kept] = n
		b.keys = append(b.keys, kept)
	}
	return n
}

// expand notes the steps of a state.
func (b *graphBuilder) expand(n int) error {
	g := b.Graph
	b.unpack(n, &b.world)
	if text := checker.Exceeded(g.sys, &b.world); text != "" {
		return fmt.Errorf("scenario %s: %s", b.Scenario.Name, text)
	}
	b.first = append(b.first, uint32(len(b.steps)))
	final := true
	b.enabled = g.sys.Enabled(&b.world, b.enabled[:0])
	for _, a := range b.enabled {
		final = final && !g.sys.Fair(&b.world, a)
		g.sys.Copy(&b.after, &b.world)
		g.sys.Do(&b.after, a)
		b.steps = append(b.steps, graphStep{a, b.node(&b.after), g.judge.Step(&b.world, a, &b.after)})
	}
	wrong := properties.Set(0)
	if final {
		wrong = g.judge.Final(&b.world)
	}
	b.final, b.wrong = append(b.final, final), append(b.wrong, wrong)
	return nil
}

// States is how many states there are.
func (g *Graph) States() int { return len(g.keys) }

// Steps is how many steps there are.
func (g *Graph) Steps() int { return len(g.steps) }

// unpack makes state n again.
func (g *Graph) unpack(n int, w *sim.World) {
	g.sys.Unpack(w, []byte(g.keys[n]))
}

// stepsOf are the steps of state n.
func (g *Graph) stepsOf(n int) []graphStep { return g.steps[g.first[n]:g.first[n+1]] }

// over reports that the context has ended, as an error.
func (g *Graph) over(n int) error {
	if n%1024 == 0 && g.ctx.Err() != nil {
		return g.cut(len(g.keys))
	}
	return nil
}

// DOT writes the graph for Graphviz: final states have two borders, what violates a
// property is red and says which.
func (g *Graph) DOT(out io.Writer) error {
	fmt.Fprintf(out, "digraph glare {\n  label=%s; rankdir=LR;\n  node [shape=box, fontname=\"monospace\", fontsize=10];\n"+
		"  edge [fontname=\"monospace\", fontsize=9];\n", quoteDOT(g.Scenario.Name))
	var w sim.World
	for i := range g.keys {
		if err := g.over(i); err != nil {
			return err
		}
		g.unpack(i, &w)
		lines := []string{fmt.Sprint(i), strings.ReplaceAll(g.sys.OutcomeText(g.judge.Outcome(&w)), " ", "\n")}
		var more []string
		if i < g.Initials {
			more = append(more, "style=bold")
		}
		if g.final[i] {
			more = append(more, "peripheries=2")
		}
		if g.wrong[i] != 0 {
			more = append(more, "color=red")
			lines = append(lines, strings.Join(violatedNames(g.wrong[i]), " "))
		}
		label := "label=" + quoteDOT(strings.Join(lines, "\n"))
		fmt.Fprintf(out, "  s%d [%s];\n", i, strings.Join(append([]string{label}, more...), ", "))
	}
	for i := range g.keys {
		if err := g.over(i); err != nil {
			return err
		}
		g.unpack(i, &w)
		for _, e := range g.stepsOf(i) {
			label, color := g.sys.Name(&w, e.action), ""
			if e.violated != 0 {
				label, color = label+"\n"+strings.Join(violatedNames(e.violated), " "), ", color=red"
			}
			fmt.Fprintf(out, "  s%d -> s%d [label=%s%s];\n", i, e.to, quoteDOT(label), color)
		}
	}
	_, err := io.WriteString(out, "}\n")
	return err
}

// quoteDOT is text as Graphviz has it.
func quoteDOT(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
}
