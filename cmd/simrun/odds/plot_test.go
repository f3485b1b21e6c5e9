package odds

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/glarelab/glare/cmd/simrun/cli"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/sim"
)

// A plot has one measure of progress, which never goes back, though each of its
// points begins anew and some do not know how far they are.
func TestPlotProgressOnlyGrows(t *testing.T) {
	m := &cli.Bar{}
	last := int64(0)
	for point := 1; point <= plotSteps+1; point++ {
		tell := TellPoint(m, point, plotSteps+1)
		for _, share := range []int64{-1, 0, 500, story.WholeShare} {
			tell(share, "runs", 5)
			now := m.State.Load()
			if now.Share < last || now.Share > story.WholeShare {
				t.Errorf("point %d, share %d: %d after %d", point, share, now.Share, last)
			}
			last = now.Share
		}
	}
	if last != story.WholeShare {
		t.Errorf("in the end %d of %d", last, story.WholeShare)
	}
	if got, want := m.State.Load().Text(), "  point 9  of 9  runs 5"; got != want {
		t.Errorf("counts %q, want %q", got, want)
	}
}

// A line is found in one way, though more lies ahead of a short interval than of a long one;
// the account of the whole stays exact. Where a point cannot be found, the whole still is.
func TestPointsAreAlike(t *testing.T) {
	var b bytes.Buffer
	const tables = "send=10 sync=10 reply=10,20 media=200,250 connect=10 react=2000"
	o := Options{Latency: tables, Within: 600 * time.Millisecond, MaxStates: 10_000, Runs: 500}
	a := asked(t, to(&b), "glare", []string{"literal"}, []string{DefaultProfile}, o)[0]
	if !a.Exact || a.Undone() {
		t.Fatalf("the whole is exact: %t; undone: %t", a.Exact, a.Undone())
	}
	for _, f := range a.Points {
		if f.Exact {
			t.Errorf("the point of %s is exact, and others are not", f.withinText())
		}
	}
	o.Exact = true
	if a := asked(t, to(&b), "glare", []string{"literal"}, []string{DefaultProfile}, o)[0]; !a.Undone() || a.Reason != "" || a.unknown() {
		t.Errorf("undone %t, because of %q", a.Undone(), a.Reason)
	}
}

// small are tables with which all runs can be followed at once.
const small = "send=20 reply=20:2,60:1 sync=20,40 media=100 connect=100"

// asked are the answers to a small question: readings with profiles, plotted.
func asked(t *testing.T, p *story.Reporter, name string, readings, profiles []string, o Options) []Answer {
	t.Helper()
	var worlds []*sim.Scenario
	for _, reading := range readings {
		s, err := sim.FindScenario("glare")
		if err == nil {
			err = s.SetReading(reading)
		}
		if err != nil {
			t.Fatal(err)
		}
		s.Name = name
		worlds = append(worlds, s)
	}
	cases, err := Cases(worlds, profiles, o.Latency)
	if err != nil {
		t.Fatal(err)
	}
	o.Seed, o.Workers = 1, 1
	answers, err := Ask(t.Context(), p, cases, o, true, &cli.Bar{})
	if err != nil {
		t.Fatal(err)
	}
	return answers
}

// to is a reporter that writes to a buffer.
func to(b *bytes.Buffer) *story.Reporter { return cli.New(nil, b, b).Reporter }

// drawn is the picture of answers.
func drawn(t *testing.T, p *story.Reporter, answers []Answer, own string) string {
	t.Helper()
	picture, err := PlotSVG(p, answers, own, "simrun odds <again>")
	if err != nil {
		t.Fatal(err)
	}
	return string(picture)
}

// lineOf is what JSON has of an answer.
func lineOf(t *testing.T, p *story.Reporter, a *Answer) string {
	t.Helper()
	line, err := json.Marshal(a.JSON(p.HeadOf(a.Scenario)))
	if err != nil {
		t.Fatal(err)
	}
	return string(line)
}

// Each reading with each profile is a line, which says in per cent where it ends; the same
// question gives the same bytes.
func TestPlotOfSeveral(t *testing.T) {
	p := to(&bytes.Buffer{})
	o := Options{Within: 90 * time.Millisecond, Runs: 300, Sample: true}
	ask := func() []Answer {
		return asked(t, p, "glare", []string{"literal", "robust", "alice=literal,bob=literal"}, []string{"lte", "lan"}, o)
	}
	answers := ask()
	if len(answers) != 4 {
		t.Fatalf("%d answers: a reading that is the same counts once", len(answers))
	}
	for _, a := range answers {
		alone := asked(t, p, "glare", []string{story.ReadingText(a.Scenario)}, []string{a.Profile}, o)
		if diff := cmp.Diff(lineOf(t, p, &alone[0]), lineOf(t, p, &a)); diff != "" || len(alone) != 1 {
			t.Errorf("alone and with others (-alone +others):\n%s", diff)
		}
	}
	text := drawn(t, p, answers, "")
	if text != drawn(t, p, ask(), "") {
		t.Error("the same question gives two pictures")
	}
	for part, want := range map[string]int{
		"<polyline ": 4, "<polygon ": 4, `class="label"`: 4, ">literal, lte  ": 1, ">robust, lan  0 of 300<": 1,
		"prefers-color-scheme: dark": 1, "under literal on l": 2, ", none of those drawn under robust.</title>": 1,
		"glare, readings literal and robust, timed, latencies lte and lan": 2, "simrun odds &lt;again&gt;": 2,
		"Tested with rules v0 (": 2, "within 90 ms: 0 % (0 to 1.3)": 4,
	} {
		if got := strings.Count(strings.ReplaceAll(text, "\n", " "), part); got != want {
			t.Errorf("%d × %s, want %d", got, part, want)
		}
	}
	table := PlotTable(p, answers, "")
	for _, want := range []string{"literal, lte", "robust, lan", "0 of 300", " %", "percentage points from what was drawn"} {
		if !strings.Contains(table, want) {
			t.Errorf("the table does not have %q:\n%s", want, table)
		}
	}
}

// A scenario may be called anything.
func TestPlotOfHostileName(t *testing.T) {
	const name = `</text><script>alert("1")</script>&amp;`
	p := to(&bytes.Buffer{})
	answers := asked(t, p, name, []string{"literal"}, []string{"lte"}, Options{Latency: small, Within: 0})
	text := drawn(t, p, answers, small)
	if strings.Contains(text, "<script") || !strings.Contains(text, "&lt;script&gt;") {
		t.Error(text)
	}
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// The title says what comes of the worst and of the best.
func TestSentence(t *testing.T) {
	p := to(&bytes.Buffer{})
	exact, drawn := Options{Latency: small, Within: 2 * time.Millisecond}, Options{Latency: small, Within: 2 * time.Millisecond, Sample: true, Runs: 50}
	for _, c := range []struct {
		o                  Options
		readings, profiles string
		want               string
	}{
		{exact, "literal", "lte", "Within 2 ms of each other, 38.0 % of crossed calls end badly under literal."},
		{exact, "robust", "lte", "Within 2 ms of each other, no crossed call ends badly under robust."},
		{exact, "literal robust", "lte", "Within 2 ms of each other, 38.0 % of crossed calls end badly under literal, none under robust."},
		{exact, "literal", "lte lan", "Within 2 ms of each other, 38.0 % of crossed calls end badly under literal."},
		{drawn, "literal-sent robust", "lte lan", "Within 2 ms of each other, no crossed call that was drawn ends badly under literal-sent and robust."},
		{Options{Latency: small}, "robust literal", "lte lan", "Where both press at once, 33.3 % of crossed calls end badly under literal, none under robust."},
		{Options{Latency: "send=100 sync=100 media=100 connect=100 reply=250"}, "literal", "lte", "Where both press at once, 100 % of crossed calls end badly under literal."},
	} {
		if got := sentence(asked(t, p, "glare", strings.Fields(c.readings), strings.Fields(c.profiles), c.o)); got != c.want {
			t.Errorf("%s × %s:\n%s, want\n%s", c.readings, c.profiles, got, c.want)
		}
	}
}

// What happens now and then is not said never to happen, and what does not always happen
// not to.
func TestPercent(t *testing.T) {
	for _, c := range []struct {
		part, whole int64
		want        string
	}{
		{0, 1, "0 %"},
		{1, 1, "100 %"},
		{0, 0, "–"},
		{263, 1000, "26.3 %"},
		{26, 100, "26.0 %"},
		{1, 3, "33.3 %"},
		{2, 3, "66.7 %"},
		{1, 100_000, "<0.1 %"},
		{499, 1_000_000, "<0.1 %"},
		{5, 10_000, "0.1 %"},
		{9994, 10_000, "99.9 %"},
		{99_951, 100_000, ">99.9 %"},
		{99_999, 100_000, ">99.9 %"},
	} {
		if got := percentText(big.NewInt(c.part), big.NewInt(c.whole)); got != c.want {
			t.Errorf("%d of %d: %s, want %s", c.part, c.whole, got, c.want)
		}
	}
	for _, c := range []struct {
		bad, crossed int64
		exact        bool
		want, short  string
	}{
		{0, 100, true, "0 %", "0 %"},
		{0, 100_000, false, "0 % (0 to <0.1)", "0 of 100000"},
		{100_000, 100_000, false, "100 % (>99.9 to 100)", "100000 of 100000"},
		{26, 100, false, "26.0 % (18.4 to 35.4)", "26.0 %"},
		{0, 0, false, "–", "–"},
	} {
		f := &Found{odds: &Odds{}, Result: &Result{Exact: c.exact, Crossed: big.NewInt(c.crossed), Bad: []BadShare{{Weight: big.NewInt(c.bad)}}}}
		if got := f.percentInterval(f.BadWeight()); got != c.want {
			t.Errorf("%d of %d: %s, want %s", c.bad, c.crossed, got, c.want)
		}
		if got := f.percentShort(); got != c.short {
			t.Errorf("%d of %d: %s, want %s", c.bad, c.crossed, got, c.short)
		}
		if q, ok := f.point(); ok && (q.Low > q.Share || q.Share > q.High || c.exact != (q.Low == q.High)) {
			t.Errorf("%d of %d: %v", c.bad, c.crossed, q)
		}
	}
}

// A plot of a short interval has each whole millisecond once.
func TestShorterThan(t *testing.T) {
	for within, want := range map[int]string{0: "[]", 3: "[0s 1ms 2ms]", 8: "[0s 1ms 2ms 3ms 4ms 5ms 6ms 7ms]", 300: "[0s 37ms 75ms 112ms 150ms 187ms 225ms 262ms]"} {
		if got := fmt.Sprint(shorterThan(time.Duration(within) * time.Millisecond)); got != want {
			t.Errorf("%d ms: %s, want %s", within, got, want)
		}
	}
}
