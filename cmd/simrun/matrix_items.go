package main

import (
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
)

// profileItems are the profiles as list and show tell them.
func profileItems(*catalogue) []item {
	var items []item
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
		items = append(items, item{name: profile.Name, facts: []fact{
			said("text", profile.Client), said("source", profile.Source),
			{label: "settings", form: lines, list: settings, data: data},
			said("not expressed", strings.Join(profile.Lacks, " ")),
		}})
	}
	return items
}
