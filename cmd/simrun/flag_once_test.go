package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/glarelab/glare/cmd/simrun/cli"
)

// merged are the flags of which several values are one, with a command line for
// each command, two values, and what shows that both were used.
var merged = map[string][]string{
	"faults":  {"crash=1", "send-fail=1"},
	"reading": {"alice=literal", "bob=literal-sent"},
	"rules":   {"alice=v0", "bob=v0"},
}

// values are two values of a flag that it would take, each alone.
func values(f *pflag.Flag) [2]string {
	if list, ok := merged[f.Name]; ok {
		return [2]string{list[0], list[1]}
	}
	switch f.Value.Type() {
	case "int", "uint64":
		return [2]string{"1", "2"}
	case "duration":
		return [2]string{"1s", "2s"}
	case "amount":
		return [2]string{"1GiB", "2GiB"}
	case "bool":
		return [2]string{"true", "false"}
	}
	if f.Name == "format" {
		return [2]string{"text", "json"}
	}
	return [2]string{"one", "two"}
}

// Every flag of every command that is given twice is merged by a rule, or refused
// with a sentence that names both values.
func TestFlagGivenTwice(t *testing.T) {
	eachFlag(t, func(path []string, f *pflag.Flag) {
		two := values(f)
		args := append(path, "--"+f.Name+"="+two[0], "--"+f.Name+"="+two[1])
		at, err := parsed(t, args)
		if f.Value.(*cli.Once).Gathers || f.Annotations[cli.JoinedFlags] != nil {
			if got := at.Flags().Lookup(f.Name).Value.String(); err != nil || !strings.Contains(got, two[0]) || !strings.Contains(got, two[1]) {
				t.Errorf("%v: the value is %q, %v", args, got, err)
			}
			return
		}
		if err == nil {
			t.Errorf("%v: the first value is dropped", args)
			return
		}
		if errs := at.FlagErrorFunc()(at, err).Error(); !strings.Contains(errs, "--"+f.Name) || !strings.Contains(errs, two[0]) || !strings.Contains(errs, two[1]) {
			t.Errorf("%v: %s", args, errs)
		}
	})
}

// No flag of any command takes a value in which nothing is: what was given would be
// dropped.
func TestFlagGivenEmpty(t *testing.T) {
	eachFlag(t, func(path []string, f *pflag.Flag) {
		empty := []string{"", " "}
		if f.Value.(*cli.Once).Gathers || f.Annotations[cli.JoinedFlags] != nil {
			empty = append(empty, ",", " , ")
		}
		for _, value := range empty {
			args := append(path, "--"+f.Name+"="+value)
			at, err := parsed(t, args)
			if err == nil {
				t.Errorf("%q: the flag is dropped", args)
				continue
			}
			if errs := at.FlagErrorFunc()(at, err).Error(); !strings.Contains(errs, "--"+f.Name) || !strings.Contains(errs, "the value is empty, and it needs one: ") {
				t.Errorf("%q: %s", args, errs)
			}
		}
	})
	for _, command := range []string{"check glare --faults=", "check glare --reading=", "check glare --out=", "matrix --faults=", "repair --faults="} {
		if status, out, errs := simrun(t, strings.Fields(command)...); status != 2 || out != "" || !strings.Contains(errs, "the value is empty") {
			t.Errorf("%s: status %d, %q, %q", command, status, out, errs)
		}
	}
}

// eachFlag goes through every flag of every command, with the path of that.
func eachFlag(t *testing.T, try func(path []string, f *pflag.Flag)) {
	t.Helper()
	seen := 0
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		for _, below := range c.Commands() {
			walk(below)
		}
		path := strings.Fields(c.CommandPath())[1:]
		one := func(f *pflag.Flag) {
			if f.Name != "help" && f.Name != "version" {
				seen++
				try(slices.Clip(path), f)
			}
		}
		c.LocalNonPersistentFlags().VisitAll(one)
		c.PersistentFlags().VisitAll(one)
		c.InheritedFlags().VisitAll(one)
	}
	walk(newRootCommand(cli.New(nil, &bytes.Buffer{}, &bytes.Buffer{})))
	if seen < 200 {
		t.Errorf("only %d flags were tried", seen)
	}
}

// parsed is the command that arguments name, with its flags parsed only, so that
// nothing is carried out if they are not refused.
func parsed(t *testing.T, args []string) (*cobra.Command, error) {
	t.Helper()
	at, rest, err := newRootCommand(cli.New(nil, &bytes.Buffer{}, &bytes.Buffer{})).Find(args)
	if err != nil {
		t.Fatal(err)
	}
	return at, at.ParseFlags(rest)
}

// What several values say together is what is explored.
func TestFlagsMerge(t *testing.T) {
	for command, want := range map[string]string{
		"--faults crash=1 --faults send-fail=1":                                    "faults crash=1,send-fail=1",
		"--faults crash=1 --faults crash=1":                                        "faults crash=2",
		"--reading alice=literal --reading bob=literal-sent":                       "reading alice=literal,bob=literal-sent",
		"--reading alice=literal,bob=literal-sent --rules alice=v0 --rules bob=v0": "reading alice=literal,bob=literal-sent",
	} {
		if _, out, errs := simrun(t, append(strings.Fields(command), "check", "glare", "--quiet")...); !strings.Contains(out, want) {
			t.Errorf("%s: %q, %q", command, out, errs)
		}
	}
}

// A scenario that says which rules it has keeps them.
func TestRulesOfTheScenario(t *testing.T) {
	const want = "the scenario says that alice has the rules v1; expected no others than those"
	if status, out, errs := simrun(t, "check", "glare-v1", "--rules", "v0"); status != 2 || out != "" || !strings.Contains(errs, want) {
		t.Errorf("status %d, %q, %q", status, out, errs)
	}
	if status, out, _ := simrun(t, "check", "glare", "--reading", "literal-sent", "--rules", "v1"); status != 0 || !strings.Contains(out, "glare, rules v1, reading literal-sent") {
		t.Errorf("status %d, %q", status, out)
	}
}

// What one value would undo of another is refused.
func TestContradictions(t *testing.T) {
	for command, want := range map[string]string{
		"--reading literal,robust":                      "alice has \"literal\" already",
		"--reading literal --reading robust":            "alice has \"literal\" already",
		"--reading alice=literal,alice=robust":          "alice has \"literal\" already",
		"--reading literal,alice=robust":                "alice has \"literal\" already",
		"--reading literal+inflight=sent+inflight=echo": "knob inflight has a value already",
		"--rules v0,v0":                                 "alice has \"v0\" already",
		"--rules carol=v0":                              "unknown user \"carol\"",
		"--workers 1 --workers 2":                       "it was given before, as \"1\"",
		"--rules v2":                                    "unknown rules version \"v2\"",
		"--faults crash=5,crash=5":                      "10 times in all; the limit is 9",
		"--faults none,crash=1":                         "stands alone",
	} {
		if status, out, errs := simrun(t, append(strings.Fields(command), "check", "glare")...); status != 2 || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%s: status %d, %q, %q", command, status, out, errs)
		}
	}
}
