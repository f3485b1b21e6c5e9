package proofs

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// IndexFile is the name of the index in the folder of the certificates.
const IndexFile = "README.md"

// indexHead is what the index says first; quotes stand for backquotes.
const indexHead = `# Certificates

Every way in which the runs of a scenario can end, one file for each proof. The files are generated
by 'simrun prove --update', and 'simrun prove' says what has changed since: a change of a rule shows
as a difference of everything that can happen.

Rules v0, hash '%s'; rules v1, hash '%s'. %s: %s.

How to read one:

- *scenario*: its lines are a scenario file, which 'simrun check' takes. Each fault may happen once,
  at any moment; any message may take any time.
- *verdict*: proved, if no run violates a property; excused, if some would but for what a fault
  destroyed; else violated.
- *states*, *transitions*, *final states*: the size of the graph of all runs. Whole states were
  compared, not their hashes. Where the users are alike, of two runs in which they change places one
  was searched and counts for both; another exploration went through all, and met the same number of
  states. In a final state nothing has to happen any more. Where whole runs are too many, *explored* says that messages were left out
  which their receiver will ignore whatever happens: these sizes are then of what is left, and
  nobody else has counted it. Ends and violations are those of all runs, and stories are whole.
- *diameter*: how many actions lead to the state that is farthest from the beginning.
- *schedules*: how many different runs there are from the beginning to a final state.
- *end*: a class of final states, with a shortest story that leads to one, or one that was shortened
  where there are too many to look for that.
- *violated*: a property, and by hole the rare circumstances that the runs went through; with none,
  it is glare itself. The first is told by a shortest story.
- *excused*: what would violate a property if no fault could excuse it, and after what: a fault, or a
  lifetime that passed too early.
- *limits*: where a proof gives up. One that does not fit says so, and leaves the rest undecided.
`

// Index is the index of the certificates: a table for each scenario, a row for
// each disturbance, a column for each reading. A proof without a summary stands
// there as missing.
func Index(rules checker.Rules, summary func(*Proof) *Summary) string {
	proofs := All()
	var b strings.Builder
	tally := map[string]int{}
	for _, p := range proofs {
		tally[kindOf(summary(p))]++
	}
	var parts []string
	for _, kind := range []string{"proved", "excused", "violated", "violated, not in full", "undecided", "missing"} {
		if n := tally[kind]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, kind))
		}
	}
	fmt.Fprintf(&b, strings.ReplaceAll(indexHead, "'", "`"), rules.HashOf(model.Version0), rules.HashOf(model.Version1), term.Count(len(proofs), "proof"), strings.Join(parts, "; "))
	readings := model.ReadingNames()
	var scenarios []string
	for _, p := range proofs {
		if !slices.Contains(scenarios, p.Scenario) {
			scenarios = append(scenarios, p.Scenario)
		}
	}
	for _, name := range scenarios {
		fmt.Fprintf(&b, "\n## %s\n\n", name)
		if s, err := sim.FindScenario(name); err == nil {
			fmt.Fprintf(&b, "%s%s.\n\n", strings.ToUpper(s.About[:1]), s.About[1:])
		}
		fmt.Fprintf(&b, "| | %s |\n|---|%s\n", strings.Join(readings, " | "), strings.Repeat("---|", len(readings)))
		row := ""
		for _, p := range proofs {
			if p.Scenario != name {
				continue
			}
			if label := p.disturbance(); label != row {
				if row != "" {
					b.WriteString(" |\n")
				}
				row = label
				b.WriteString("| " + row)
			}
			b.WriteString(" | " + cell(p, summary(p)))
		}
		b.WriteString(" |\n")
	}
	return b.String()
}

// disturbance is what may happen in a proof besides the scenario.
func (p *Proof) disturbance() string {
	text := strings.Join(p.Faults, ", ")
	if text == "" {
		text = "undisturbed"
	}
	if p.Timing != sim.Patient {
		text += ", " + p.Timing.String()
	}
	return text
}

// kindOf is a certificate's verdict, and whether it is about all runs.
func kindOf(s *Summary) string {
	switch {
	case s == nil:
		return "missing"
	case s.Whole || s.Verdict == "undecided":
		return s.Verdict
	default:
		return s.Verdict + ", not in full"
	}
}

// cell is what the index says of a proof.
func cell(p *Proof, s *Summary) string {
	kind := kindOf(s)
	if s == nil {
		return kind
	}
	text := fmt.Sprintf("[%s](%s.txt)", kind, p.Name())
	if s.Whole {
		text += fmt.Sprintf(": %s states, %s schedules, %s", s.Size("states"), rough(s.Size("schedules")), term.Count(len(s.Ends), "end"))
	}
	return text
}

// rough is a number of schedules by its order of magnitude.
func rough(text string) string {
	n, ok := new(big.Int).SetString(text, 10)
	switch {
	case !ok && text == "unbounded":
		return text
	case !ok:
		return "uncounted"
	case len(text) <= 6:
		return n.String()
	default:
		return fmt.Sprintf("%c·10^%d", text[0], len(text)-1)
	}
}

// IsIndex reports whether a text is an index of certificates, of whatever rules.
func IsIndex(text string) bool {
	return strings.HasPrefix(text, "# Certificates\n") && strings.Contains(text, "`simrun prove --update`")
}
