package properties_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// fewFiles is how many files nobody needs an order for.
const fewFiles = 2

var (
	// files are what a reading order names: a file, or a pattern of several.
	files = regexp.MustCompile(`[\w*]+\.go\b`)
	// rest is what it says where the others are as good as each other.
	rest = regexp.MustCompile(`(?i)\bevery other\b`)
)

// readingOrder is the last paragraph of a package comment, and the files that are in the
// folder, tests and the comment's own aside.
func readingOrder(t *testing.T, tree fs.FS, folder string) (order string, sources []string) {
	t.Helper()
	entries, err := fs.ReadDir(tree, folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := fs.ReadFile(tree, path.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.PackageClauseOnly)
		if err != nil {
			t.Fatal(err)
		}
		if file.Doc == nil {
			sources = append(sources, name)
			continue
		}
		order = lastParagraph(file.Doc)
	}
	return order, sources
}

func lastParagraph(comment *ast.CommentGroup) string {
	paragraphs := strings.Split(strings.TrimSpace(comment.Text()), "\n\n")
	return paragraphs[len(paragraphs)-1]
}

// disorder says what is wrong with the reading order of a folder, or "".
func disorder(order string, sources []string) string {
	var left []string
	patterns := files.FindAllString(order, -1)
	met := make([]bool, len(patterns))
	for _, name := range sources {
		named := false
		for i, pattern := range patterns {
			if fits, err := path.Match(pattern, name); err == nil && fits {
				named, met[i] = true, true
			}
		}
		if !named {
			left = append(left, name)
		}
	}
	for i, pattern := range patterns {
		if !met[i] {
			return "names " + pattern + ", which is not there"
		}
	}
	switch {
	case len(patterns) == 0 && len(sources) <= fewFiles, rest.MatchString(order):
		return ""
	case len(left) > 0:
		return "does not name " + strings.Join(left, ", ")
	}
	return ""
}

// TestReadingOrders shows that each package with more than two files says at the end of its
// comment in which order to read them, and that it leaves out none and names none that is gone.
func TestReadingOrders(t *testing.T) {
	tree := os.DirFS("..")
	for _, folder := range read(t, tree).folders() {
		order, sources := readingOrder(t, tree, folder)
		if wrong := disorder(order, sources); wrong != "" {
			t.Errorf("%s: the reading order at the end of the package comment %s", folder, wrong)
		}
	}
}

// TestReadingOrdersAreRead shows that the test above sees what is wrong.
func TestReadingOrdersAreRead(t *testing.T) {
	for comment, want := range map[string]string{
		"It is.\n//\n// Read a.go and b_*.go.":               "",
		"It is.\n//\n// Read a.go; every other is like it.":  "",
		"It is.\n//\n// Read a.go.":                          "does not name b_one.go, b_two.go",
		"Read a.go and b_*.go.\n//\n// It is.":               "does not name a.go, b_one.go, b_two.go",
		"It is.\n//\n// Read a.go, b_*.go, then c.go.":       "names c.go, which is not there",
		"It is.\n//\n// Read c.go; every other is like it.":  "names c.go, which is not there",
		"It is.\n//\n// Read a.go, b_one.go and b_three.go.": "names b_three.go, which is not there",
	} {
		tree := fstest.MapFS{"p/doc.go": {Data: []byte("// Package p is one.\n//\n// " + comment + "\npackage p\n")}}
		for _, name := range []string{"a.go", "b_one.go", "b_two.go", "a_test.go"} {
			tree["p/"+name] = &fstest.MapFile{Data: []byte("package p\n")}
		}
		order, sources := readingOrder(t, tree, "p")
		if got := disorder(order, sources); got != want {
			t.Errorf("%q: %q, want %q", comment, got, want)
		}
	}
}
