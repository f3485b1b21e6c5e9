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
)

const module = "github.com/glarelab/glare"

// program is the source of the project, or of one that a test made up.
type program struct {
	packages map[string]*source // by folder
	flaws    []string
}

// positions and outside, the packages of others, are the same for all programs.
var (
	positions = token.NewFileSet()
	outside   = importer.ForCompiler(positions, "source", nil)
)

// source is one folder.
type source struct {
	folder  string
	files   []*ast.File // without tests
	checked *types.Package
	info    *types.Info
}

func (p *program) complain(at token.Pos, format string, values ...any) {
	p.flaws = append(p.flaws, positions.Position(at).String()+": "+fmt.Sprintf(format, values...))
}

// read parses all of a tree but its tests, of which it only knows where they are.
func read(t *testing.T, tree fs.FS) *program {
	t.Helper()
	p := &program{packages: map[string]*source{}}
	here := build.Default // which files belong to a build on this machine
	here.OpenFile = func(name string) (io.ReadCloser, error) { return tree.Open(filepath.ToSlash(name)) }
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (name != "." && strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata"):
			return fs.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".go"):
			return nil
		}
		folder := path.Dir(name)
		if p.packages[folder] == nil {
			p.packages[folder] = &source{folder: folder}
		}
		if strings.HasSuffix(name, "_test.go") {
			return nil
		}
		if ours, err := here.MatchFile(path.Dir(name), path.Base(name)); err != nil || !ours {
			return err
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(positions, name, text, parser.SkipObjectResolution)
		if err != nil {
			return err
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
	for _, folder := range p.folders() {
		r := rowOf(folder)
		if r == nil {
			p.flaws = append(p.flaws, folder+" is in no row: add one to properties/architecture_rows_test.go, which says what it may import, and why no more")
			continue
		}
		p.imports(folder, func(imported string, at token.Pos) {
			if wrong := r.forbids(imported); wrong != "" {
				p.complain(at, "%s %s", folder, wrong)
			}
		})
	}
}

// checkCode looks at what is only seen with types: clocks, floats, ranges over maps.
func (p *program) checkCode(t *testing.T) {
	t.Helper()
	for _, folder := range p.folders() {
		r := rowOf(folder)
		if r == nil || r.runs == free || len(p.packages[folder].files) == 0 {
			continue
		}
		if _, err := p.check(folder); err != nil {
			t.Fatal(err)
		}
		for _, file := range p.packages[folder].files {
			ast.Inspect(file, func(n ast.Node) bool {
				p.checkNode(folder, r.runs, n, p.packages[folder].info)
				return true
			})
		}
	}
}

// clocks are the functions of package time that look at one or wait for it.
var clocks = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}

func (p *program) checkNode(folder string, runs steadiness, n ast.Node, info *types.Info) {
	if name, ok := n.(*ast.Ident); ok {
		object := info.Uses[name]
		if object != nil && object.Pkg() != nil && object.Pkg().Path() == "time" && slices.Contains(clocks, object.Name()) {
			p.complain(n.Pos(), "%s must not use time.%s: there is no clock but the simulated one", folder, object.Name())
		}
	}
	if runs != exact {
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

// check finds the types of a folder, once.
func (p *program) check(folder string) (*types.Package, error) {
	s := p.packages[folder]
	if s.checked != nil {
		return s.checked, nil
	}
	s.info = &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: p}
	checked, err := config.Check(module+"/"+folder, positions, s.files, s.info)
	s.checked = checked
	return checked, err
}

// Import makes a program an importer: its own packages are those that were read.
func (p *program) Import(imported string) (*types.Package, error) {
	folder, ours := strings.CutPrefix(imported, module+"/")
	switch {
	case !ours:
		return outside.Import(imported)
	case p.packages[folder] == nil:
		return nil, fmt.Errorf("there is no package %s", imported)
	default:
		return p.check(folder)
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
	for i := range rows {
		if p.packages[rows[i].folder] == nil {
			t.Errorf("there is no folder %s, which has a row", rows[i].folder)
		}
	}
}

// TestArchitectureGoesDown shows that each row may import only what is in rows before it.
func TestArchitectureGoesDown(t *testing.T) {
	var before []string
	for i := range rows {
		r := &rows[i]
		for _, folder := range r.allows() {
			if !slices.Contains(before, folder) {
				t.Errorf("the row of %s has %s, which is in no row before it", r.folder, folder)
			}
		}
		if slices.Contains(before, r.folder) {
			t.Errorf("%s has two rows", r.folder)
		}
		if r.why == "" {
			t.Errorf("the row of %s does not say why it may import no more", r.folder)
		}
		before = append(before, r.folder)
	}
}

// TestOneRoomKnowsNATS shows that a single folder imports NATS, and that nobody imports that
// folder but the command of campaigns and what measures it: the model, the world, the search and each
// question are built, and asked in a browser, without a broker's code, which is more than all
// of theirs.
func TestOneRoomKnowsNATS(t *testing.T) {
	const nats, room = "github.com/nats-io", simrun + "campaign/jetstream"
	p := read(t, os.DirFS(".."))
	known := 0
	for _, folder := range p.folders() {
		p.imports(folder, func(imported string, at token.Pos) {
			switch {
			case within(imported, nats) && folder != room:
				t.Errorf("%s: %s imports %s: %s", positions.Position(at), folder, imported, rowOf(room).why)
			case within(imported, nats):
				known++
			case within(imported, module+"/"+room) && folder != simrun+"campaign" && folder != simrun+"bench":
				t.Errorf("%s: %s imports %s, which knows NATS: %s", positions.Position(at), folder, imported, rowOf(room).why)
			}
		})
	}
	if known == 0 {
		t.Errorf("%s does not import %s any more: what does this test look for?", room, nats)
	}
}
