package explorer

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/matrix"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// library is what was told of the bundled stories.
type library struct{ shelf *Library }

// Library is the bundled stories, and by what they can be found.
type Library struct {
	Stories []StoryFacts `json:"stories"`
	Sights  []string     `json:"sights"`  // what users see
	Clients []string     `json:"clients"` // deployed clients that they come from
	Holes   []Named      `json:"holes"`
}

// clients are those whose code, or whose bug, a story comes from, by the words with which
// the comment of its case says so.
var clients = []struct {
	name  string
	words []string
}{
	{"Element Web, matrix-js-sdk", []string{"matrix-js-sdk", "element web", "element-web"}},
	{"Element Android", []string{"element-android", "element android"}},
	{"Element iOS, matrix-ios-sdk", []string{"matrix-ios-sdk", "element-ios", "element ios"}},
	{"FluffyChat, matrix-dart-sdk", []string{"matrix-dart-sdk", "famedly"}},
	{"nheko", []string{"nheko", "mtxclient"}},
	{"hydrogen", []string{"hydrogen"}},
	{"Signal, RingRTC", []string{"ringrtc", "signal-"}},
}

// StoryFacts is one bundled story.
type StoryFacts struct {
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	Text     string   `json:"text"`
	Sees     []string `json:"sees"`
	Clients  []string `json:"clients"`
	Holes    []string `json:"holes"`
	Verdict  string   `json:"verdict"` // violated, excused or ok
	Severity int      `json:"severity"`
	Steps    int      `json:"steps"`
}

var holeID = regexp.MustCompile(`\bH-[0-9]+[a-z]?\b`)

// Stories tells of the bundled stories, once.
func (e *Explorer) Stories() (*Library, error) {
	if e.shelf != nil {
		return e.shelf, nil
	}
	l := &Library{}
	for _, name := range corpus.Names() {
		text, file, _ := corpus.Text(name)
		c, err := corpus.ParseCase(file, text)
		if err != nil {
			return nil, err
		}
		_, trace, err := record.Replay(c, e.Rules)
		if err != nil {
			return nil, err
		}
		l.Stories = append(l.Stories, storyFacts(name, c, trace))
	}
	slices.SortStableFunc(l.Stories, func(a, b StoryFacts) int { return a.Severity - b.Severity })
	for i := range l.Stories {
		s := &l.Stories[i]
		l.Sights = append(l.Sights, s.Sees...)
		l.Clients = append(l.Clients, s.Clients...)
		for _, id := range s.Holes {
			if !slices.ContainsFunc(l.Holes, func(n Named) bool { return n.Name == id }) {
				l.Holes = append(l.Holes, Named{id, holeTitle(id)})
			}
		}
	}
	l.Sights, l.Clients = term.Distinct(l.Sights), term.Distinct(l.Clients)
	slices.SortFunc(l.Holes, func(a, b Named) int { return strings.Compare(a.Name, b.Name) })
	e.shelf = l
	return l, nil
}

func storyFacts(name string, c *corpus.Case, t *checker.Trace) StoryFacts {
	f := StoryFacts{
		Name: name, Title: name, Sees: []string{}, Clients: []string{}, Holes: []string{}, Verdict: t.VerdictWord(), Severity: t.Severity(), Steps: len(t.Lines),
	}
	comment := story.Comment(c)
	if list := term.Paragraphs(comment); len(list) > 0 {
		title, _, _ := strings.Cut(list[0], ". ")
		f.Title, f.Text = strings.TrimSuffix(title, "."), list[0]
	}
	for _, p := range t.Problems {
		f.Sees = append(f.Sees, p.Words)
	}
	for _, x := range t.Excuses {
		f.Sees = append(f.Sees, x.Words)
	}
	f.Sees = term.Distinct(append(f.Sees, sights(t)...))
	f.Holes = term.OrEmpty(term.Distinct(holeID.FindAllString(strings.Join(comment, " "), -1)))
	text := strings.ToLower(strings.Join(comment, " "))
	for _, client := range clients {
		if slices.ContainsFunc(client.words, func(word string) bool { return strings.Contains(text, word) }) {
			f.Clients = append(f.Clients, client.name)
		}
	}
	return f
}

// sights are what users see in a story, and should not.
func sights(t *checker.Trace) []string {
	var list []string
	last := lastLine(t)
	if last == nil {
		return nil
	}
	// What a user sees is what is most on any device of that user.
	most := make([]sim.Screen, len(t.Scenario.Users))
	for d, device := range t.Scenario.Devices {
		most[device.User] = max(most[device.User], last.Sees[d])
	}
	quiescent := t.Result.Quiescent
	alike := !slices.ContainsFunc(most, func(sees sim.Screen) bool { return sees != most[0] })
	switch {
	case quiescent && alike && (most[0] == sim.ShowsCalling || most[0] == sim.ShowsConnecting):
		list = append(list, "both see “"+most[0].String()+"” for ever")
	case quiescent && alike && most[0] == sim.ShowsNothing && len(t.Problems) > 0:
		list = append(list, "in the end both see no call")
	}
	for u, sees := range most {
		others := slices.Max(slices.Delete(slices.Clone(most), u, u+1))
		if quiescent && sees > sim.ShowsRinging && others == sim.ShowsNothing {
			list = append(list, "one sees “"+sees.String()+"”, the other no call")
		}
	}
	for d := range last.Sees {
		if quiescent && last.Sees[d] == sim.ShowsRinging {
			list = append(list, "it rings for ever")
		}
		rings := 0
		for i := range t.Lines {
			if t.Lines[i].Turns[d] && t.Lines[i].Sees[d] == sim.ShowsRinging {
				rings++
			}
		}
		if rings > 1 {
			list = append(list, "it rings again")
		}
	}
	return list
}

func holeTitle(id string) string {
	holes := spec.Holes()
	if i := slices.IndexFunc(holes, func(h spec.Hole) bool { return h.ID == id }); i >= 0 {
		return holes[i].Title
	}
	return ""
}

// Pairs is the table of who can call whom.
type Pairs struct {
	Names  []string     `json:"names"`
	Cells  [][]PairFact `json:"cells"`
	Legend []Named      `json:"legend"`
}

// PairFact is what comes of two clients that call each other at once.
type PairFact struct {
	Class string `json:"class"`
	Words string `json:"words"` // what users suffer at worst
	Link  string `json:"link"`  // a shortest story of it, or the scenario
}

// WhoCanCallWhom searches every pair of deployed clients.
func (e *Explorer) WhoCanCallWhom(ctx context.Context, progress func(Progress)) (*Pairs, error) {
	s, err := sim.FindScenario("glare")
	if err != nil {
		return nil, err
	}
	view := matrix.Views()[slices.Index(matrix.ViewNames(), "profiles")]
	page, err := view.Make(ctx, e.watching(progress), &matrix.Run{
		Options: &matrix.Options{View: view.Name, Readings: nil, Faults: []string{matrix.None}},
		View:    &view, Scenarios: []*sim.Scenario{s}, Workers: 1,
		Search: scheduler.SearchOptions{MaxStates: UsualStates, MaxMemory: mostMemory, KeepGoing: true, Outcomes: true, Workers: 1},
	})
	if err != nil {
		return nil, err
	}
	p := &Pairs{Names: model.ClientNames(), Legend: []Named{
		{"proven", "they get to talk, and nothing goes wrong"},
		{"rough", "they get to talk, but something else goes wrong"},
		{"failing", "in some runs they do not get to talk"},
		{"hopeless", "in no run in which both call do they get to talk"},
		{"unknown", "not decided"},
	}}
	for range p.Names {
		p.Cells = append(p.Cells, make([]PairFact, len(p.Names)))
	}
	for i := range page.Objects {
		fact, first, second := pairFact(&page.Objects[i])
		row, column := slices.Index(p.Names, first), slices.Index(p.Names, second)
		if row < 0 || column < 0 {
			continue
		}
		p.Cells[row][column], p.Cells[column][row] = fact, fact
	}
	return p, ctx.Err()
}

func pairFact(o *matrix.TableJSON) (f PairFact, first, second string) {
	first, second = o.Readings["alice"], o.Readings["bob"]
	f = PairFact{Class: o.Class, Link: "scenario=slow-media&reading=alice=" + first + ",bob=" + second}
	worst := properties.Unnoticed + 1
	for i := range o.Properties {
		p := &o.Properties[i]
		if p.Token == "" || p.Verdict != scheduler.Violated.String() {
			continue
		}
		if grave := checker.GravestOf(p.Property); grave < worst {
			worst = grave
			f.Words, _, _ = strings.Cut(p.Message, ":")
			f.Link = p.Token + "&at=pivot"
		}
	}
	return f, first, second
}
