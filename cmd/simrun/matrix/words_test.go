package matrix

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/diagram/grid"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Cells of clients say in a few words of users what a pair gets, and whom they are about.
func TestProfilesInWords(t *testing.T) {
	s, err := sim.FindScenario("glare")
	if err != nil {
		t.Fatal(err)
	}
	view := Views()[slices.Index(ViewNames(), "profiles")]
	page, err := view.Make(t.Context(), reporter(), &Run{
		Options: &Options{Faults: []string{None}}, View: &view, Scenarios: []*sim.Scenario{s}, Workers: 2,
		Search: scheduler.SearchOptions{KeepGoing: true, Outcomes: true, Workers: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	names, cells := model.ClientNames(), page.Grids[0].Cells
	at := func(row, column string) *grid.Cell {
		return &cells[slices.Index(names, row)][slices.Index(names, column)]
	}
	for pair, want := range map[[2]string]string{
		{"nheko", "nheko"}:     "talk",
		{"js-2015", "js-2015"}: "talk, flaw unseen", // a message about a call that never was
		{"android", "android"}: "both hear calling",
		{"js-2015", "android"}: "one hears calling",
		{"ios", "ios"}:         "silent drop", // each has answered the other
		{"nheko", "js-21.1"}:   "one hears nothing",
	} {
		cell, mirrored := at(pair[0], pair[1]), at(pair[1], pair[0])
		if cell.Words != want || mirrored.Words != want {
			t.Errorf("%s: %q and, mirrored, %q; want %q", pair, cell.Words, mirrored.Words, want)
		}
	}
	if one, other := at("android", "nheko").Name, at("nheko", "android").Name; one != "bob android, alice nheko" || other != "alice nheko, bob android" {
		t.Errorf("names %q and %q", one, other)
	}
	for r := range cells {
		for c := range cells[r] {
			if words := cells[r][c].Words; words == "" || len(words) > mostWords {
				t.Errorf("%s × %s: %q", names[r], names[c], words)
			}
		}
	}
}

// Whatever is violated has words that fit, and what is said more plainly is something that a
// property says.
func TestWordsFit(t *testing.T) {
	said := ""
	for _, file := range []string{"property_same_call.go", "property_media_accounted.go", "property_no_collateral.go", "property_seamless.go"} {
		text, err := os.ReadFile("../../../properties/" + file)
		if err != nil {
			t.Fatal(err)
		}
		said += string(text)
	}
	if len(shortest) != len(properties.Severities()) {
		t.Errorf("%d words for %d severities", len(shortest), len(properties.Severities()))
	}
	list := shortest[:]
	for words, text := range plainer {
		list = append(list, text)
		if !strings.Contains(said, `symptom{"`+words+`"`) {
			t.Errorf("no property says %q", words)
		}
	}
	for _, text := range inVain {
		list = append(list, text)
	}
	for _, text := range list {
		if text == "" || len(text) > mostWords {
			t.Errorf("%q does not fit", text)
		}
	}
}
