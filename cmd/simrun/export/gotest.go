package export

import (
	"fmt"
	"go/format"
	"strconv"
	"strings"
	"unicode"

	"github.com/glarelab/glare/corpus"
)

// systems are the words that the go command takes for those of a system, if they are the
// last before _test: it then looks at the file nowhere else.
const systems = " aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos " +
	"386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le " +
	"riscv riscv64 s390 s390x sparc sparc64 wasm "

// GoTestFile is the name of the file of a story's test: one that the go command looks at
// on every system, whatever the story is called. It passes over names that begin with a
// point or an underscore.
func GoTestFile(name string) string {
	var b strings.Builder
	for _, r := range name {
		if !isWord(r) {
			r = '_'
		}
		b.WriteRune(r)
	}
	base := strings.Trim(b.String(), "_")
	if base == "" {
		base = "story"
	}
	if at := strings.LastIndexByte(base, '_'); at >= 0 && strings.Contains(systems, " "+base[at+1:]+" ") {
		base += "_story"
	}
	return base + "_test.go"
}

// isWord reports whether a character can stand in a name of Go, and in that of a file.
func isWord(r rune) bool { return asciiLetter(r) || '0' <= r && r <= '9' }

// GoTest is a case as a file of Go that fails as soon as the story goes differently:
// a test for a module that requires this one. Name is the name of the story, such as
// crossed-hangup.
func GoTest(c *corpus.Case, name string) ([]byte, error) {
	words := strings.FieldsFunc(name, func(r rune) bool { return !isWord(r) })
	var b strings.Builder
	for _, word := range words {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	test, text := "Test"+b.String(), c.Format()
	if test == "Test" {
		test = "TestStory"
	}
	quoted := "`" + text + "`"
	if strings.ContainsFunc(text, func(r rune) bool { return r == '`' || r != '\n' && !unicode.IsPrint(r) }) {
		quoted = strconv.QuoteToASCII(text) // what does not show itself is not to stand in a program
	}
	story := lowerFirst(strings.TrimPrefix(test, "Test"))
	source := fmt.Sprintf(goTest, test, story, quoted, strconv.QuoteToASCII(c.File))
	return format.Source([]byte(source))
}

// goTest is the file, of the test's name, the story's, its text and that of its file.
const goTest = `// Made by simrun export.

package glare_test

import (
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/corpus"
)

// %[1]s replays a story of crossed calls and demands the same transcript.
func %[1]s(t *testing.T) {
	c, err := corpus.ParseCase(%[4]s, %[2]sStory)
	if err != nil {
		t.Fatal(err)
	}
	status, trace, err := record.Replay(c, checker.Rules{})
	if err != nil {
		t.Fatalf("%%s: %%v", status, err)
	}
	if status != record.Same {
		t.Errorf("%%s; the story now:\n%%s\nthe story as it was:\n%%s", status, trace.Transcript(), c.Golden)
	}
}

const %[2]sStory = %[3]s
`

func asciiLetter(r rune) bool { return r < unicode.MaxASCII && unicode.IsLetter(r) }

// lowerFirst is a name with a small first letter; one of digits gets a word before it.
func lowerFirst(name string) string {
	if !asciiLetter(rune(name[0])) {
		return "story" + name
	}
	return strings.ToLower(name[:1]) + name[1:]
}
