package sim

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
)

// Whatever the code of the world, of the properties or of a machine asks a reading is in
// the list, and no more, by the source. What a machine asks for an effect of a rule is
// a knob of that rule.
func TestAsksAreWhatIsAsked(t *testing.T) {
	knobs := knobConstants(t)
	asked := map[model.Knob]string{}
	for _, folder := range []string{".", "../properties", "../model"} {
		files, err := filepath.Glob(folder + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatal(folder, len(files), err)
		}
		for _, name := range files {
			base := filepath.Base(name)
			if strings.HasSuffix(base, "_test.go") || base == "asks.go" {
				continue
			}
			set := token.NewFileSet()
			for _, decl := range parseFile(t, set, name).Decls {
				f, ok := decl.(*ast.FuncDecl)
				if ok && folder == "../model" && f.Name.Name == "resolve" {
					continue // the knobs of effects
				}
				ast.Inspect(decl, func(n ast.Node) bool {
					k := knobAsked(n)
					if folder != "../model" {
						k = knobNamed(n)
					}
					if knob, ok := knobs[k]; ok {
						asked[knob] = set.Position(n.Pos()).String()
					}
					return true
				})
			}
		}
	}
	var listed []model.Knob
	for _, a := range asks {
		if slices.Contains(listed, a.knob) {
			t.Errorf("%s stands twice in the list", a.knob)
		}
		listed = append(listed, a.knob)
		if asked[a.knob] == "" {
			t.Errorf("%s is in the list, and nobody asks it", a.knob)
		}
	}
	for knob, place := range asked {
		if !slices.Contains(listed, knob) {
			t.Errorf("%s: %s is asked and not in the list: add it to asks, with where its values can be told apart by that", place, knob)
		}
	}
}

// knobNamed is the constant of package model that an expression names, or "".
func knobNamed(n ast.Node) string {
	if s, ok := n.(*ast.SelectorExpr); ok {
		if of, ok := s.X.(*ast.Ident); ok && of.Name == "model" {
			return s.Sel.Name
		}
	}
	return ""
}

// knobAsked is the constant whose value package model asks a reading in an expression:
// reading.Is(K, …) or Setting[K].
func knobAsked(n ast.Node) string {
	var e ast.Expr
	switch n := n.(type) {
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Is" && len(n.Args) == 2 {
			e = n.Args[0]
		}
	case *ast.IndexExpr:
		if f, ok := n.X.(*ast.SelectorExpr); ok && f.Sel.Name == "Setting" {
			e = n.Index
		}
	}
	if name, ok := e.(*ast.Ident); ok {
		return name.Name
	}
	return ""
}

// knobConstants are the constants of the knobs, by their names in the source.
func knobConstants(t *testing.T) map[string]model.Knob {
	t.Helper()
	found := map[string]model.Knob{}
	for _, decl := range parseFile(t, token.NewFileSet(), "../model/knob.go").Decls {
		block, ok := decl.(*ast.GenDecl)
		if !ok || block.Tok != token.CONST {
			continue
		}
		first, ok := block.Specs[0].(*ast.ValueSpec).Type.(*ast.Ident)
		if !ok || first.Name != "Knob" {
			continue
		}
		for k, spec := range block.Specs[:model.NumKnobs] {
			found[spec.(*ast.ValueSpec).Names[0].Name] = model.Knob(k)
		}
	}
	if len(found) != int(model.NumKnobs) {
		t.Fatalf("found %d constants of %d knobs", len(found), model.NumKnobs)
	}
	return found
}

func parseFile(t *testing.T, set *token.FileSet, name string) *ast.File {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	file, err := goparser.ParseFile(set, name, text, goparser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return file
}
