package export

import (
	"go/build"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/glarelab/glare/corpus"
)

// Whatever a story is called, its test is Go, and the go command looks at it on every
// system.
func TestGoTestIsLookedAtEverywhere(t *testing.T) {
	text, err := corpus.Files.ReadFile("both-invites-in-flight.txt")
	if err != nil {
		t.Fatal(err)
	}
	c, err := corpus.ParseCase("both-invites-in-flight.txt", string(text))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	names := []string{
		"crossed", "crossed-hangup", "js-and-android", "for-linux", "on_windows_amd64", "of-js", "a-test", "_hidden", ".hidden", "-dash", "", "---",
		"case-٣", "٣", "3-rings", "naïve", "späte-antwort", "x\u202egnp.exe", "a b;c",
	}
	for _, name := range names {
		source, err := GoTest(c, name)
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		file := GoTestFile(name)
		if err := os.WriteFile(filepath.Join(dir, file), source, 0o600); err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		for _, system := range []string{"linux/amd64", "windows/arm64", "js/wasm", "android/arm", "darwin/arm64"} {
			at := build.Default
			at.GOOS, at.GOARCH, _ = strings.Cut(system, "/")
			if ok, err := at.MatchFile(dir, file); !ok || err != nil || !strings.HasSuffix(file, "_test.go") {
				t.Errorf("%q: %s is not looked at on %s (%v)", name, file, system, err)
			}
		}
	}
	if got := GoTestFile("crossed-hangup"); got != "crossed_hangup_test.go" {
		t.Errorf("a plain name became %s", got)
	}
}

// What does not show itself does not get into a program.
func TestGoTestShowsWhatItHolds(t *testing.T) {
	c := &corpus.Case{File: "a\u202eb.txt", Comment: []string{"Right\u202eto left."}, Head: "alice must place\n", Fails: "literal"}
	source, err := GoTest(c, "turned")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(source), "\u202e") {
		t.Errorf("%s", source)
	}
}
