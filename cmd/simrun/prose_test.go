package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is exported of a run has no word of the template that a person was to replace,
// and tells what is wrong once in each text, wherever the run comes from.
func TestExportSaysThingsOnce(t *testing.T) {
	t.Chdir(t.TempDir())
	_, out, _ := simrun(t, strings.Fields("fuzz glare --reading literal --save kept --format json")...)
	found := token.FindString(out)
	if status, _, errs := simrun(t, "corpus", "add", found, "--name", "mine", "--dir", "kept"); status != 0 {
		t.Fatal(errs)
	}
	kept, err := filepath.Glob("kept/*.txt")
	if err != nil || len(kept) != 2 {
		t.Fatal(kept, err)
	}
	for _, source := range append(kept, found) {
		_, out, _ := simrun(t, "replay", "--quiet", source)
		told, _, _ := strings.Cut(out, "\n\n")
		_, facts, _ := strings.Cut(strings.TrimSuffix(strings.Join(strings.Fields(told), " "), "."), ": ")
		if facts == "" {
			t.Fatal(out)
		}
		folder := t.TempDir()
		if status, _, errs := simrun(t, "export", source, folder); status != 0 {
			t.Fatal(errs)
		}
		for _, ending := range []string{".issue.md", ".race.txt", ".svg", ".mmd", "_test.go"} {
			files, err := filepath.Glob(filepath.Join(folder, "*"+ending))
			if err != nil || len(files) != 1 {
				t.Fatal(ending, files, err)
			}
			raw, err := os.ReadFile(files[0])
			if err != nil {
				t.Fatal(err)
			}
			text := strings.Join(strings.Fields(strings.ReplaceAll(string(raw), "\n# ", "\n")), " ")
			if strings.Contains(text, "Tell the story here") || strings.Contains(text, "the thread, commit") {
				t.Errorf("%s: %s holds the template", source, ending)
			}
			if n := strings.Count(text, facts); n > 1 {
				t.Errorf("%s: %s says %d times: %s", source, ending, n, facts)
			}
		}
		if _, out, _ := simrun(t, "replay", "--diagram", "html", source); strings.Contains(out, "Tell the story here") {
			t.Errorf("%s: the page holds the template", source)
		}
	}
}
