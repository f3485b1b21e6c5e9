package properties_test

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

const module = "github.com/glarelab/glare"

// arrows says for each folder which others its code may import, tests aside, and
// why no more. Folders that are not named here hold the program and may import all.
var arrows = []struct {
	folder string
	may    []string
	why    string
}{
	{"model", []string{"model/names"}, "the protocol is a pure function: it knows nothing of worlds, schedules or what is right"},
	{"model/spec", nil, "the text under test is the same whatever follows it"},
	{"model/names", nil, "which names there are is for its callers to say"},
	{"scheduler", nil, "choosing is the same whatever is chosen from: it knows nothing of calls, rooms or faults"},
	{"sim", []string{"model", "model/names"}, "the world offers and does; who chooses, and what is right, is for others to say"},
	{"properties", []string{"model", "model/names", "sim"}, "what must hold does not depend on how a run was chosen"},
}

// exact are the folders in which the same seed is the same run everywhere, and
// steady those which must not look at a clock or roll dice.
var (
	exact  = []string{"model", "model/spec", "model/names", "sim", "scheduler"}
	steady = []string{"model", "model/spec", "model/names", "sim", "scheduler", "properties"}
)

// testsOnly are modules that must not get into the program: importing rapid
// registers flags.
var testsOnly = []string{"pgregory.net/rapid", "github.com/leanovate/gopter"}

// logging is imported by one package, so that what is logged can be switched there.
const logging = "golang.org/x/exp/slog"

// program is the source of the project, or of one that a test made up.
type program struct {
	set      *token.FileSet
	packages map[string]*source // by folder
	outside  types.Importer
	flaws    []string
}

// source is one folder.
type source struct {
	folder  string
	files   []*ast.File // without tests
	checked *types.Package
}

func (p *program) complain(at token.Pos, format string, values ...any) {
	p.flaws = append(p.flaws, p.set.Position(at).String()+": "+fmt.Sprintf(format, values...))
}

// read parses all of a tree but its tests.
func read(t *testing.T, tree fs.FS) *program {
	t.Helper()
	p := &program{set: token.NewFileSet(), packages: map[string]*source{}}
	p.outside = importer.ForCompiler(p.set, "source", nil)
	here := build.Default // which files belong to a build on this machine
	here.OpenFile = func(name string) (io.ReadCloser, error) { return tree.Open(filepath.ToSlash(name)) }
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (name != "." && strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata"):
			return fs.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		if ours, err := here.MatchFile(path.Dir(name), path.Base(name)); err != nil || !ours {
			return err
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(p.set, name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		folder := path.Dir(name)
		if p.packages[folder] == nil {
			p.packages[folder] = &source{folder: folder}
		}
		p.packages[folder].files = append(p.packages[folder].files, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// folders lists what was read, in order.
func (p *program) folders() []string {
	var list []string
	for folder := range p.packages {
		list = append(list, folder)
	}
	slices.Sort(list)
	return list
}

// imports calls see for every import of a folder.
func (p *program) imports(folder string, see func(imported string, at token.Pos)) {
	for _, file := range p.packages[folder].files {
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				panic("a string literal that the parser accepted: " + err.Error())
			}
			see(imported, spec.Pos())
		}
	}
}

// checkImports looks at who imports whom.
func (p *program) checkImports() {
	var logs []string
	for _, folder := range p.folders() {
		p.imports(folder, func(imported string, at token.Pos) {
			for _, arrow := range arrows {
				inner, ours := strings.CutPrefix(imported, module+"/")
				if ours && arrow.folder == folder && !slices.Contains(arrow.may, inner) {
					p.complain(at, "%s must not import %s: %s", folder, inner, arrow.why)
				}
			}
			if slices.ContainsFunc(testsOnly, func(m string) bool { return imported == m || strings.HasPrefix(imported, m+"/") }) {
				p.complain(at, "%s is for tests only", imported)
			}
			if imported == logging && !slices.Contains(logs, folder) {
				if logs = append(logs, folder); len(logs) > 1 {
					p.complain(at, "%s logs already; there is one place that does", logs[0])
				}
			}
			if slices.Contains(steady, folder) && (strings.HasPrefix(imported, "math/rand") || imported == "crypto/rand") {
				p.complain(at, "%s must not import %s: random numbers come from the scheduler's own generator", folder, imported)
			}
			if slices.Contains(exact, folder) && imported == "maps" {
				p.complain(at, "%s must not import maps: the order of a map is a different one in every run", folder)
			}
		})
	}
}

// checkCode looks at what is only seen with types: clocks, floats, ranges over maps.
func (p *program) checkCode(t *testing.T) {
	t.Helper()
	for _, folder := range steady {
		if p.packages[folder] == nil {
			continue
		}
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
		if _, err := p.check(folder, info); err != nil {
			t.Fatal(err)
		}
		for _, file := range p.packages[folder].files {
			ast.Inspect(file, func(n ast.Node) bool {
				p.checkNode(folder, n, info)
				return true
			})
		}
	}
}

// clocks are the functions of package time that look at one or wait for it.
var clocks = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}

func (p *program) checkNode(folder string, n ast.Node, info *types.Info) {
	if name, ok := n.(*ast.Ident); ok {
		object := info.Uses[name]
		if object != nil && object.Pkg() != nil && object.Pkg().Path() == "time" && slices.Contains(clocks, object.Name()) {
			p.complain(n.Pos(), "%s must not use time.%s: there is no clock but the simulated one", folder, object.Name())
		}
	}
	if !slices.Contains(exact, folder) {
		return
	}
	if loop, ok := n.(*ast.RangeStmt); ok {
		if over := info.Types[loop.X].Type; over != nil {
			if _, isMap := over.Underlying().(*types.Map); isMap {
				p.complain(n.Pos(), "%s must not range over a map: its order is a different one in every run", folder)
			}
		}
	}
	if value, ok := n.(ast.Expr); ok {
		basic, ok := types.Unalias(typeOf(info, value)).(*types.Basic)
		if ok && basic.Info()&(types.IsFloat|types.IsComplex) != 0 {
			p.complain(n.Pos(), "%s must not use floats: they differ between processor architectures", folder)
		}
	}
}

func typeOf(info *types.Info, value ast.Expr) types.Type {
	if known := info.Types[value].Type; known != nil {
		return known.Underlying()
	}
	return nil
}

// check finds the types of a folder.
func (p *program) check(folder string, info *types.Info) (*types.Package, error) {
	config := types.Config{Importer: p}
	checked, err := config.Check(module+"/"+folder, p.set, p.packages[folder].files, info)
	p.packages[folder].checked = checked
	return checked, err
}

// Import makes a program an importer: its own packages are those that were read.
func (p *program) Import(imported string) (*types.Package, error) {
	folder, ours := strings.CutPrefix(imported, module+"/")
	switch {
	case !ours:
		return p.outside.Import(imported)
	case p.packages[folder] == nil:
		return nil, fmt.Errorf("there is no package %s", imported)
	case p.packages[folder].checked != nil:
		return p.packages[folder].checked, nil
	default:
		return p.check(folder, nil)
	}
}

// TestArchitecture shows that the parts know of each other only what they should,
// and that nothing in them can make a run differ from its repetition.
func TestArchitecture(t *testing.T) {
	p := read(t, os.DirFS(".."))
	p.checkImports()
	p.checkCode(t)
	for _, flaw := range p.flaws {
		t.Error(flaw)
	}
	for _, arrow := range arrows {
		if p.packages[arrow.folder] == nil {
			t.Errorf("there is no folder %s", arrow.folder)
		}
	}
}

// TestArchitectureNotices shows that each rule of the test above notices its breach,
// and says why it is one.
func TestArchitectureNotices(t *testing.T) {
	for _, breach := range []struct{ file, text, wants string }{
		{"model/a.go", `package model; import _ "` + module + `/sim"`, "must not import sim: the protocol is a pure function"},
		{"sim/a.go", `package sim; import _ "` + module + `/scheduler"`, "must not import scheduler: the world offers"},
		{"scheduler/a.go", `package scheduler; import _ "` + module + `/model"`, "must not import model: choosing is the same"},
		{"properties/a.go", `package properties; import _ "` + module + `/scheduler"`, "must not import scheduler: what must hold"},
		{"cmd/a.go", `package main; import _ "pgregory.net/rapid"`, "for tests only"},
		{"cmd/a.go", `package main; import _ "github.com/leanovate/gopter/gen"`, "for tests only"},
		{"cmd/a.go", `package main; import _ "golang.org/x/exp/slog"`, "logs already"},
		{"properties/a.go", `package properties; import _ "math/rand/v2"`, "scheduler's own generator"},
		{"scheduler/a.go", `package scheduler; import _ "maps"`, "must not import maps"},
		{"sim/a.go", `package sim; import "time"; var t = time.Now()`, "must not use time.Now"},
		{"properties/a.go", `package properties; import "time"; var f = time.Since`, "must not use time.Since"},
		{"sim/a.go", `package sim; type set map[int]bool; func f(s set) { for range s {} }`, "must not range over a map"},
		{"model/a.go", `package model; var half = 1 / 2.0`, "must not use floats"},
		{"scheduler/a.go", `package scheduler; type share float32; func f(s share) share { return s }`, "must not use floats"},
	} {
		p := read(t, fstest.MapFS{
			"model/model.go":           {Data: []byte("package model")},
			"sim/sim.go":               {Data: []byte("package sim")},
			"scheduler/scheduler.go":   {Data: []byte("package scheduler")},
			"properties/properties.go": {Data: []byte("package properties")},
			"all/log.go":               {Data: []byte(`package all; import _ "golang.org/x/exp/slog"`)},
			breach.file:                {Data: []byte(breach.text)},
		})
		p.checkImports()
		if len(p.flaws) == 0 {
			p.checkCode(t)
		}
		if len(p.flaws) == 0 || !strings.Contains(p.flaws[0], breach.wants) {
			t.Errorf("%s: %s: want a flaw that says %q, got %q", breach.file, breach.text, breach.wants, p.flaws)
		}
	}
}
