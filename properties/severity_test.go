package properties

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"slices"
	"testing"
)

// Whatever a property can say has a severity, each severity is that of something, and
// only what users cannot notice has the last.
func TestSeverities(t *testing.T) {
	unnoticed := []string{"no-phantom", "polite", "well-formed", "one-rule", "within-limits", "says-why", "drops-whole", "end-of-candidates"}
	met := map[int]bool{}
	for _, p := range All() {
		if len(p.symptoms) == 0 {
			t.Errorf("%s says nothing", p.Name)
		}
		for _, s := range p.symptoms {
			met[s.severity] = true
			if s.words == "" || slices.Contains(unnoticed, p.Name) != (s.severity == Unnoticed) {
				t.Errorf("%s, %q: its severity is %q", p.Name, s.words, Severities()[s.severity].Name)
			}
			if s.severity < GravestOf(p.Name) {
				t.Errorf("%s, %q: it is graver than the gravest", p.Name, s.words)
			}
		}
	}
	for i, s := range Severities() {
		if !met[i] {
			t.Errorf("no property says anything of the severity %q", s.Name)
		}
	}
	if n := GravestOf("no such property"); n != Unnoticed {
		t.Errorf("what no property says has severity %d", n)
	}
	if n := (&Conflict{Words: "new words"}).Severity(); n != Unnoticed {
		t.Errorf("what nobody said has severity %d", n)
	}
}

// A property says what it lists, by the source: the first argument of say, or what the
// variable shows is given.
func TestPropertiesListWhatTheySay(t *testing.T) {
	files, err := fs.Glob(os.DirFS("."), "property_*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		names := []string{name}
		if name == "property_bounded_life.go" {
			names = append(names, "timed.go") // which judges it
		}
		said, listed := map[string]bool{}, map[string]bool{}
		for _, name := range names {
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "say" {
						note(said, n.Args[0])
					}
				case *ast.AssignStmt:
					if v, ok := n.Lhs[0].(*ast.Ident); ok && v.Name == "shows" {
						note(said, n.Rhs[0])
					}
				case *ast.KeyValueExpr:
					if key, ok := n.Key.(*ast.Ident); ok && key.Name == "symptoms" {
						note(listed, n.Value)
					}
				}
				return true
			})
		}
		if !maps.Equal(said, listed) || len(said) == 0 {
			t.Errorf("%s: it says %v and lists %v", name, said, listed)
		}
	}
}

// note notes the symptoms that an expression names: one, or a list.
func note(set map[string]bool, e ast.Expr) {
	switch e := e.(type) {
	case *ast.Ident:
		if e.Name != "shows" {
			set[e.Name] = true
		}
	case *ast.IndexExpr:
		note(set, e.X)
	case *ast.SliceExpr:
		note(set, e.X)
	case *ast.CompositeLit:
		for _, one := range e.Elts {
			note(set, one)
		}
	}
}
