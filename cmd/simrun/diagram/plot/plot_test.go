package plot

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// falling is a plot of so many lines, all of which end close to each other.
func falling(lines int) *Plot {
	p := &Plot{Title: "All of them end low.", Lead: []string{"glare"}, Across: "ms", Up: "bad ends", Foot: []string{"by hand"}}
	for i := range lines {
		l := Line{Label: fmt.Sprintf("line %d", i)}
		for at := 0; at <= 300; at += 75 {
			share := (300-at)*800 + i*1500
			l.Points = append(l.Points, Point{at, share, share - i*500, share + i*700, fmt.Sprintf("at %d", at)})
		}
		p.Lines = append(p.Lines, l)
	}
	return p
}

// drawn is a picture, which is well-formed and the same twice.
func drawn(t *testing.T, p *Plot) string {
	t.Helper()
	var first, second bytes.Buffer
	if err := errors.Join(SVG(&first, p), SVG(&second, p)); err != nil {
		t.Fatal(err)
	}
	if first.String() != second.String() {
		t.Error("the same plot gives two pictures")
	}
	for d := xml.NewDecoder(&first); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err, second.String())
		}
	}
	return second.String()
}

// Each line has its own, and a band if it was not found exactly.
func TestLines(t *testing.T) {
	text := drawn(t, falling(MostLines))
	for part, want := range map[string]int{
		"<polyline ": MostLines, "<polygon ": MostLines - 1, `class="label"`: MostLines, "<title>": MostLines * 5,
		"@media (prefers-color-scheme: dark)": 1, `<title id="plot-title">All of them end low.</title>`: 1, "line 3:\n  at 0\n": 1,
	} {
		if got := strings.Count(text, part); got != want {
			t.Errorf("%d × %s, want %d", got, part, want)
		}
	}
}

// Lines that lie on each other have one mark for a point, which names all.
func TestMarksOnEachOther(t *testing.T) {
	p := falling(3)
	p.Lines[2].Points = p.Lines[1].Points
	text := drawn(t, p)
	if marks := strings.Count(text, `class="point `); marks != 10 || !strings.Contains(text, "<title>line 1: at 75\nline 2: at 75</title>") {
		t.Errorf("%d marks", marks)
	}
}

var labelAt = regexp.MustCompile(`<text x="(\d+)" y="(\d+)" class="label">([^<]*)<`)

// Labels stand beside the field, apart from each other and within the picture, however close
// the lines end.
func TestLabelsApart(t *testing.T) {
	for n := 1; n <= MostLines; n++ {
		p := falling(n)
		p.Lines[n-1].Label = strings.Repeat("long ", 30)
		l := newLayout(p)
		found := labelAt.FindAllStringSubmatch(drawn(t, p), -1)
		var ys []int
		for _, f := range found {
			x, _ := strconv.Atoi(f[1])
			y, _ := strconv.Atoi(f[2])
			if end := x + px(len([]rune(f[3])), textFont); x <= l.right || end > l.width {
				t.Errorf("%q stands from %d to %d, beside a field that ends at %d, in a picture %d wide", f[3], x, end, l.right, l.width)
			}
			if y < l.top || y > l.bottom+room/2 {
				t.Errorf("%q stands at %d, beside a field from %d to %d", f[3], y, l.top, l.bottom)
			}
			ys = append(ys, y)
		}
		slices.Sort(ys)
		for i := 1; i < len(ys); i++ {
			if ys[i]-ys[i-1] < textFont+2 {
				t.Errorf("%d lines: labels at %v", n, ys)
			}
		}
		if len(ys) != n {
			t.Errorf("%d labels of %d lines", len(ys), n)
		}
	}
}

// Labels move no more than they have to, and keep their order.
func TestSpread(t *testing.T) {
	for _, c := range []struct{ wish, want []int }{
		{[]int{50}, []int{50}},
		{[]int{80, 20}, []int{80, 20}},
		{[]int{50, 50}, []int{45, 55}},
		{[]int{50, 52, 49, 10}, []int{50, 60, 40, 10}},
		{[]int{100, 100, 100}, []int{80, 90, 100}},
		{[]int{0, 1, 30}, []int{0, 10, 30}},
		{[]int{0, 0, 0, 22}, []int{0, 10, 20, 30}},
	} {
		if got := spread(c.wish, 10, 0, 100); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.wish, got, c.want)
		}
	}
}

// Whatever is to be shown, the scale has 4 to 6 round shares, and 2 to 7 round lengths.
func TestTicksAreRound(t *testing.T) {
	round := regexp.MustCompile(`^[125]0*$`)
	for most := 1; most <= Whole; most += 1 + most/7 {
		ticks := shareTicks(most)
		if n := len(ticks); n < 4 || n > 6 || ticks[0] != 0 || ticks[n-1] < most || ticks[n-1] > Whole || !round.MatchString(fmt.Sprint(ticks[1])) {
			t.Errorf("up to %d: %v", most, ticks)
		}
		ticks = lengthTicks(most)
		if n := len(ticks); n < 2 || n > 7 || ticks[0] != 0 || ticks[n-1] > most || !round.MatchString(fmt.Sprint(ticks[1])) {
			t.Errorf("as long as %d: %v", most, ticks)
		}
	}
	for most, want := range map[int]string{0: "0.2 %", 300: "0.01 %", 263_000: "10 %", 180_000: "5 %", Whole: "20 %"} {
		if got := percentText(shareTicks(most)[1]); got != want {
			t.Errorf("up to %d in steps of %s, want %s", most, got, want)
		}
	}
	if got := fmt.Sprint(lengthTicks(300), lengthTicks(0)); got != "[0 50 100 150 200 250 300] [0]" {
		t.Error(got)
	}
}

// What others wrote stays text.
func TestHostile(t *testing.T) {
	const attack = "<script>alert(1)</script> \"'& \u202e\x00 ]]> &amp;"
	p := falling(2)
	p.Title, p.Lead, p.Foot, p.Across, p.Up = attack, []string{attack}, []string{attack}, attack, attack
	p.Lines[0].Label, p.Lines[0].Ends, p.Lines[0].Points[0].Text = attack, attack, attack
	if text := drawn(t, p); strings.Contains(text, "<script") || strings.ContainsAny(text, "\u202e\x00") || strings.Contains(text, "\"'&") {
		t.Error(text)
	}
}

// What cannot be drawn is refused.
func TestRefused(t *testing.T) {
	for want, p := range map[string]*Plot{
		"0 lines": {}, "9 lines": falling(9),
		"goes back": {Lines: []Line{{Points: []Point{{At: 5}, {At: 5}}}}},
		"the share": {Lines: []Line{{Points: []Point{{Share: Whole + 1, High: Whole + 1}}}}},
	} {
		if err := SVG(io.Discard, p); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	drawn(t, &Plot{Lines: []Line{{Label: "nothing"}}})
}

// Whoever sees no red, no green or no blue can tell all lines apart by their colours, in
// light and in dark (Machado, Oliveira and Fernandes: A Physiologically-based Model for
// Simulation of Color Vision Deficiency, 2009).
func TestColoursDiffer(t *testing.T) {
	stroke := regexp.MustCompile(`(?m)^( *)\.plot \.c\d \.line.*stroke: #([0-9a-f]{6})`)
	schemes := map[string][][3]float64{}
	for _, m := range stroke.FindAllStringSubmatch(style, -1) {
		schemes[m[1]] = append(schemes[m[1]], linear(t, m[2]))
	}
	for _, colours := range schemes {
		if len(colours) != MostLines {
			t.Fatalf("%d colours", len(colours))
		}
		for _, eye := range [][3][3]float64{
			{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
			{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
			{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
			{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
		} {
			for i := range colours {
				for k := range i {
					if d := distance(seen(eye, colours[i]), seen(eye, colours[k])); d < 15 {
						t.Errorf("colours %d and %d are %.1f apart", i, k, d)
					}
				}
			}
		}
	}
}

func linear(t *testing.T, hex string) (rgb [3]float64) {
	t.Helper()
	for i := range rgb {
		v, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		if rgb[i] = float64(v) / 255; rgb[i] <= 0.04045 {
			rgb[i] /= 12.92
		} else {
			rgb[i] = math.Pow((rgb[i]+0.055)/1.055, 2.4)
		}
	}
	return rgb
}

// seen is a colour as an eye sees it.
func seen(eye [3][3]float64, rgb [3]float64) (is [3]float64) {
	for i, row := range eye {
		is[i] = min(1, max(0, row[0]*rgb[0]+row[1]*rgb[1]+row[2]*rgb[2]))
	}
	return is
}

// distance is that of two colours in CIELAB.
func distance(a, b [3]float64) float64 {
	lab := func(c [3]float64) (l, u, v float64) {
		f := func(t float64) float64 {
			if t > 0.008856 {
				return math.Cbrt(t)
			}
			return 7.787*t + 16.0/116
		}
		x := f((0.4124*c[0] + 0.3576*c[1] + 0.1805*c[2]) / 0.95047)
		y := f(0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2])
		z := f((0.0193*c[0] + 0.1192*c[1] + 0.9505*c[2]) / 1.08883)
		return 116*y - 16, 500 * (x - y), 200 * (y - z)
	}
	l1, u1, v1 := lab(a)
	l2, u2, v2 := lab(b)
	return math.Hypot(math.Hypot(l1-l2, u1-u2), v1-v2)
}
