package holes

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/survey"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/spec"
)

func literalSent(t *testing.T) model.Reading {
	t.Helper()
	r, err := model.ParseReading("literal-sent")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The known holes are found by search, each with a story that has what the hole is
// about, that ends otherwise with another value, and that the corpus keeps.
func TestHolesAreFound(t *testing.T) {
	for _, test := range []struct {
		rules      model.Version
		hole, knob string
		violated   bool
		step       string // part of a step of the story
		steps      int    // of a shortest story
	}{
		{model.Version0, "H-01", "inflight", true, "syncs m.call.invite", 16},
		{model.Version0, "H-02", "inflight", true, "refuses", 12},
		{model.Version0, "H-07", "retro", true, "ignores", 19},
		{model.Version0, "H-09", "abort-in", true, "m.call.hangup b overtakes m.call.invite a", 22},
		{model.Version0, "H-14", "eq", true, "syncs m.call.invite", 15},
		{model.Version0, "H-15", "cmp", true, "syncs m.call.invite", 18},
		{model.Version0, "H-17", "dup", true, "m.call.invite", 10},
		{model.Version0, "H-19", "expired", false, "with a wrong age", 22},

		{model.Version1, "", "leave", true, "leaves", 11},
		{model.Version1, "", "push", true, "push", 11},
		{model.Version1, "", "reject-v1", true, "m.call.hangup", 15},
		{model.Version1, "", "select", true, "refuses", 13},
		{model.Version1, "H-05", "second-call", true, "overtakes", 30},
		{model.Version1, "H-34", "invitee", true, "carol", 18},
		{model.Version1, "H-45", "restart", true, "restarts", 11},
		{model.Version1, "H-40", "ver", true, "m.call.invite", 18},
		{model.Version1, "H-48", "invitee", true, "mallory sends m.call.invite", 10},
		{model.Version1, "H-49", "expired", true, "mallory sends m.call.invite", 9},
		{model.Version1, "H-52", "auth", true, "mallory sends", 9},
	} {
		t.Run(test.rules.String()+" "+test.hole, func(t *testing.T) {
			s := &Search{Version: test.rules, Base: literalSent(t), Workers: 2, MaxStates: 100_000, Chosen: func(p *Point) bool {
				return p.Hole == test.hole && p.Knob.String() == test.knob
			}}
			if err := s.Open(); err != nil {
				t.Fatal(err)
			}
			if err := s.Find(t.Context()); err != nil {
				t.Fatal(err)
			}
			if len(s.Points) != 1 || s.Points[0].Story == nil {
				t.Fatalf("no story of %s", test.knob)
			}
			story := s.Points[0].Story
			if story.Violated != test.violated || len(story.With) > 0 {
				t.Errorf("goes wrong: %v, with %v", story.Violated, story.With)
			}
			if !slices.ContainsFunc(story.Schedule.Names, func(name string) bool { return strings.Contains(name, test.step) }) {
				t.Errorf("no step %q in\n%s", test.step, strings.Join(story.Schedule.Names, "\n"))
			}
			if n := len(story.Schedule.Names); n != test.steps {
				t.Errorf("%d steps, want %d", n, test.steps)
			}
			first, second, err := story.Tell()
			if err != nil {
				t.Fatal(err)
			}
			if story.Violated && (len(first.Problems) == 0 || len(second.Problems) > 0) || first.VerdictLine() == second.VerdictLine() {
				t.Errorf("ends:\n%s\n%s", first.VerdictLine(), second.VerdictLine())
			}
			if test.hole != "" && !kept(t, test.hole) {
				t.Errorf("no corpus case is about %s", test.hole)
			}
		})
	}
}

// kept reports whether a corpus case was seen in a hole.
func kept(t *testing.T, hole string) bool {
	t.Helper()
	files, err := corpus.Files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	whole := regexp.MustCompile(`Seen in:.*\b` + hole + `\b`)
	return slices.ContainsFunc(files, func(f fs.DirEntry) bool {
		text, err := corpus.Files.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		comment, _, _ := strings.Cut(string(text), "\nscenario\n")
		return whole.MatchString(comment)
	})
}

// probed are small networks that ask about different knobs.
func probed(t *testing.T) []*survey.Network {
	t.Helper()
	var list []*survey.Network
	for _, of := range [][2]string{{"glare", "none"}, {"glare", "crash=1"}, {"slow-media", "none"}, {"slow-media", "crash=1"}, {"single", "late-decryption=1"}} {
		n, err := survey.FindNetwork(of[0], "", of[1])
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, n)
	}
	return list
}

// A knob that no run of a network asks tells no runs apart: what was left out
// because of that would have found nothing.
func TestUnaskedKnobsDecideNothing(t *testing.T) {
	v := &survey.Surveyor{Silent: true}
	unasked := 0
	for _, n := range probed(t) {
		base, err := v.Survey(t.Context(), n, survey.Both(survey.Literal()))
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range survey.Amendments() {
			if base.Asked[a.Knob] {
				continue
			}
			unasked++
			other, err := v.Survey(t.Context(), n, survey.Both(survey.Amended(a)))
			if err != nil {
				t.Fatal(err)
			}
			if other.States != base.States || other.Transitions != base.Transitions || len(other.Except(base))+len(base.Except(other)) > 0 {
				t.Errorf("%s: %s is not asked, and changes the runs", n, a)
			}
		}
	}
	if unasked < 50 {
		t.Errorf("only %d values were not asked", unasked)
	}
}

// Every hole of a stage exists, and the probe's networks can be made.
func TestProbeOfHoles(t *testing.T) {
	for _, s := range slices.Concat(Probe(model.Version0), Probe(model.Version1)) {
		if _, err := s.Network(); err != nil {
			t.Errorf("%s: %v", &s, err)
		}
		for id := range strings.FieldsSeq(s.Holes) {
			if !slices.ContainsFunc(spec.Holes(), func(h spec.Hole) bool { return h.ID == id }) {
				t.Errorf("%s: no hole %s", &s, id)
			}
		}
	}
}

// No point of version 1 is passed over: each has a network that stages it, or a reason why there
// is none; and no reason is for something else.
func TestNoPointOfVersion1IsPassedOver(t *testing.T) {
	reasons, stages := Reasons(model.Version1), Probe(model.Version1)
	had := func(hole, knob string) bool {
		return slices.ContainsFunc(reasons, func(r Reason) bool { return r.Hole == hole && r.Knob == knob && r.Why != "" })
	}
	ids := []string{"H-15b", "H-32b"}
	for n := 1; n <= 57; n++ {
		ids = append(ids, fmt.Sprintf("H-%02d", n))
	}
	for _, id := range ids {
		i := slices.IndexFunc(spec.Holes(), func(h spec.Hole) bool { return h.ID == id && strings.Contains(h.Applies, "v1") })
		if i < 0 {
			t.Errorf("no hole %s of version 1", id)
			continue
		}
		knobs := spec.Holes()[i].Knobs
		if len(knobs) == 0 && !had(id, "") {
			t.Errorf("%s has no knob, and no reason is given", id)
		}
		for _, knob := range knobs {
			if !had(id, knob) && !slices.ContainsFunc(stages, func(s Stage) bool { return s.stages(id) }) {
				t.Errorf("%s, %s: no network stages it, and no reason is given", id, knob)
			}
		}
	}
	for k := range model.NumKnobs {
		if !slices.ContainsFunc(stages, func(s Stage) bool { return s.isFor(k) }) {
			t.Errorf("no network is for knob %s", k)
		}
	}
	for _, r := range reasons {
		if !slices.ContainsFunc(spec.Holes(), func(h spec.Hole) bool {
			return h.ID == r.Hole && (slices.Contains(h.Knobs, r.Knob) || r.Knob == "" && len(h.Knobs) == 0)
		}) {
			t.Errorf("%s, %s: a reason for what is no point", r.Hole, r.Knob)
		}
	}
}

// What is named is looked for where it is staged: devices, members and events that only version 1
// has are of its networks alone.
func TestStages(t *testing.T) {
	for arg, want := range map[string][model.NumVersions]bool{
		"H-01": {true, true}, "inflight": {true, true}, "H-30": {false, true}, "sib": {false, true}, "push": {false, true}, "reject-v1": {false, true},
		"H-47": {}, "H-15b": {false, true},
	} {
		for v := range model.NumVersions {
			if got := Stages(v, arg); got != want[v] {
				t.Errorf("%s %s: staged %v, want %v", v, arg, got, want[v])
			}
		}
	}
}
