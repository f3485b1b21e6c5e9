package main

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

var (
	codeWord  = regexp.MustCompile("`([^`\\s]+)`")
	anyName   = regexp.MustCompile(`<[a-z-]+>`)
	plainFile = regexp.MustCompile(`^[A-Za-z0-9][\w.-]*\.(go|md|yml)$`)
	goFile    = regexp.MustCompile(`[a-z0-9_*]+\.go\b`)
	docFile   = regexp.MustCompile(`\bdocs/[\w/.-]*\w`)
)

// filesNamed are the files and folders that a page names between backticks, as patterns
// from the root of the project: `…/` is cmd/simrun, and `<name>` any name.
func filesNamed(page string) []string {
	var list []string
	for _, found := range codeWord.FindAllStringSubmatch(page, -1) {
		name := anyName.ReplaceAllString(strings.Replace(found[1], "…/", "cmd/simrun/", 1), "*")
		top, _, below := strings.Cut(name, "/")
		switch {
		case plainFile.MatchString(name):
		case !below || top == "" || strings.Contains(name, "..") || strings.Contains(strings.TrimPrefix(top, "."), "."):
			continue // a word of code, or a module
		}
		list = append(list, name)
	}
	return list
}

// absent are those of the patterns that nothing in a tree matches; one that ends in a
// slash is a folder.
func absent(tree fs.FS, patterns []string) []string {
	return slices.DeleteFunc(slices.Clone(patterns), func(pattern string) bool {
		matches, err := fs.Glob(tree, strings.TrimSuffix(pattern, "/"))
		if err != nil {
			return false
		}
		return slices.ContainsFunc(matches, func(name string) bool {
			info, err := fs.Stat(tree, name)
			return err == nil && info.IsDir() == strings.HasSuffix(pattern, "/")
		})
	})
}

// Each file that the maps of the program name is there.
func TestFilesOfPagesExist(t *testing.T) {
	tree := os.DirFS("../..")
	for _, page := range []string{"docs/ARCHITECTURE.md", "docs/HACKING.md"} {
		text, err := fs.ReadFile(tree, page)
		if err != nil {
			t.Fatal(err)
		}
		named := filesNamed(string(text))
		if len(named) < 40 {
			t.Errorf("%s: found only %d names of files: %q", page, len(named), named)
		}
		for _, name := range absent(tree, named) {
			t.Errorf("%s: there is no %s", page, name)
		}
	}
}

// Each row of what to add says where, by at least one file.
func TestWhatToAddNamesFiles(t *testing.T) {
	text, err := os.ReadFile("../../docs/HACKING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, _ := strings.Cut(string(text), "\n## To add\n")
	part, _, _ = strings.Cut(part, "\n## ")
	var rows []string
	for line := range strings.Lines(part) {
		if cells := strings.Split(line, " | "); strings.HasPrefix(line, "| ") && len(cells) == 3 {
			rows = append(rows, cells[0])
			if cells[1] != "where" && len(filesNamed(cells[1])) == 0 {
				t.Errorf("%s: where does that go?", cells[0])
			}
		}
	}
	for _, what := range []string{
		"a knob", "a fault", "a property", "a command", "a column of the matrix", "a field of the JSON", "a line of scenario files",
		"something that users press", "a strategy", "a mark in a picture", "a latency", "a head line of a corpus case",
	} {
		if !slices.ContainsFunc(rows, func(row string) bool { return strings.HasPrefix(row, "| "+what) }) {
			t.Errorf("there is no row for %s", what)
		}
	}
}

// What the two tests above look with finds what is not there.
func TestAbsentFilesAreFound(t *testing.T) {
	t.Parallel()
	tree := fstest.MapFS{"sim/fault_crash.go": {}, "cmd/simrun/check.go": {}, "cmd/simrun/term/doc.go": {}, "README.md": {}}
	page := "`sim/fault_<name>.go` `sim/fault_crsah.go` `smi/fault_crash.go` `…/check.go` `…/chekc.go` `…/term/` `…/check.go/` `cmd/simrun/term` " +
		"`README.md` `READEM.md` and no files: `sim` `sim.World` `_test.go` `golang.org/x/exp/slog` `go test ./...` `./...`"
	want := "sim/fault_crsah.go smi/fault_crash.go cmd/simrun/chekc.go cmd/simrun/check.go/ cmd/simrun/term READEM.md"
	if got := strings.Join(absent(tree, filesNamed(page)), " "); got != want {
		t.Errorf("absent are\n%s\nwant\n%s", got, want)
	}
}

// Each package says once what it is, and the files that it names as a way to read it
// are there.
func TestPackagesSayWhatTheyAre(t *testing.T) {
	root, tree := "../..", os.DirFS("../..")
	comments := map[string][]string{} // by folder
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == ".git"):
			return fs.SkipDir
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(gotoken.NewFileSet(), name, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			return err
		}
		folder = filepath.ToSlash(folder)
		comments[folder] = append(comments[folder], packageComment(file)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for folder, list := range comments {
		if len(list) != 1 {
			t.Errorf("%s: %d package comments, want one", folder, len(list))
		}
		for _, text := range list {
			var named []string
			for _, file := range goFile.FindAllString(text, -1) {
				named = append(named, path.Join(folder, file))
			}
			for _, name := range absent(tree, append(named, docFile.FindAllString(text, -1)...)) {
				t.Errorf("%s: its comment names %s, which is not there", folder, name)
			}
		}
	}
}

// packageComment is what a file says of its package, if anything.
func packageComment(file *ast.File) []string {
	if text := file.Doc.Text(); text != "" {
		return []string{text}
	}
	return nil
}
