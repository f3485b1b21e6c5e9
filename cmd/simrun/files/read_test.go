package files

import (
	"strings"
	"testing"
)

// TestNoSuchFile shows what is said of names that are none.
func TestNoSuchFile(t *testing.T) {
	for name, want := range map[string]string{
		"":             "expected the name of a file, found an empty one",
		"-":            "the standard input is /dev/stdin",
		"read_tset.go": `did you mean "read_test.go"?`,
	} {
		if _, err := ReadFile(name, 1); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", name, err, want)
		}
	}
}
