package explorer

import (
	"bytes"
	"errors"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// Facts is all that is known at once where a session stands.
type Facts struct {
	Session    Session         `json:"session"`
	Link       string          `json:"link"`
	Token      string          `json:"token"` // of the steps that were taken
	Title      string          `json:"title"` // what happens, in a sentence
	Prose      []string        `json:"prose"` // the story of a case
	Explored   string          `json:"explored"`
	Tested     string          `json:"tested"`
	Notes      []string        `json:"notes"` // what opening or changing it has lost
	AtPivot    bool            `json:"atPivot"`
	Verdict    VerdictFacts    `json:"verdict"`
	Steps      []StepFacts     `json:"steps"`
	Ladder     string          `json:"ladder"` // a picture, as markup
	Narrow     string          `json:"narrow"` // the same with numbers for the names of steps
	Users      []UserFacts     `json:"users"`
	UnderWay   []string        `json:"underWay"`
	Properties []PropertyFacts `json:"properties"`
	Groups     []Group         `json:"groups"`
	Faults     []Choice        `json:"faults"`
	Budget     []BudgetFacts   `json:"budget"`
	Calls      []CallFacts     `json:"calls"`
	Setup      SetupFacts      `json:"setup"`
}

// VerdictFacts is how the run stands.
type VerdictFacts struct {
	Word     string `json:"word"` // violated, excused, ok, open or limits
	Sentence string `json:"sentence"`
	Property string `json:"property"`
	Words    string `json:"words"`
	Severity string `json:"severity"`
	AtRest   bool   `json:"atRest"`
}

// StepFacts is one step of a path.
type StepFacts struct {
	Name     string   `json:"name"`
	Words    string   `json:"words"`
	Who      string   `json:"who"`
	Fault    bool     `json:"fault"`
	Sees     []string `json:"sees"` // what changed on the screens
	Violates []string `json:"violates"`
}

// BudgetFacts is what is left of a fault.
type BudgetFacts struct {
	Name  string `json:"name"`
	Left  int    `json:"left"`
	Of    int    `json:"of"`
	About string `json:"about"`
}

// CallFacts is one call of the scenario.
type CallFacts struct {
	Name   string `json:"name"`
	ID     string `json:"id"`
	Lesser bool   `json:"lesser"` // of two, by bytes
}

// Facts says all that is known where a session stands.
func (e *Explorer) Facts(s *Session) (*Facts, error) {
	c, err := e.open(s)
	if err != nil {
		return nil, err
	}
	m, err := c.Moment(s.taken())
	if err != nil {
		return nil, err
	}
	whole := m.Trace
	if s.At < len(s.Path) {
		if whole, err = c.Replay(s.whole()); err != nil {
			return nil, err
		}
	}
	t, err := e.Story(c, m.Trace, "")
	if err != nil {
		return nil, err
	}
	f := &Facts{
		Session: *s, Link: linkOf(c, s), Token: t.Token, Notes: []string{},
		Explored: e.Title(c.Scenario()), Tested: e.TestedOf(c.Scenario()).Text(),
		Verdict: verdictOf(t, m), Steps: stepsOf(whole), UnderWay: underWay(m.Trace),
		Users: usersOf(m), Properties: propertiesOf(m), Budget: budgetOf(c, m),
		Calls: callsOf(m.Trace), Setup: setupOf(c.Scenario()), Faults: []Choice{}, Groups: []Group{},
	}
	f.Title, f.Prose = titleOf(s, t, m)
	f.addChoices(m)
	if f.Ladder, err = ladder(m.Trace, true); err == nil {
		f.Narrow, err = ladder(m.Trace, false)
	}
	return f, err
}

// ladder draws the run so far.
func ladder(t *checker.Trace, names bool) (string, error) {
	if len(t.Lines) == 0 {
		return "", nil
	}
	var b bytes.Buffer
	s := story.Picture(t, "", nil)
	for i := range s.Rows {
		s.Rows[i].Rules = nil // they are told beside the picture
	}
	err := diagram.Ladder(&b, s, names)
	return b.String(), err
}

// titleOf says what happens: in the words of the case, if it is one, or in those of how
// the run stands.
func titleOf(s *Session, t *story.Story, m *checker.Moment) (title string, prose []string) {
	prose = []string{}
	if c := s.bundled(); c != nil {
		if list := term.Paragraphs(story.Comment(c)); len(list) > 0 {
			title, _, _ = strings.Cut(list[0], ". ")
			return strings.TrimSuffix(title, ".") + ".", append(prose, list...)
		}
	}
	if level, err := findLevel(s.Play); err == nil {
		return "Break it: " + level.Title, prose
	}
	switch {
	case len(t.Trace.Lines) == 0:
		return "Nothing has happened yet.", prose
	case t.Problem != nil:
		return term.Capitalise(t.Problem.Words) + ".", prose
	case m.Quiescent:
		return "It is over, and nothing is wrong.", prose
	default:
		return "The call is being set up.", prose
	}
}

// verdictOf is how the run stands.
func verdictOf(t *story.Story, m *checker.Moment) VerdictFacts {
	v := VerdictFacts{Word: "open", Sentence: "Nothing is wrong so far, and it is not over yet.", AtRest: m.Quiescent}
	switch {
	case t.Problem != nil:
		v.Word, v.Property, v.Words, v.Severity = "violated", t.Problem.Property, t.Problem.Words, story.SeverityText(t.Trace)
		v.Sentence = t.Sentence()
	case t.Trace.Limits != "":
		v.Word, v.Sentence = "limits", t.Sentence()
	case !m.Quiescent:
	case len(m.Lines) == 0:
		v.Sentence = "Nobody has called, and nobody has to."
	case t.Excused():
		v.Word, v.Property, v.Words, v.Sentence = "excused", t.Trace.Excuses[0].Property, t.Trace.Excuses[0].Words, t.Sentence()
	default:
		v.Word, v.Sentence = "ok", "Nothing is wrong, and nothing more has to happen: "+endWords(m.Trace)+"."
	}
	return v
}

// endWords is what both users see at the end of a run.
func endWords(t *checker.Trace) string {
	if len(t.Lines) == 0 {
		return "nobody has called"
	}
	last := &t.Lines[len(t.Lines)-1]
	var parts []string
	for d, u := range t.Scenario.Users {
		parts = append(parts, u.Name+" sees "+screenWords(last.Sees[d]))
	}
	return strings.Join(parts, ", ")
}

// stepsOf lists the steps of a run.
func stepsOf(t *checker.Trace) []StepFacts {
	list := []StepFacts{}
	for i := range t.Lines {
		line := &t.Lines[i]
		step := StepFacts{Name: line.Name, Words: gloss(t, line), Who: whoActs(t, line), Fault: line.Fault, Sees: []string{}, Violates: []string{}}
		for d, u := range t.Scenario.Users {
			if line.Turns[d] {
				step.Sees = append(step.Sees, u.Name+" sees "+screenWords(line.Sees[d]))
			}
		}
		for _, p := range t.Problems {
			if p.Line == i {
				step.Violates = append(step.Violates, p.Property+" ("+p.Words+")")
			}
		}
		list = append(list, step)
	}
	return list
}

func callsOf(t *checker.Trace) []CallFacts {
	var list []CallFacts
	for i, name := range t.Scenario.CallNames() {
		call := CallFacts{Name: name}
		if i < len(t.IDs) {
			call.ID = t.IDs[i]
			call.Lesser = len(t.IDs) == 2 && t.IDs[i] < t.IDs[1-i]
		}
		list = append(list, call)
	}
	return list
}

// Copy is a session in another form: case, command, mermaid, svg or transcript.
func (e *Explorer) Copy(s *Session, as string) (string, error) {
	c, err := e.open(s)
	if err != nil {
		return "", err
	}
	trace, err := c.Replay(s.taken())
	if err != nil {
		return "", err
	}
	t, err := e.Story(c, trace, "")
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	switch as {
	case "token":
		return t.Token, nil
	case "command":
		return e.Replays() + t.Token, nil
	case "case":
		kept := story.CaseOf(c.Scenario(), trace.Names(), trace)
		kept.Comment = []string{story.ToTell, "", story.ToSource}
		return kept.Format(), nil
	case "transcript":
		return trace.Transcript(), nil
	case "mermaid":
		err = diagram.Mermaid(&b, e.Picture(t, nil))
	case "svg":
		err = diagram.SVG(&b, e.Picture(t, nil))
	default:
		err = errors.New("expected token, command, case, transcript, mermaid or svg")
	}
	return b.String(), err
}
