package odds

import (
	"bytes"
	"context"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/sim"
)

// Points are the odds of intervals of growing length; the last, which is the
// whole interval, is known already. All are found in the way in which that was.
func Points(ctx context.Context, p *story.Reporter, s *sim.Scenario, tables Latencies, o Options, last *Found, meter story.Meter) ([]*Found, error) {
	o.Sample = !last.Exact
	var points []*Found
	for k := range plotSteps {
		if last.Reason != "" || ctx.Err() != nil {
			break
		}
		within := (o.Within * time.Duration(k) / plotSteps).Truncate(time.Millisecond)
		f, err := Find(ctx, p, s, tables, o, within, TellPoint(meter, k+2))
		if err != nil {
			return nil, err
		}
		if f.Reason != "" {
			last.Reason = f.Reason
			break
		}
		points = append(points, f)
	}
	return append(points, last), nil
}

// barWidth is the length of the bar of 10,000 in 10,000, in characters.
const barWidth = 40

// PlotTable is the plot as a table with bars.
func PlotTable(p *story.Reporter, points []*Found) string {
	cells := [][]string{{"within", "cross", "end badly", ""}}
	for _, f := range points {
		bar := new(big.Int)
		if f.Crossed.Sign() > 0 {
			bar.Div(bar.Mul(f.BadWeight(), big.NewInt(barWidth)), f.Crossed)
		}
		cells = append(cells, []string{
			strconv.FormatUint(uint64(f.odds.WithinMS), 10) + " ms", perText(f.Crossed, f.Whole), f.share(f.BadWeight()),
			strings.Repeat("█", int(bar.Int64())),
		})
	}
	last := points[len(points)-1]
	return fmt.Sprintf("%s, latencies %s\n\n%s\ncross: of 10,000 pairs of presses; end badly: of 10,000 crossed calls\n",
		p.Title(last.odds.Scenario), last.profile, p.Table(cells))
}

// The measures of a plot, in pixels.
const (
	plotWidth, plotHeight = 640, 400
	plotLeft, plotRight   = 70, 20
	plotTop, plotBottom   = 60, 60
)

// PlotSVG is the plot as a picture: a line for all bad ends, and where runs were
// drawn a band for the interval.
func PlotSVG(p *story.Reporter, points []*Found) []byte {
	last := points[len(points)-1]
	longest := max(last.odds.WithinMS, 1)
	x := func(f *Found) int {
		return plotLeft + int(uint64(f.odds.WithinMS)*(plotWidth-plotLeft-plotRight)/uint64(longest))
	}
	top := plotScale(points)
	y := func(share float64) int {
		return plotHeight - plotBottom - int(share*(plotHeight-plotTop-plotBottom)/top)
	}
	var b bytes.Buffer
	write := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	name := fmt.Sprintf("%s, latencies %s", p.Title(last.odds.Scenario), last.profile)
	write(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="odds-title odds-desc">`,
		plotWidth, plotHeight, plotWidth, plotHeight)
	write(`<title id="odds-title">%s</title>`, svgText(name))
	write(`<desc id="odds-desc">`)
	for _, f := range points {
		write("within %d ms: %s of 10,000 crossed calls end badly", f.odds.WithinMS, f.share(f.BadWeight()))
	}
	write("tested with %s", svgText(p.TestedOf(last.odds.Scenario).Text()))
	write("</desc>\n<style>text{font:12px sans-serif;fill:#1d2530}.axis{stroke:#9aa5b1}.grid{stroke:#e3e7ec}"+
		".line{fill:none;stroke:%s;stroke-width:2}.band{fill:%s;fill-opacity:.2}.dot{fill:%s}</style>", plotColor, plotColor, plotColor)
	write(`<rect width="%d" height="%d" fill="#ffffff"/>`, plotWidth, plotHeight)
	write(`<text x="%d" y="24" font-weight="bold">%s</text>`, plotLeft, svgText(name))
	write(`<text x="%d" y="44">bad ends of 10,000 crossed calls</text>`, plotLeft)
	for k := range 5 {
		at := top * float64(k) / 4
		write(`<line class="grid" x1="%d" y1="%d" x2="%d" y2="%d"/><text x="%d" y="%d" text-anchor="end">%.0f</text>`,
			plotLeft, y(at), plotWidth-plotRight, y(at), plotLeft-8, y(at)+4, at)
	}
	write(`<line class="axis" x1="%d" y1="%d" x2="%d" y2="%d"/>`, plotLeft, y(0), plotWidth-plotRight, y(0))
	var line, over, under []string
	for _, f := range points {
		share := f.badShare()
		line = append(line, fmt.Sprintf("%d,%d", x(f), y(share)))
		if !f.Exact {
			low, high := Wilson(f.BadWeight().Uint64(), f.Crossed.Uint64())
			over = append(over, fmt.Sprintf("%d,%d", x(f), y(min(high*per, top))))
			under = append([]string{fmt.Sprintf("%d,%d", x(f), y(low*per))}, under...)
		}
	}
	if len(over) > 0 {
		write(`<polygon class="band" points="%s"/>`, strings.Join(append(over, under...), " "))
	}
	write(`<polyline class="line" points="%s"/>`, strings.Join(line, " "))
	for _, f := range points {
		write(`<circle class="dot" cx="%d" cy="%d" r="3.5"/><text x="%d" y="%d" text-anchor="middle">%d</text>`,
			x(f), y(f.badShare()), x(f), plotHeight-plotBottom+18, f.odds.WithinMS)
	}
	write(`<text x="%d" y="%d" text-anchor="middle">both users press within … ms</text>`, (plotLeft+plotWidth-plotRight)/2, plotHeight-16)
	write("</svg>")
	return b.Bytes()
}

// plotColor is that of the first call in the pictures of stories.
const plotColor = "#0063a6"

// badShare is how many of 10,000 crossed calls end badly.
func (f *Found) badShare() float64 {
	if f.Crossed.Sign() == 0 {
		return 0
	}
	share, _ := new(big.Rat).SetFrac(new(big.Int).Mul(f.BadWeight(), big.NewInt(per)), f.Crossed).Float64()
	return share
}

// plotScale is the share at the top of the plot: a round number that none is above.
func plotScale(points []*Found) float64 {
	most := 0.0
	for _, f := range points {
		most = max(most, f.badShare())
	}
	for _, top := range []float64{4, 20, 40, 100, 200, 400, 1000, 2000, 4000} {
		if most <= top {
			return top
		}
	}
	return per
}

// svgText is text as SVG has it.
func svgText(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(text)
}
