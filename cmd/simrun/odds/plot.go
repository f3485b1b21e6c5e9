package odds

import (
	"bytes"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/diagram/plot"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/sim"
)

// barWidth is the length of the bar of all crossed calls, in characters.
const barWidth = 40

// PlotTable is the plot as a table: of one case with bars, of several with a column each.
// Own are the tables that replace those of the profiles, or "".
func PlotTable(p *story.Reporter, answers []Answer, own string) string {
	cells, below := barRows(answers[0].Points), "cross: of all pairs of presses; end badly: of the crossed calls"
	if len(answers) > 1 {
		cells, below = shareRows(answers), "of the crossed calls so many end badly"+farthest(answers)
	}
	return fmt.Sprintf("%s\n\n%s\n%s\n", heading(p, answers, own), p.Table(cells), below)
}

// barRows is one case, a row a point.
func barRows(points []*Found) [][]string {
	cells := [][]string{{"within", "cross", "end badly", ""}}
	for _, f := range points {
		bar := new(big.Int)
		if f.Crossed.Sign() > 0 {
			bar.Div(bar.Mul(f.BadWeight(), big.NewInt(barWidth)), f.Crossed)
		}
		cells = append(cells, []string{
			f.withinText(), percentText(f.Crossed, f.Whole), f.percentInterval(f.BadWeight()),
			strings.Repeat("█", int(bar.Int64())),
		})
	}
	return cells
}

// shareRows is several cases, a row a point and a column a case: all have the same points.
func shareRows(answers []Answer) [][]string {
	head := []string{"within"}
	for i := range answers {
		head = append(head, label(answers, &answers[i]))
	}
	cells := [][]string{head}
	for k, f := range answers[0].Points {
		row := []string{f.withinText()}
		for _, a := range answers {
			row = append(row, a.Points[k].percentShort())
		}
		cells = append(cells, row)
	}
	return cells
}

func (f *Found) withinText() string { return strconv.FormatUint(uint64(f.odds.WithinMS), 10) + " ms" }

// farthest says how far a number may lie from what it stands for, where runs were drawn.
func farthest(answers []Answer) string {
	most := 0
	for _, a := range answers {
		for _, f := range a.Points {
			if q, ok := f.point(); ok {
				most = max(most, q.Share-q.Low, q.High-q.Share)
			}
		}
	}
	if most == 0 {
		return ""
	}
	const tenth = plot.Whole / 1000
	tenths := (most + tenth - 1) / tenth // not less than it is
	return fmt.Sprintf(", at most %d.%d percentage points from what was drawn (95 %%, Wilson)", tenths/10, tenths%10)
}

// PlotSVG is the plot as a picture; again is the command that draws it.
func PlotSVG(p *story.Reporter, answers []Answer, own, again string) ([]byte, error) {
	picture := &plot.Plot{
		Title:  sentence(answers),
		Lead:   []string{heading(p, answers, own), howDrawn(answers)},
		Across: "both users press within so many ms",
		Up:     "crossed calls that end badly",
	}
	var worlds []*sim.Scenario
	for i := range answers {
		a := &answers[i]
		worlds = append(worlds, a.odds.Scenario)
		line := plot.Line{Label: label(answers, a), Ends: a.percentShort()}
		if a.Crossed.Sign() == 0 {
			line.Ends = "no calls cross"
		}
		for _, f := range a.Points {
			if q, ok := f.point(); ok {
				line.Points = append(line.Points, q)
			}
		}
		picture.Lines = append(picture.Lines, line)
	}
	picture.Foot = []string{
		"The latencies are assumptions, not measurements (docs/ODDS.md).",
		"Tested with " + p.TestedOf(worlds...).Text() + ".",
		"Drawn by: " + again,
	}
	var b bytes.Buffer
	err := plot.SVG(&b, picture)
	return b.Bytes(), err
}

// howDrawn says how the points of a picture were found.
func howDrawn(answers []Answer) string {
	i := slices.IndexFunc(answers, func(a Answer) bool { return !a.Points[0].Exact })
	if i < 0 {
		return "exact: every run was followed"
	}
	drawn := answers[i].Points[0]
	text := fmt.Sprintf("%s drawn for each point, seed %d; the bands are intervals of 95 %% (Wilson)", term.Count(drawn.Size, "run"), drawn.seed)
	if slices.ContainsFunc(answers, func(a Answer) bool { return a.Points[0].Exact }) {
		text += "; lines without a band are exact"
	}
	return text
}
