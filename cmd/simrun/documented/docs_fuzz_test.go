package documented

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var fuzzCommand = regexp.MustCompile("-fuzz '\\^(\\w+)\\$'[^`\n]* \\./([a-z/]+)`")

// The fuzz targets that the documents name are in the packages that they name.
func TestDocsFuzz(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	pages, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, page := range append(pages, filepath.Join(root, "README.md")) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range fuzzCommand.FindAllStringSubmatch(string(text), -1) {
			named++
			if !hasTarget(t, filepath.Join(root, m[2]), m[1]) {
				t.Errorf("%s: there is no %s in ./%s", page, m[1], m[2])
			}
		}
	}
	if named == 0 {
		t.Error("no document names a fuzz target")
	}
}

func hasTarget(t *testing.T, folder, target string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "func "+target+"(f *testing.F)") {
			return true
		}
	}
	return false
}
