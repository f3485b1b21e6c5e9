package properties_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// lint is one rule of the linter's about who may import whom.
type lint struct {
	name           string
	folders        []string
	allow, without []string // as the linter has them: what begins with one; with $ it alone
}

var (
	lintName   = regexp.MustCompile(`^ {8}([a-z]+):$`)
	lintFolder = regexp.MustCompile(`"\$\{base-path\}/([^"*]+)/\*\*"`)
	lintAllow  = regexp.MustCompile(`^ {12}- ([a-z][^ ]*)`)
	lintDeny   = regexp.MustCompile(`^ {12}- \{ pkg: ([^ ,]+),`)
)

// lints reads the rules from the settings of the linter, which are written such that
// there is no need to know all of YAML.
func lints(t *testing.T) []lint {
	t.Helper()
	text, err := os.ReadFile("../.golangci.yml")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(text), "\n    depguard:")
	section, _, found := strings.Cut(after, "\n    forbidigo:")
	if !found {
		t.Fatal("../.golangci.yml: expected the settings of depguard, and then those of forbidigo")
	}
	var list []lint
	for line := range strings.SplitSeq(section, "\n") {
		if m := lintName.FindStringSubmatch(line); m != nil {
			list = append(list, lint{name: m[1]})
		}
		if len(list) == 0 {
			continue
		}
		l := &list[len(list)-1]
		for _, m := range lintFolder.FindAllStringSubmatch(line, -1) {
			l.folders = append(l.folders, m[1])
		}
		if m := lintAllow.FindStringSubmatch(line); m != nil {
			l.allow = append(l.allow, m[1])
		}
		if m := lintDeny.FindStringSubmatch(line); m != nil {
			l.without = append(l.without, m[1])
		}
	}
	return list
}

// longest is how much of an import the longest entry of a list says.
func longest(list []string, imported string) int {
	length := 0
	for _, entry := range list {
		alone, whole := strings.CutSuffix(entry, "$")
		if imported == alone || !whole && strings.HasPrefix(imported, entry) {
			length = max(length, len(entry))
		}
	}
	return length
}

// lintForbids reports whether the linter lets no code of a folder import a package.
func lintForbids(list []lint, folder, imported string) bool {
	return slices.ContainsFunc(list, func(l lint) bool {
		here := slices.ContainsFunc(l.folders, func(outer string) bool { return within(folder, outer) })
		return here && longest(l.without, imported) > longest(l.allow, imported)
	})
}

// TestLinterKnowsTheFolders shows that the linter, which speaks up in an editor, and the
// rows know the same folders and do not contradict each other: what the linter forbids
// the rows forbid, and it forbids all that is above a folder, what draws a terminal, and
// the operating system, where the rows do.
func TestLinterKnowsTheFolders(t *testing.T) {
	list := lints(t)
	var known, interactive []string
	for _, l := range list {
		if known = append(known, l.folders...); l.name == "values" {
			interactive = l.without
		}
		for _, folder := range l.folders {
			if r := rowOf(folder); r == nil || r.folder != folder {
				t.Errorf("the linter's rule %s is about %s, which has no row", l.name, folder)
			}
		}
	}
	for _, name := range append(strings.Fields(rowOf(simrun+"cli").outside), system...) {
		if longest(interactive, name) == 0 {
			t.Errorf("the linter's rule values does not forbid %s", name)
		}
	}
	for i := range rows {
		r := &rows[i]
		if r.single { // the command may import nearly all there is
			continue
		}
		if !slices.Contains(known, r.folder) {
			t.Errorf("no rule of the linter is about %s", r.folder)
		}
		for j := range rows {
			if j == i {
				continue
			}
			imported := module + "/" + rows[j].folder
			switch forbidden, wrong := lintForbids(list, r.folder, imported), r.forbids(imported); {
			case forbidden && wrong == "":
				t.Errorf("the linter does not let %s import %s, which its row does", r.folder, rows[j].folder)
			case !forbidden && wrong != "" && j > i:
				t.Errorf("the linter lets %s import %s, which is above it", r.folder, rows[j].folder)
			}
		}
		for _, name := range interactive {
			if lintForbids(list, r.folder, name) != (r.forbids(name) != "") && !r.system {
				t.Errorf("the linter and the row of %s do not say the same of %s", r.folder, name)
			}
		}
	}
}
