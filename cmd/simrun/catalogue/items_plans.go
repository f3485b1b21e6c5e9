package catalogue

import (
	"strings"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
)

// planItems are the plans of campaigns that come with the program, as their files say.
func planItems(*Catalogue) []Item {
	var items []Item
	for _, name := range plan.BundledNames() {
		text, _ := plan.Bundled(name)
		about := ""
		if read, err := plan.Parse(name, text); err == nil {
			about = read.About
		}
		items = append(items, Item{Name: name, Facts: []fact{
			said("text", about), {Label: "plan", form: block, List: []string{strings.TrimSpace(text)}},
		}})
	}
	return items
}
