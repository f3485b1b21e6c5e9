package properties_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
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

// unread are the files that a reading order leaves out. Few files need none.
func unread(order string, sources []string) []string {
	patterns := files.FindAllString(order, -1)
	if len(patterns) == 0 && len(sources) <= fewFiles || rest.MatchString(order) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(sources), func(name string) bool {
		return slices.ContainsFunc(patterns, func(pattern string) bool {
			fits, err := path.Match(pattern, name)
			return err == nil && fits
		})
	})
}

// TestReadingOrders shows that each package with more than two files says at the end of its
// comment in which order to read them, and that it leaves out none.
func TestReadingOrders(t *testing.T) {
	tree := os.DirFS("..")
	for _, folder := range read(t, tree).folders() {
		order, sources := readingOrder(t, tree, folder)
		if left := unread(order, sources); len(left) > 0 {
			t.Errorf("%s: the reading order at the end of the package comment does not name %s", folder, strings.Join(left, ", "))
		}
	}
}

// TestReadingOrdersAreRead shows that the test above sees what is left out.
func TestReadingOrdersAreRead(t *testing.T) {
	for comment, want := range map[string]string{
		"It is.\n//\n// Read a.go and b_*.go.":                "",
		"It is.\n//\n// Read a.go; every other is like it.":   "",
		"It is.\n//\n// Read a.go.":                           "b_one.go b_two.go",
		"Read a.go and b_*.go.\n//\n// It is.":                "a.go b_one.go b_two.go",
		"It is.\n//\n// Read b_one.go and then b_one_two.go.": "a.go b_two.go",
	} {
		tree := fstest.MapFS{"p/doc.go": {Data: []byte("// Package p is one.\n//\n// " + comment + "\npackage p\n")}}
		for _, name := range []string{"a.go", "b_one.go", "b_two.go", "a_test.go"} {
			tree["p/"+name] = &fstest.MapFile{Data: []byte("package p\n")}
		}
		if got := strings.Join(unread(readingOrder(t, tree, "p")), " "); got != want {
			t.Errorf("%q leaves out %q, want %q", comment, got, want)
		}
	}
}
