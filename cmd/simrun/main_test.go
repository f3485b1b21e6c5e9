package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/glarelab/glare/cmd/simrun/drive/puppet"
	"github.com/glarelab/glare/cmd/simrun/record"
)

var update = flag.Bool("update", false, "rewrite the expected outputs in testdata/script")

func TestMain(m *testing.M) {
	puppet.Run() // where a test has started this program as a client
	testscript.Main(m, map[string]func(){
		"simrun": func() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the command line as a user does, in testdata/script. Besides
// the usual commands there are
//
//	exits STATUS COMMAND…   which demands an exit status, writes TOKEN for the
//	                        tokens in the output, and leaves the last one in $TOKEN
//	otherrules              which leaves in $OTHER that token, of other rules
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":      exits,
			"otherrules": otherRules,
		},
	})
}

// token matches a token, whole or shortened. It holds a hash of the rules, which
// is not what these tests are about.
var token = regexp.MustCompile(`glare1-[A-Za-z0-9_-]+…?`)

// with is what a result was tested with, which differs from build to build; its words
// stay.
var with = regexp.MustCompile(`rules v0 \([0-9a-f]{16}\)( with the mutant [a-z0-9.-]+)?, simrun [^ "<\n]+`)

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
	out := ts.ReadFile("stdout")
	for _, found := range token.FindAllString(out, -1) {
		if !strings.HasSuffix(found, "…") {
			ts.Setenv("TOKEN", found)
		}
	}
	out = with.ReplaceAllString(out, "rules v0 (HASH)$1, simrun VERSION")
	fmt.Fprint(ts.Stdout(), token.ReplaceAllString(out, "TOKEN"))
	fmt.Fprint(ts.Stderr(), ts.ReadFile("stderr"))
}

func otherRules(ts *testscript.TestScript, _ bool, _ []string) {
	t, err := record.DecodeToken(ts.Getenv("TOKEN"))
	ts.Check(err)
	t.Hashes = "0000000000000000"
	ts.Setenv("OTHER", t.Encode())
}
