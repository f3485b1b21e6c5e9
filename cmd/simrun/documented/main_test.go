// Package documented shows that documents say what is so: it runs the commands that they name
// and compares what is printed with what they say.
//
// It has only tests. Read docs_test.go, then claims_test.go and docs_fuzz_test.go.
package documented

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestMain builds the program once, and puts it in the PATH.
func TestMain(m *testing.M) {
	status, err := withProgram(m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

// withProgram runs tests that call simrun. It has no version of its own, as where documents
// were written.
func withProgram(run func() int) (status int, err error) {
	dir, err := os.MkdirTemp("", "documented")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	build := exec.Command("go", "build", "-buildvcs=false", "-o", filepath.Join(dir, "simrun"), "..")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return 1, fmt.Errorf("building simrun: %w", err)
	}
	if err := os.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH")); err != nil {
		return 1, err
	}
	return run(), nil
}
