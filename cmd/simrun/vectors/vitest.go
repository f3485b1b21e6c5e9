package vectors

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"
	"unicode"
)

//go:embed vitest.mjs
var vitest string

// Vitest is the file as a test of matrix-js-sdk that needs nothing but vitest and that package.
func (f *File) Vitest() []byte {
	check, _, _ := strings.Cut(string(driver), "\n// The command line.\n")
	_, check, _ = strings.Cut(check, "\n\n") // what it says of itself is of a program
	imports, rest, _ := strings.Cut(vitest, "\n\n")
	var b bytes.Buffer
	b.WriteString("// Made by simrun export --vitest. Run it with: npx vitest run\n//\n")
	for _, line := range f.About {
		fmt.Fprintf(&b, "// %s\n", oneLine(line))
	}
	fmt.Fprintf(&b, "//\n// In the model: %s\n", oneLine(f.Replay))
	fmt.Fprintf(&b, "\n%s\n\n", imports)
	b.WriteString(strings.Replace(check, "export async function check", "async function check", 1))
	story := *f
	story.Wrong, story.About = nil, []string{}
	fmt.Fprintf(&b, "\n// What each device is given, and what a right client then does: docs/VECTORS.md of github.com/glarelab/glare.\nconst story = %s;\n\n", bytes.TrimSpace(story.JSON()))
	b.WriteString(rest)
	return b.Bytes()
}

// oneLine is text in a comment of one line: nothing in it ends the line, or hides.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, text)
}
