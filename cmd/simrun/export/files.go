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

// Prose is the story in the words of the corpus file, if any.
func (s *Story) Prose() []string {
	if s.Followed {
		return nil
	}
	return story.Prose(s.Corpus, s.Sentence())
}

// Files makes all files before the first is written.
func (s *Story) Files() ([]File, error) {
	scenario := s.Checker.Scenario()
	picture := s.Reporter.Picture(s.Story, s.Prose())
	var svg, mermaid bytes.Buffer
	if err := diagram.SVG(&svg, picture); err != nil {
		return nil, fmt.Errorf("drawing: %w", err)
	}
	if err := diagram.Mermaid(&mermaid, picture); err != nil {
		return nil, fmt.Errorf("drawing: %w", err)
	}
	kept := s.asCase()
	if _, err := corpus.ParseCase(kept.File, kept.Format()); err != nil {
		return nil, fmt.Errorf("the story cannot be kept as a corpus case: %w", err)
	}
	test, err := GoTest(kept, s.Name)
	if err != nil {
		return nil, fmt.Errorf("writing the Go test: %w", err)
	}
	itf, err := TraceITF(scenario, s.Rules, s.Schedule)
	if err != nil {
		return nil, err
	}
	files := []File{
		{s.Name + ".svg", term.FillWith(svg.Bytes())},
		{s.Name + ".mmd", term.FillWith(mermaid.Bytes())},
		{GoTestFile(s.Name), term.FillWith(test)},
	}
	if s.Unraced() == nil {
		files = append(files, File{s.Name + ".race.txt", term.FillWith([]byte(term.Safe(Race(s.Trace, story.Title(scenario), s.Prose()))))})
	}
	return append(files,
		File{s.Name + ".issue.md", term.FillWith([]byte(term.Safe(s.Issue(mermaid.String()))))},
		File{s.Name + ".itf.json", term.FillWith(itf)},
	), nil
}

// Unraced is why there is no race description of the story, or nil: more devices than two have no
// room in its figure.
func (s *Story) Unraced() error { return s.Checker.Scenario().Pair("a race description is of") }

// asCase is the story as a corpus case.
func (s *Story) asCase() *corpus.Case {
	c := story.CaseOf(s.Checker.Scenario(), s.Schedule.Names, s.Trace)
	c.File, c.Comment = s.Name+".txt", []string{s.Sentence()}
	if s.Corpus != nil && !s.Followed {
		if said := story.Comment(s.Corpus); len(said) > 0 {
			c.Comment = said
		}
	}
	return c
}
