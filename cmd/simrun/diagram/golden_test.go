package diagram

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite testdata/*.golden")

// attack is a string that tries to break out of every format at once.
const attack = "end</text></script><script>alert(1)</script>]]>--> %%{init: {}}%% ; # : \"'&\n\x1b[31m\u202egnp.\u0301\u200b\xff\x00 \U000E0041"

// formats are the ways in which a story is drawn, by the ending of the golden.
var formats = map[string]func(io.Writer, Story) error{
	"svg":      SVG,
	"html":     HTML,
	"mmd":      Mermaid,
	"full.mmd": MermaidFull,
	"80.txt": func(w io.Writer, s Story) error {
		return Text(w, s, Options{Width: 80})
	},
	"120.txt": func(w io.Writer, s Story) error {
		return Text(w, s, Options{Width: 120})
	},
	"color.txt": func(w io.Writer, s Story) error {
		return Text(w, s, Options{Width: 80, Color: true})
	},
}

// TestGolden shows what each story looks like in each format, and that drawing
// it twice gives the same bytes.
func TestGolden(t *testing.T) {
	stories := []struct {
		name    string
		story   Story
		formats string
	}{
		{"in-flight", inFlight(), "svg html mmd 80.txt 120.txt color.txt"},
		{"marked", marked(), "svg html mmd full.mmd 80.txt 120.txt"},
		{"federated", federated(), "svg mmd 80.txt 120.txt"},
		{"excused", excused(), "svg html mmd 80.txt color.txt"},
		{"hostile", hostile(attack), "svg html mmd 120.txt"},
		{"empty", Story{}, "svg html mmd 80.txt"},
		{"seven-lanes", lanes(7), "svg 120.txt"},
	}
	for _, test := range stories {
		for format := range strings.FieldsSeq(test.formats) {
			name := test.name + "." + format
			t.Run(name, func(t *testing.T) {
				var got, again bytes.Buffer
				if err := formats[format](&got, test.story); err != nil {
					t.Fatal(err)
				}
				if err := formats[format](&again, test.story); err != nil {
					t.Fatal(err)
				}
				if got.String() != again.String() {
					t.Error("drawing the same story twice gave different bytes")
				}
				path := filepath.Join("testdata", name+".golden")
				if *update {
					if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if diff := firstDifference(string(want), got.String()); diff != "" {
					t.Errorf("%s differs; if that is meant, run go test ./cmd/simrun/diagram -update\n%s", path, diff)
				}
			})
		}
	}
}

// firstDifference shows the first line in which two texts differ, "" for none.
func firstDifference(want, got string) string {
	wants, gots := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(wants), len(gots)) {
		w, g := "(the end)", "(the end)"
		if i < len(wants) {
			w = wants[i]
		}
		if i < len(gots) {
			g = gots[i]
		}
		if w != g {
			return fmt.Sprintf("line %d\n- %s\n+ %s", i+1, w, g)
		}
	}
	return ""
}
