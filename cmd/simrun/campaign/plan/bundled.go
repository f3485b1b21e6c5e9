package plan

import (
	"embed"
	"strings"
)

// bundled are the plans that come with the program, a file each.
//
//go:embed plans/*.txt
var bundled embed.FS

// BundledNames lists the names of the plans that come with the program.
func BundledNames() []string {
	entries, err := bundled.ReadDir("plans")
	if err != nil {
		panic("plan: what is built in cannot be listed: " + err.Error())
	}
	var list []string
	for _, entry := range entries {
		list = append(list, strings.TrimSuffix(entry.Name(), ".txt"))
	}
	return list
}

// Bundled is the text of such a plan; it reports whether there is one.
func Bundled(name string) (string, bool) {
	text, err := bundled.ReadFile("plans/" + name + ".txt")
	return string(text), err == nil
}
