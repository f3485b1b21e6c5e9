package files

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file is created once, also where one came between the look and the writing.
func TestCreateFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "case.txt")
	if err := CreateFile(name, []byte("first")); err != nil {
		t.Fatal(err)
	}
	if err := CreateFile(name, []byte("second")); err == nil || !strings.Contains(err.Error(), "exists already") {
		t.Error(err)
	}
	if text, err := os.ReadFile(name); err != nil || string(text) != "first" {
		t.Errorf("%q, %v", text, err)
	}
}
