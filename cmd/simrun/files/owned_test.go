package files

import (
	"os"
	"path/filepath"
	"testing"
)

// What was interrupted between two files can be gone on with: either state of a file
// is known to be ours.
func TestOwnFolderInterrupted(t *testing.T) {
	folder := t.TempDir()
	own, err := OpenOwn("--out", folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := own.Put([]string{"a.txt"}, []OwnFile{{"a.txt", []byte("first")}}); err != nil {
		t.Fatal(err)
	}
	own.sums["a.txt"] = append(own.sums["a.txt"], sumOf([]byte("second")))
	if err := own.keep(); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"first", "second"} {
		if err := os.WriteFile(filepath.Join(folder, "a.txt"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if own, err = OpenOwn("--out", folder); err != nil || !own.isOurs("a.txt") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
