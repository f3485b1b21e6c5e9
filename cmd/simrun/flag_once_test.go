package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
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
	seen := 0
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		for _, below := range c.Commands() {
			walk(below)
		}
		path := strings.Fields(c.CommandPath())[1:]
		try := func(f *pflag.Flag) {
			if f.Name == "help" || f.Name == "version" {
				return
			}
			seen++
			two := values(f)
			args := append(path, "--"+f.Name+"="+two[0], "--"+f.Name+"="+two[1])
			// Only parsed, so that nothing is carried out if it is not refused.
			fresh := newRootCommand(newProgram(nil, &bytes.Buffer{}, &bytes.Buffer{}))
			at, rest, err := fresh.Find(args)
			if err != nil {
				t.Fatal(err)
			}
			err = at.ParseFlags(rest)
			if _, gathers := f.Value.(gathering); gathers || f.Annotations[joinedFlags] != nil {
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
		}
		c.LocalNonPersistentFlags().VisitAll(try)
		c.PersistentFlags().VisitAll(try)
		c.InheritedFlags().VisitAll(try)
	}
	walk(newRootCommand(newProgram(nil, &bytes.Buffer{}, &bytes.Buffer{})))
	if seen < 200 {
		t.Errorf("only %d flags were tried", seen)
	}
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
		"--rules v1":                                    "rules v0 only",
		"--faults crash=5,crash=5":                      "10 times in all; the limit is 9",
		"--faults none,crash=1":                         "stands alone",
	} {
		if status, out, errs := simrun(t, append(strings.Fields(command), "check", "glare")...); status != 2 || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%s: status %d, %q, %q", command, status, out, errs)
		}
	}
}
