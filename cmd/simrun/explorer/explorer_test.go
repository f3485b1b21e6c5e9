package explorer

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/scheduler"
)

func quiet(Progress) {}

// at opens a link and demands that it can be followed.
func at(t *testing.T, e *Explorer, link string) *Facts {
	t.Helper()
	o := e.OpenLink(link)
	if o.Facts == nil {
		t.Fatalf("%.80s: %s", link, o.Error)
	}
	return o.Facts
}

// choices are all choices of where one stands.
func choices(f *Facts) []Choice {
	var list []Choice
	for _, g := range f.Groups {
		list = append(list, g.Choices...)
	}
	return append(list, f.Faults...)
}

// Every bundled story opens, stands where it should at each step, and its link brings it
// back.
func TestEveryStoryOpens(t *testing.T) {
	e := New("test")
	for _, name := range corpus.Names() {
		f := at(t, e, "case="+name)
		text, file, _ := corpus.Text(name)
		c, err := corpus.ParseCase(file, text)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := e.Copy(&f.Session, "transcript"); err != nil || got != c.Golden {
			t.Errorf("%s: the transcript is not that of the case: %v\n%s", name, err, got)
		}
		again := at(t, e, f.Link)
		if !slices.Equal(again.Session.Path, c.Schedule) || again.Session.Text != f.Session.Text || again.Session.Name != file {
			t.Errorf("%s: its link leads elsewhere: %+v", name, again.Session)
		}
		s := f.Session
		for s.At = 0; s.At < len(s.Path); s.At++ {
			here, err := e.Facts(&s)
			if err != nil {
				t.Fatalf("%s, step %d: %v", name, s.At, err)
			}
			if !slices.ContainsFunc(choices(here), func(c Choice) bool { return c.Name == s.Path[s.At] }) && !strings.Contains(s.Path[s.At], "@") {
				t.Errorf("%s, step %d: %q is not offered", name, s.At, s.Path[s.At])
			}
			if back, err := ParseLink(here.Link); err != nil || back.At != s.At {
				t.Errorf("%s: the link of step %d leads to step %d: %v", name, s.At, back.At, err)
			}
		}
	}
}

// What is said of a choice before it is chosen is what comes of it.
func TestChoicesKeepTheirWord(t *testing.T) {
	e := New("test")
	f := at(t, e, "case=both-invites-in-flight&at=7")
	all := choices(f)
	if len(all) < 4 {
		t.Fatalf("only %d choices", len(all))
	}
	if !all[0].Calm {
		t.Errorf("the first choice is %+v, and not the calm one", all[0])
	}
	ahead, err := e.LookAhead(context.Background(), Effort{Session: f.Session}, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if !ahead.Exact || ahead.Bad == nil || ahead.Good == nil || !ahead.Bad.Shortest || len(ahead.Next) != len(all) {
		t.Fatalf("ahead is %+v", ahead)
	}
	different := map[string]bool{}
	for _, c := range all {
		s := f.Session
		s.Path = append(slices.Clone(s.Path[:s.At]), c.Name)
		s.At++
		after, err := e.Facts(&s)
		if err != nil {
			t.Fatal(err)
		}
		last := after.Steps[len(after.Steps)-1]
		if last.Words != c.Words || !slices.Equal(last.Sees, c.Sees) || after.Verdict.AtRest != c.AtRest {
			t.Errorf("%s: promised %+v, came %+v", c.Name, c, last)
		}
		then, err := e.LookAhead(context.Background(), Effort{Session: s}, quiet)
		if err != nil {
			t.Fatal(err)
		}
		if then.Here.Text != ahead.Next[c.Index].Text {
			t.Errorf("%s: promised a bad end with %s, it is %s", c.Name, ahead.Next[c.Index].Text, then.Here.Text)
		}
		different[then.Here.Text] = true
	}
	if len(different) < 2 {
		t.Errorf("every choice has the same chance of a bad end: %v", different)
	}
}

// Ways to ends lead there.
func TestEndsAreReached(t *testing.T) {
	e := New("test")
	for _, link := range []string{"scenario=glare", "scenario=glare&reading=robust&faults=send-fail=2", "play=servers", "scenario=expiry"} {
		f := at(t, e, link)
		for _, effort := range []Effort{{Session: f.Session}, {Session: f.Session, MaxStates: 300, Samples: 200}} {
			a, err := e.LookAhead(context.Background(), effort, quiet)
			if err != nil {
				t.Fatal(err)
			}
			if a.Exact == (effort.MaxStates != 0) || len(a.Ends) == 0 {
				t.Errorf("%s: exact %t with %d states, %d ends", link, a.Exact, effort.MaxStates, len(a.Ends))
			}
			for _, end := range append(a.Ends, *a.Good) {
				s := f.Session
				s.Path, s.At = end.Path, len(end.Path)
				there, err := e.Facts(&s)
				if err != nil {
					t.Fatalf("%s: %v", link, err)
				}
				if end.Good != (there.Verdict.Word == "ok" || there.Verdict.Word == "excused") {
					t.Errorf("%s: the end %q, good %t, is %s", link, end.Words, end.Good, there.Verdict.Word)
				}
			}
		}
	}
}

// In each game something can be broken, and it is said how far that is.
func TestLevelsCanBeWon(t *testing.T) {
	e := New("test")
	for _, level := range Levels() {
		f := at(t, e, "play="+level.Name)
		if f.Session.Play != level.Name || f.Session.At != 0 {
			t.Errorf("%s: begins at %+v", level.Name, f.Session)
		}
		a, err := e.LookAhead(context.Background(), Effort{Session: f.Session}, quiet)
		if err != nil {
			t.Fatal(err)
		}
		if a.Bad == nil || !a.Bad.Shortest || a.Bad.Property == "" {
			t.Errorf("%s: no shortest way to break it: %+v", level.Name, a.Bad)
			continue
		}
		t.Logf("%s: %d steps, %s, %s", level.Name, a.Bad.Steps, a.Here.Text, a.Known)
	}
}

// A change keeps the path as far as it goes, and says where it ends.
func TestChangeKeepsThePath(t *testing.T) {
	e := New("test")
	f := at(t, e, "case=both-invites-in-flight")
	after, err := e.Apply(Change{Session: f.Session, Reading: "literal-sent"})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(after.Session.Path); n == 0 || n >= len(f.Session.Path) || !slices.Equal(after.Session.Path, f.Session.Path[:n]) {
		t.Errorf("the path is %q", after.Session.Path)
	}
	if len(after.Notes) != 1 || !strings.Contains(after.Notes[0], "is not possible here") {
		t.Errorf("said %q", after.Notes)
	}
	if d := after.Setup.Readings[0].Differs; len(d) != 1 || d[0].Knob != "inflight" || d[0].Means == "" {
		t.Errorf("literal-sent differs from literal in %+v", d)
	}
	if _, err := e.Apply(Change{Session: f.Session, User: "alice", Reading: "robust+inflight=nothing"}); err == nil {
		t.Error("a knob took a value that it does not have")
	}
	for text, line := range map[string]int{"alice must place\nbob must plaice\n": 2, "alice must place\n": 0} {
		if c := CheckText(text); c.Line != line || (c.Error == "") != (line == 0) {
			t.Errorf("%q: %+v", text, c)
		}
	}
}

// The library finds stories by what users see, by client and by hole.
func TestLibrary(t *testing.T) {
	l, err := New("test").Stories()
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Stories) != len(corpus.Names()) || len(l.Sights) < 8 || len(l.Clients) < 4 || len(l.Holes) < 20 {
		t.Errorf("%d stories, seen %q, clients %q, %d holes", len(l.Stories), l.Sights, l.Clients, len(l.Holes))
	}
	for _, s := range l.Stories {
		if s.Title == "" || s.Verdict != "ok" && len(s.Sees) == 0 {
			t.Errorf("%+v", s)
		}
	}
}

// The table has a cell for each pair, and each cell leads somewhere.
func TestPairs(t *testing.T) {
	e := New("test")
	p, err := e.WhoCanCallWhom(context.Background(), quiet)
	if err != nil {
		t.Fatal(err)
	}
	classes := map[string]int{}
	for _, row := range p.Cells {
		for _, cell := range row {
			classes[cell.Class]++
			if o := e.OpenLink(cell.Link); o.Facts == nil || (cell.Class != "proven") != (o.Facts.Verdict.Word == "violated") {
				t.Errorf("%+v leads to %s", cell, o.Error)
			}
		}
	}
	if classes["proven"] == 0 || classes["failing"]+classes["hopeless"] == 0 {
		t.Errorf("%v", classes)
	}
}

// A link that is broken, old or hostile is answered with a sentence and an offer.
func TestBadLinks(t *testing.T) {
	e := New("test")
	whole := at(t, e, "case=both-invites-in-flight").Token
	token, err := record.DecodeToken(whole)
	if err != nil {
		t.Fatal(err)
	}
	for name, link := range map[string]string{
		"cut": whole[:len(whole)-20], "unknown": "colour=red", "twice": "at=1&at=2", "empty": "case=", "far": "at=99999",
		"two beginnings": "case=declined&scenario=glare", "case": "case=both-invites-in-fligth", "how": "reading=literal",
		"cut character": "case=declined%2", "no token": "glare1-AAAA", "other format": "glare9-" + whole[7:], "level": "play=nothing",
		"long": "case=" + strings.Repeat("x", maxLink),
	} {
		o := e.OpenLink(link)
		if o.Facts != nil || o.Error == "" || len(o.Offers) == 0 {
			t.Errorf("%s: %+v", name, o)
			continue
		}
		for _, offer := range o.Offers {
			if e.OpenLink(offer.Link).Facts == nil {
				t.Errorf("%s: the offer %q leads nowhere", name, offer.Label)
			}
		}
	}
	if o := e.OpenLink(whole[:len(whole)-20]); !strings.Contains(o.Offers[0].Label, "can be read") {
		t.Errorf("of a link that was cut off, nothing is offered but %q", o.Offers[0].Label)
	}
	token.Hashes = "0123456789abcdef"
	if o := e.OpenLink(token.Encode()); o.Facts == nil || len(o.Facts.Notes) != 1 {
		t.Errorf("an old link: %+v", o)
	}
	token.Hashes = checker.Rules{}.Hash(token.Scenario)
	token.Schedule.Names[3] = "bob media raedy"
	if f := at(t, e, token.Encode()); f.Session.At != 3 || !strings.Contains(f.Notes[0], `Nearest to it is "bob media ready"`) {
		t.Errorf("step %d, %q", f.Session.At, f.Notes)
	}
	if f := at(t, e, token.Encode()+"&follow=yes"); f.Session.At <= 3 || !strings.Contains(f.Notes[0], "left out") {
		t.Errorf("step %d, %q", f.Session.At, f.Notes)
	}
}

// What takes long can be cancelled, and says how far it is.
func TestWorkIsCancelled(t *testing.T) {
	e := New("test")
	f := at(t, e, "scenario=redial&reading=robust")
	ctx, cancel := context.WithCancel(context.Background())
	told := 0
	request, err := json.Marshal(map[string]any{"ask": "ahead", "with": Effort{Session: f.Session, MaxStates: MostStates}})
	if err != nil {
		t.Fatal(err)
	}
	answer := string(e.Work(ctx, request, func(Progress) { told++; cancel() }))
	if told == 0 || !strings.Contains(answer, "canceled") {
		t.Errorf("told %d times, answered %.200s", told, answer)
	}
}

// Where a run turned is what explain says.
func TestTurn(t *testing.T) {
	e := New("test")
	f := at(t, e, "case=both-invites-in-flight")
	p, err := e.Turn(context.Background(), Effort{Session: f.Session}, quiet)
	if err != nil || p.Pivot < 1 || len(p.Mille) < p.Pivot || p.Mille[p.Pivot] <= p.Mille[p.Pivot-1] {
		t.Errorf("%+v, %v", p, err)
	}
}

// FuzzLink opens any fragment: the answer is facts, or a sentence and an offer.
func FuzzLink(f *testing.F) {
	e := New("test")
	o := e.OpenLink("case=both-invites-in-flight")
	for _, link := range []string{
		"", "#", "case=declined&at=3", "scenario=glare&reading=alice=robust,bob=literal&faults=send-fail=1&timing=async", "play=servers",
		o.Facts.Token, o.Facts.Link + "&at=4", o.Facts.Token[:60], "%41%", "scenario=glare&timing=timed",
	} {
		f.Add(link)
	}
	f.Fuzz(func(t *testing.T, link string) {
		o := e.OpenLink(link)
		switch {
		case o.Facts == nil && (o.Error == "" || len(o.Offers) == 0):
			t.Errorf("%q: neither facts nor a sentence", link)
		case o.Facts != nil && e.OpenLink(o.Facts.Link).Facts == nil:
			t.Errorf("%q: its own link %q cannot be followed", link, o.Facts.Link)
		}
	})
}

// FuzzAnswer gives the page's questions any content.
func FuzzAnswer(f *testing.F) {
	e := New("test")
	o := e.OpenLink("case=both-invites-in-flight")
	for _, ask := range []string{"open", "stand", "change", "check", "copy", "options"} {
		text, err := json.Marshal(map[string]any{"ask": ask, "with": map[string]any{"session": o.Facts.Session, "as": "case", "reading": "robust"}})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(`{"ask":"copy","with":{"as":"case","session":{"text":"alice must place","at":16}}}`))
	f.Fuzz(func(t *testing.T, request []byte) {
		var reply Reply
		if err := json.Unmarshal(e.Answer(request), &reply); err != nil {
			t.Errorf("%q: %v", request, err)
		}
	})
}

// Calls are named by who places them, of however many users.
func TestThirdUserCalls(t *testing.T) {
	for _, callers := range []string{"carol must place", "bob must place\ncarol must place"} {
		text := "servers hs1\nroom r1 alice bob carol\ndevices alice@hs1 bob@hs1 carol@hs1\n" + callers + "\nalice must answer\n"
		f, err := New("test").Apply(Change{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(choices(f)); n != 1+strings.Count(callers, "\n") {
			t.Errorf("%q: %d choices", callers, n)
		}
	}
}

// The explorer's account of a world does not depend on how the checker was opened.
func TestFactsOfASharedChecker(t *testing.T) {
	e := New("test")
	f := at(t, e, "case=declined")
	of, err := f.Session.scenario()
	if err != nil {
		t.Fatal(err)
	}
	c, err := checker.Open(of, e.Rules)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Moment(scheduler.Schedule{Names: []string{"nothing of this name"}}); err == nil {
		t.Error("a step that is not possible was taken")
	}
}
