package catalogue

import (
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
)

// profileItems are the profiles as list and show tell them.
func profileItems(*Catalogue) []Item {
	var items []Item
	texts := spec.KnobTexts()
	for _, profile := range model.Profiles() {
		var settings []string
		var data []map[string]string
		reading := profile.Reading()
		for k := range model.NumKnobs {
			value, source := reading.Value(k), profile.SourceOf(k)
			means := texts[k].Values[reading.Setting[k].Value].Means
			settings = append(settings, k.String()+"="+value+": "+means+" ("+source+")")
			data = append(data, map[string]string{"knob": k.String(), "value": value, "means": means, "source": source})
		}
		items = append(items, Item{Name: profile.Name, Facts: []fact{
			said("text", profile.Client), said("source", profile.Source),
			{Label: "settings", form: lines, List: settings, data: data},
			said("not expressed", strings.Join(profile.Lacks, " ")),
		}})
	}
	return items
}
