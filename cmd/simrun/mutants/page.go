package mutants

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
)

// measuredHeading begins the part of the page that another machine, or another
// hour, writes otherwise.
const measuredHeading = "## How fast"

// Markdown is the page of what was found out.
func (t *Trials) Markdown(tested string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# Mutants

A mutant is the protocol with one mistake planted in it. If no property minded, the properties would
be worth little; if runs seldom showed it, so would the fuzzer. This page is written by

    %s

with %s without the mistakes.

%s

Each was judged by exploring every run of small scenarios in which the right rules are proven:

`, Rewrite, tested, t.Summary())
	for v := range model.NumVersions {
		for _, setup := range Setups(v) {
			fmt.Fprintf(&b, "- `%s`\n", setup)
		}
	}
	b.WriteString(`
The first of them in which a mutant violates something is where it is killed. One that violates nothing
in any of them, and in each ends in the same ways as the right rules, is equivalent. ` + "`simrun check`" + ` with
` + "`--mutant NAME`" + ` and the arguments in the column "where" shows the story.

## Operators

Most mutants are derived from the rules that fire when two calls cross, and from those of version 1 for several
devices and members, by these operators; the others
are mistakes that clients have made, by name.

`)
	for _, o := range model.Operators() {
		fmt.Fprintf(&b, "- %s: %s\n", o.Name, o.About)
	}
	b.WriteString(`
## Properties

"First" counts the mutants whose shortest story violates this property; "alone" those that no other
property would notice where they are killed.

`)
	term.MarkdownRows(&b, t.propertyRows())
	b.WriteString(notHere)
	b.WriteString("\n## Killed\n\nSteps are those of a proven shortest story.\n\n")
	term.MarkdownRows(&b, t.killedRows())
	b.WriteString("\n## Equivalent\n\n")
	term.MarkdownRows(&b, t.fateRows(Equivalent))
	if t.count(Survived) > 0 {
		b.WriteString("\n## Survived\n\nThese are holes in the properties.\n\n")
		term.MarkdownRows(&b, t.fateRows(Survived))
	}
	fmt.Fprintf(&b, "\n%s\n\n", measuredHeading)
	fmt.Fprintf(&b, `Runs and milliseconds to the kill, medians over the seeds 1 to %d, at most %d runs each; what most seeds
did not find counts as not killed, and a strategy that finds nothing with the first six is given up. The runs
are the same everywhere; the milliseconds are processor time of the machine that wrote this.

`, t.Effort.Seeds, t.Effort.Runs)
	term.MarkdownRows(&b, t.strategyRows())
	if rows := t.portfolioRows(); rows != nil {
		b.WriteString(aboutPortfolio)
		term.MarkdownRows(&b, rows)
	}
	b.WriteString("\nMutant by mutant, as runs / milliseconds. Steps are those of the story that " + t.Strategies[0] +
		" has found, shrunk, with\nthose of a proven shortest one like it in brackets where it is shorter.\n\n")
	term.MarkdownRows(&b, t.detectionRows())
	return b.String()
}

// aboutPortfolio says what the table of portfolios is.
const aboutPortfolio = `
The default mix follows from this table. The best mix is the one with the least geometric mean, over all
mutants, of the runs to expect up to a kill; the default is that, rounded to twentieths, with a twentieth each
for strategies that are good at what no mutant is like.

`

// notHere says why some properties notice nothing, or nothing alone.
const notHere = `
Bounded-life needs a clock, which an exhaustive search has not. What it alone notices shows in runs:

    simrun fuzz single --timing timed --reading literal-sent --strategy latency --mutant T0-32:stays

Polite follows from who placed a call, whatever the rules say. No-collateral names the cause of what others
notice later. Within-limits is about the simulated world, not about the protocol. And ` + "`settles`" + ` stands for
runs that go round in a circle for ever, which the search alone can show.
`

func (t *Trials) killedRows() [][]string {
	rows := [][]string{{"mutant", "what is wrong", "where", "violates", "steps"}}
	for _, m := range t.List {
		if m.Fate != Killed {
			continue
		}
		all := m.Property
		if len(m.Properties) > 1 {
			all += "; also " + strings.Join(m.Properties[1:], ", ")
		}
		rows = append(rows, []string{code(m.Mutant.Name), m.Mutant.Wrong(), setupText(m.Setup), all, strconv.Itoa(m.Shortest)})
	}
	return rows
}

func (t *Trials) fateRows(fate Fate) [][]string {
	rows := [][]string{{"mutant", "what is wrong", "how it shows", "first in"}}
	for _, m := range t.List {
		if m.Fate == fate {
			rows = append(rows, []string{code(m.Mutant.Name), m.Mutant.Wrong(), m.Why, setupText(m.Setup)})
		}
	}
	return rows
}

// detectionRows lists how each strategy fared against each mutant that runs can
// show.
func (t *Trials) detectionRows() [][]string {
	rows := [][]string{append([]string{"mutant", "steps"}, t.Strategies...)}
	for _, m := range t.List {
		if len(m.detections) == 0 {
			continue
		}
		row := []string{code(m.Mutant.Name), m.stepsText()}
		for _, detection := range m.detections {
			text := runsText(detection)
			if detection.Found {
				text += " / " + timeText(detection)
			}
			row = append(row, text)
		}
		rows = append(rows, row)
	}
	return rows
}

// code is a text in the type of code.
func code(text string) string { return "`" + text + "`" }
