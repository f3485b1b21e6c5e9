package export

import (
	"bytes"
	"fmt"
	"io"

	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
)

// File is one file to be written.
type File struct {
	Name string
	Fill func(io.Writer) error
}

// Story is a story on its way into files.
type Story struct {
	*story.Story
	Reporter *story.Reporter
	Corpus   *corpus.Case // that it comes from, or nil
	Again    string       // what simrun replay takes for it beside the token, or ""
	Name     string
	Followed bool // not replayed exactly
}

// prose is the story in the words of the corpus file, if any.
func (x *Story) prose() []string {
	if x.Followed {
		return nil
	}
	return story.Prose(x.Corpus, x.Sentence())
}

// Files makes all files before the first is written.
func (x *Story) Files() ([]File, error) {
	s := x.Checker.Scenario()
	picture := x.Reporter.Picture(x.Story, x.prose())
	var svg, mermaid bytes.Buffer
	if err := diagram.SVG(&svg, picture); err != nil {
		return nil, fmt.Errorf("drawing: %w", err)
	}
	if err := diagram.Mermaid(&mermaid, picture); err != nil {
		return nil, fmt.Errorf("drawing: %w", err)
	}
	kept := x.asCase()
	if _, err := corpus.ParseCase(kept.File, kept.Format()); err != nil {
		return nil, fmt.Errorf("the story cannot be kept as a corpus case: %w", err)
	}
	test, err := GoTest(kept, x.Name)
	if err != nil {
		return nil, fmt.Errorf("writing the Go test: %w", err)
	}
	itf, err := TraceITF(s, x.Rules, x.Schedule)
	if err != nil {
		return nil, err
	}
	return []File{
		{x.Name + ".svg", term.FillWith(svg.Bytes())},
		{x.Name + ".mmd", term.FillWith(mermaid.Bytes())},
		{GoTestFile(x.Name), term.FillWith(test)},
		{x.Name + ".race.txt", term.FillWith([]byte(term.Safe(Race(x.Trace, story.Title(s), x.prose()))))},
		{x.Name + ".issue.md", term.FillWith([]byte(term.Safe(x.Issue(mermaid.String()))))},
		{x.Name + ".itf.json", term.FillWith(itf)},
	}, nil
}

// asCase is the story as a corpus case.
func (x *Story) asCase() *corpus.Case {
	c := story.CaseOf(x.Checker.Scenario(), x.Schedule.Names, x.Trace)
	c.File, c.Comment = x.Name+".txt", []string{x.Sentence()}
	if x.Corpus != nil && !x.Followed {
		if said := story.Comment(x.Corpus); len(said) > 0 {
			c.Comment = said
		}
	}
	return c
}
