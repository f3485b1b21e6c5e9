package explorer

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/scheduler"
)

// Explorer answers about sessions, of which it keeps none.
type Explorer struct {
	*story.Reporter
	opened map[string]checker.Checker // by name and text of the scenario
	library
}

// mostOpened is how many scenarios stay compiled.
const mostOpened = 8

// New is an explorer of the plain rules, for a program of a version.
func New(version string) *Explorer {
	return &Explorer{Reporter: &story.Reporter{
		Printer: &term.Printer{Out: &term.Output{To: nowhere{}}, Stderr: nowhere{}, Width: term.PipeWidth},
		Program: version,
		Watch:   func(string) story.Meter { return silent{} },
	}}
}

// nowhere is where nothing is printed to.
type nowhere struct{}

func (nowhere) Write(b []byte) (int, error) { return len(b), nil }

// silent is a meter that nobody looks at.
type silent struct{}

func (silent) Tell(int64, ...any) {}
func (silent) Close()             {}

// open compiles the scenario of a session, or has it still.
func (e *Explorer) open(s *Session) (checker.Checker, error) {
	if s.At < 0 || s.At > len(s.Path) || len(s.Path) > MaxPath {
		return nil, fmt.Errorf("step %d of a path of %d; a path has at most %d steps", s.At, len(s.Path), MaxPath)
	}
	key := s.Name + "\n" + s.Text
	if c, ok := e.opened[key]; ok {
		return c, nil
	}
	of, err := s.scenario()
	if err != nil {
		return nil, err
	}
	c, err := e.Open(of)
	if err != nil {
		return nil, err
	}
	if e.opened == nil || len(e.opened) >= mostOpened {
		e.opened = map[string]checker.Checker{}
	}
	e.opened[key] = c
	return c, nil
}

// Opened is what a link leads to: facts, or a sentence and what may be tried instead.
type Opened struct {
	Facts  *Facts  `json:"facts"`
	Error  string  `json:"error"` // why the link cannot be followed as it is, or ""
	Offers []Offer `json:"offers"`
}

// Offer is another link that may be meant.
type Offer struct {
	Label string `json:"label"`
	Link  string `json:"link"`
}

// OpenLink follows a link. It has no error: what is wrong with the link is what it says.
func (e *Explorer) OpenLink(fragment string) Opened {
	l, err := ParseLink(fragment)
	if err != nil {
		return refused(err)
	}
	s, notes, err := begin(l)
	if s == nil {
		o := refused(err)
		if near := names.Nearest(l.Case, corpus.Names()); l.Case != "" && near != "" {
			o.Offers = append([]Offer{{"Open " + near, "case=" + near}}, o.Offers...)
		}
		return o
	}
	note := trim(s)
	c, opening := e.open(s)
	if opening != nil {
		return refused(opening)
	}
	short, why := asFarAsPossible(c, s, l.Follow)
	switch {
	case err != nil && !l.Follow: // the token is not whole
		o := refused(err)
		o.Offers = append([]Offer{{fmt.Sprintf("Follow its first %s, which can be read", term.Count(len(s.Path), "step")), linkOf(c, s)}}, o.Offers...)
		return o
	case why != "":
		notes = append(notes, why)
	}
	if note != "" {
		notes = append(notes, note)
	}
	s.At = len(s.Path)
	if l.At >= 0 {
		s.At = min(l.At, len(s.Path))
	}
	facts, err := e.Facts(s)
	if err != nil {
		return refused(err)
	}
	facts.Notes = append(facts.Notes, notes...)
	facts.AtPivot = (l.Pivot || l.Case != "" && l.At < 0) && short == 0
	return Opened{Facts: facts, Offers: []Offer{}}
}

func linkOf(c checker.Checker, s *Session) string {
	return s.Link(s.token(c.Scenario()))
}

// refused says why nothing can be shown, and offers a beginning.
func refused(err error) Opened {
	return Opened{
		Error:  sentence(err),
		Offers: []Offer{{"Open the first story instead", "case=" + FirstCase}, {"Begin with the scenario glare", "scenario=glare"}},
	}
}

// sentence is an error as a sentence.
func sentence(err error) string {
	text := term.Capitalise(term.Safe(err.Error()))
	if strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

// asFarAsPossible cuts the path of a session before its first step that is not possible,
// or, to follow it, leaves such steps out; it says how many were lost, and why.
func asFarAsPossible(c checker.Checker, s *Session, follow bool) (lost int, why string) {
	was := len(s.Path)
	var first *scheduler.DivergedError
	kept := s.Path
	for {
		_, err := c.Replay(scheduler.Schedule{Names: kept})
		diverged, ok := errors.AsType[*scheduler.DivergedError](err)
		if !ok {
			break
		}
		if first == nil {
			first = diverged
		}
		if kept = slices.Delete(slices.Clone(kept), diverged.Step, diverged.Step+1); !follow {
			kept = kept[:diverged.Step]
		}
	}
	s.Path = term.OrEmpty(kept)
	s.At = min(s.At, len(s.Path))
	if first == nil {
		return 0, ""
	}
	near := ""
	if n := names.Nearest(first.Wanted, first.Enabled); n != "" {
		near = fmt.Sprintf(" Nearest to it is %q.", n)
	}
	lost = was - len(s.Path)
	why = fmt.Sprintf("Step %d of %d, %q, is not possible here.%s ", first.Step+1, was, term.Safe(first.Wanted), near)
	if follow {
		return lost, why + fmt.Sprintf("%s of the path were left out.", term.Capitalise(term.Count(lost, "step")))
	}
	return lost, why + fmt.Sprintf("You stand at the %s before it.", term.Count(len(s.Path), "step"))
}
