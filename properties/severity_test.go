package properties_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/glarelab/glare/properties"
)

// Whatever a property can say has exactly one severity, and only what users cannot
// notice has the last.
func TestSeverities(t *testing.T) {
	said := wordsOf(t)
	last := len(properties.Severities()) - 1
	unnoticed := map[string]bool{"no-phantom": true, "polite": true, "well-formed": true, "one-rule": true, "within-limits": true}
	met := map[int]bool{}
	for _, property := range properties.Names() {
		if len(said[property]) == 0 {
			t.Errorf("%s says nothing", property)
		}
		for _, words := range said[property] {
			rank := properties.SeverityOf(property, words)
			met[rank] = true
			if unnoticed[property] != (rank == last) {
				t.Errorf("%s, %q: its severity is %q", property, words, properties.Severities()[rank].Name)
			}
		}
	}
	for i, s := range properties.Severities() {
		if !met[i] {
			t.Errorf("no property says anything of the severity %q", s.Name)
		}
	}
	if n := properties.SeverityOf("same-call", "new words"); n != last {
		t.Errorf("unknown words have severity %d", n)
	}
}

// wordsOf collects, from the source, the words in which each property says what
// users see: the strings given to say, or to the variable words.
func wordsOf(t *testing.T) map[string][]string {
	t.Helper()
	said := map[string][]string{}
	files, err := fs.Glob(os.DirFS("."), "property_*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, "timed.go") {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		property := strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(name, "property_"), ".go"), "_", "-")
		if name == "timed.go" {
			property = "bounded-life"
		}
		add := func(e ast.Expr) {
			if sum, ok := e.(*ast.BinaryExpr); ok {
				e = sum.X // how the words begin
			}
			if text, ok := e.(*ast.BasicLit); ok && text.Kind == token.STRING {
				words, err := strconv.Unquote(text.Value)
				if err != nil {
					t.Fatal(err)
				}
				said[property] = append(said[property], words)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "say" {
					add(n.Args[0])
				}
			case *ast.AssignStmt:
				if v, ok := n.Lhs[0].(*ast.Ident); ok && v.Name == "words" {
					add(n.Rhs[0])
				}
			}
			return true
		})
	}
	return said
}
