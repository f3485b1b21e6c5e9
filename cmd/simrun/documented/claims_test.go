package documented

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// claim is what README.md says in some sentences, and how that is shown.
type claim struct {
	line  int
	says  []string // parts of the sentences, word by word
	runs  []proof
	shown []string // commands in the console blocks of pages, which TestDocs runs
	plain bool     // it says nothing that a command could show: a definition, a way through the pages
}

// proof is a command with what it must print and how it must end.
type proof struct {
	command, status string
	prints          *regexp.Regexp
}

// TestClaims shows that every sentence of README.md, and every row of its tables,
// is covered by testdata/claims.txt: by commands that print what it says, or as one
// that claims nothing.
func TestClaims(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	claims, list := readClaims(t, filepath.Join("testdata", "claims.txt")), sentences(string(text))
	for _, sentence := range list {
		covers := func(part string) bool { return strings.Contains(sentence, part) }
		if !slices.ContainsFunc(claims, func(c *claim) bool { return slices.ContainsFunc(c.says, covers) }) {
			t.Errorf("README.md says %q, and no command shows it: add it to testdata/claims.txt", sentence)
		}
	}
	d := &doc{t: t, dir: root}
	for _, c := range claims {
		for _, part := range c.says {
			if !slices.ContainsFunc(list, func(sentence string) bool { return strings.Contains(sentence, part) }) {
				t.Errorf("claims.txt:%d: README.md does not say %q any more", c.line, part)
			}
		}
		if !c.plain && len(c.runs)+len(c.shown) == 0 {
			t.Errorf("claims.txt:%d: expected a command, or `plain` in the place of `says`", c.line)
		}
		for _, run := range c.runs {
			out, status := d.run(root, run.command)
			if status != run.status || !run.prints.MatchString(strings.Join(strings.Fields(out), " ")) {
				t.Errorf("claims.txt:%d: %q\n$ %s\nexit status %s, expected %s, and output that matches %s:\n%s",
					c.line, c.says, run.command, status, run.status, run.prints, out)
			}
		}
	}
}

// readClaims reads claims.txt: for each claim lines that begin with `says` or
// `plain`, then `$` and a command, `exit` and a status, `prints` and a regular
// expression, or `shown`, a page and a command of its console blocks.
func readClaims(t *testing.T, name string) []*claim {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var list []*claim
	open := true // the next line begins a claim
	for i, line := range strings.Split(string(text), "\n") {
		word, rest, _ := strings.Cut(line, " ")
		if open = open || word == ""; open && word != "" && word != "#" {
			list, open = append(list, &claim{line: i + 1}), false
		}
		switch word {
		case "", "#":
		case "says", "plain":
			c := list[len(list)-1]
			c.says, c.plain = append(c.says, rest), word == "plain"
		case "$":
			c := list[len(list)-1]
			c.runs = append(c.runs, proof{command: rest, status: "0", prints: regexp.MustCompile("")})
		case "exit":
			last(list).status = rest
		case "prints":
			last(list).prints = regexp.MustCompile(rest)
		case "shown":
			c := list[len(list)-1]
			page, command, _ := strings.Cut(rest, " ")
			c.shown = append(c.shown, command)
			if !slices.Contains(docPages, page) || !slices.Contains(consoleCommands(t, page), command) {
				t.Errorf("%s:%d: no console block of %s that TestDocs runs has %q", name, i+1, page, command)
			}
		default:
			t.Fatalf("%s:%d: expected says, plain, $, exit, prints or shown, found %q", name, i+1, line)
		}
	}
	return list
}

func last(list []*claim) *proof {
	runs := list[len(list)-1].runs
	return &runs[len(runs)-1]
}

// consoleCommands lists the commands in the console blocks of a page.
func consoleCommands(t *testing.T, page string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../../..", page))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, b := range fence.FindAllStringSubmatch(string(text), -1) {
		for line := range strings.Lines(b[2]) {
			if command, ok := strings.CutPrefix(line, "$ "); ok {
				list = append(list, strings.TrimSpace(command))
			}
		}
	}
	return list
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?:]\**\)? (?:[A-Z(\x60\[*])`)
	anyFence    = regexp.MustCompile("(?ms)^```.*?^```$")
)

// sentences takes a page apart: into the sentences of its paragraphs, and the rows
// of its tables. Headings, console blocks and what names columns are left out.
func sentences(text string) []string {
	var list []string
	text = anyFence.ReplaceAllString(text, "")
	for block := range strings.SplitSeq(text, "\n\n") {
		block = strings.TrimSpace(block)
		if strings.HasPrefix(block, "|") {
			rows := strings.Split(block, "\n")
			list = append(list, rows[min(2, len(rows)):]...)
			continue
		}
		for paragraph := range strings.SplitSeq(strings.ReplaceAll(block, "\n- ", "\n\n- "), "\n\n") {
			paragraph = strings.Join(strings.Fields(paragraph), " ")
			if paragraph == "" || strings.HasPrefix(paragraph, "#") {
				continue
			}
			for {
				end := sentenceEnd.FindStringIndex(paragraph)
				if end == nil {
					list = append(list, paragraph)
					break
				}
				list, paragraph = append(list, paragraph[:end[1]-2]), paragraph[end[1]-1:]
			}
		}
	}
	return list
}
