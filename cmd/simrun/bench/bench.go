package bench

import (
	"context"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// Row is one line of the table: what was measured, and what is wanted of
// it.
type Row struct {
	What     string  `json:"what"`
	Measured float64 `json:"measured"`
	Unit     string  `json:"unit"`
	AtLeast  float64 `json:"at_least"`
	Aim      float64 `json:"aim"`
	// Less says that less is better: AtLeast is then what it may be at most.
	Less bool `json:"less_is_better,omitempty"`
	// Without says why it was not measured, where something that it needs is not there.
	Without string `json:"without,omitempty"`
}

// Bench is something that can be measured; it measures for about the time given.
type Bench struct {
	Name, About string
	Measure     func(context.Context, time.Duration) ([]Row, error)
}

// All lists what can be measured. A pair of real clients is measured as it is opened here.
func All(pair OpenPair) []Bench {
	return []Bench{
		{"walk", "the uniform walk and complete runs of glare, and what they allocate", walk},
		{"search", "the exhaustive search of a small scenario, and its memory", search},
		{"millions", "the exhaustive search of a large one, with one worker and with two", millions},
		{"devices", "a walk with four devices, and what proofs take, of up to six", devices},
		{"shrink", "making a failing run of glare as short as it gets", shrink},
		{"start", "from the start of a process to the first violation of literal", start},
		{"campaign", "what a second worker gains, and what handing out a shard costs", campaign},
		{"drive", "schedules of two real clients, where node and their packages are installed", pair.measure},
	}
}

// Names lists what can be measured.
func Names() []string {
	var list []string
	for _, b := range All(nil) {
		list = append(list, b.Name)
	}
	return list
}

// Print prints what was measured beside what is wanted, and marks what misses it.
func Print(p *term.Printer, rows []Row) error {
	cells := [][]string{{"what", "measured", "at least", "aim"}}
	var without []string
	for _, r := range rows {
		if p.JSON() {
			if err := p.Emit(r); err != nil {
				return err
			}
			continue
		}
		measured, limit := amount(r.Measured, r.Unit), amount(r.AtLeast, r.Unit)
		if r.Less && r.Measured > r.AtLeast || !r.Less && r.Measured < r.AtLeast {
			measured += " (!)"
		}
		if r.Without != "" {
			measured = "not measured"
			without = append(without, r.What+" is not measured: "+r.Without)
		}
		if r.Less {
			limit = "at most " + limit
		}
		cells = append(cells, []string{r.What, measured, limit, amount(r.Aim, r.Unit)})
	}
	if p.JSON() {
		return nil
	}
	p.Printf("%s\n", p.Table(cells))
	for _, sentence := range without {
		p.Printf("\n%s\n", term.Wrap(sentence, p.Width))
	}
	p.Explainf("\n%s, %s/%s, %d processors\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	return nil
}

// amount is a number with three digits that count, and its unit. Rates have a
// prefix; the other units are those in which the numbers are small.
func amount(x float64, unit string) string {
	prefix := ""
	if strings.HasSuffix(unit, "/s") {
		switch {
		case x >= 1e6:
			x, prefix = x/1e6, "M "
		case x >= 1e3:
			x, prefix = x/1e3, "k "
		}
	}
	digits := 2
	for limit := 10.0; x >= limit && digits > 0; limit *= 10 {
		digits--
	}
	number := strconv.FormatFloat(x, 'f', digits, 64)
	if strings.Contains(number, ".") {
		number = strings.TrimRight(strings.TrimRight(number, "0"), ".")
	}
	return strings.TrimSpace(number + " " + prefix + unit)
}
