package play

import (
	"fmt"
	"go/format"
	"strconv"
	"strings"
	"unicode"
)

// GoTest is a case as a file of Go that fails as soon as the story goes differently:
// a test for a module that requires this one. Name is the name of the story, such as
// crossed-hangup.
func (c *Case) GoTest(name string) ([]byte, error) {
	words := strings.FieldsFunc(name, func(r rune) bool { return !asciiLetter(r) && !unicode.IsDigit(r) })
	var b strings.Builder
	for _, word := range words {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	test, text := "Test"+b.String(), c.Format()
	if test == "Test" {
		test = "TestStory"
	}
	quoted := "`" + text + "`"
	if strings.ContainsAny(text, "`\r") {
		quoted = strconv.Quote(text)
	}
	story := lowerFirst(strings.TrimPrefix(test, "Test"))
	source := fmt.Sprintf(goTest, test, story, quoted, strconv.Quote(c.File))
	return format.Source([]byte(source))
}

// goTest is the file, of the test's name, the story's, its text and that of its file.
const goTest = `// Made by simrun export.

package glare_test

import (
	"testing"

	"github.com/glarelab/glare/cmd/simrun/play"
)

// %[1]s replays a story of crossed calls and demands the same transcript.
func %[1]s(t *testing.T) {
	c, err := play.ParseCase(%[4]s, %[2]sStory)
	if err != nil {
		t.Fatal(err)
	}
	status, trace, err := c.Replay(play.BothV0())
	if err != nil {
		t.Fatalf("%%s: %%v", status, err)
	}
	if status != play.Same {
		t.Errorf("%%s; the story now:\n%%s\nthe story as it was:\n%%s", status, trace.Transcript(), c.Golden)
	}
}

const %[2]sStory = %[3]s
`

func asciiLetter(r rune) bool { return r < unicode.MaxASCII && unicode.IsLetter(r) }

// lowerFirst is a name with a small first letter; one of digits gets a word before it.
func lowerFirst(name string) string {
	if unicode.IsDigit(rune(name[0])) {
		return "story" + name
	}
	return strings.ToLower(name[:1]) + name[1:]
}
