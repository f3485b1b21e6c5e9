package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/campaign/shard"
	"github.com/glarelab/glare/cmd/simrun/campaign/summary"
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

func reporter(to io.Writer) *story.Reporter {
	return &story.Reporter{
		Printer: &term.Printer{Out: &term.Output{To: to}, Stderr: io.Discard, Width: term.PipeWidth},
		Rules:   checker.Rules{}, Program: "test", Watch: func(string) story.Meter { return silence{} },
	}
}

type silence struct{}

func (silence) Tell(int64, ...any) {}
func (silence) Close()             {}

// sample is the report of a small campaign, of which the last shard is left.
func sample(t testing.TB) *Report {
	t.Helper()
	p, err := plan.Parse("test.txt", "about Some runs & proofs.\nfuzz glare reading literal runs 200\nmatrix literal robust\nprove glare.robust.send-fail\nprove glare.robust")
	if err != nil {
		t.Fatal(err)
	}
	c := &result.Campaign{Format: result.Format, Name: p.Name("", "test"), Rules: checker.EveryHash(), Program: "test", Shards: len(p.Shards()), Plan: p.Text()}
	runner, set := &shard.Runner{Reporter: reporter(io.Discard), Name: c.Name}, result.NewSet(c)
	for i := range len(p.Shards()) - 1 {
		r, err := runner.Run(t.Context(), &p.Shards()[i])
		if err == nil {
			err = set.Put(r)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return &Report{Summary: summary.Of(set), Title: "sample", Pace: Pace{Shards: 4, Seconds: 2, Runs: 200}}
}

// attack is a text that tries to be more than text.
const attack = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u202e`](javascript:alert(3))|\n# no"

// hostile is a report in which every text that a file may hold is an attack.
func hostile(t testing.TB) *Report {
	r := sample(t)
	r.Title, r.About = attack, attack
	c := *r.Campaign
	c.Program, c.Rules = attack, attack
	r.Campaign = &c
	r.Left[0].What = attack
	r.Tasks[0].Kind, r.Tasks[0].Verdicts = attack, map[string]int{attack: 1}
	r.Changed = &summary.Change{Than: attack, Reached: []string{attack}, Dropped: []string{attack}, Gone: r.Findings[:1]}
	for i := range r.Findings {
		g := &r.Findings[i]
		g.Property, g.Words, g.Scenario, g.Reading, g.Sentence, g.Case = attack, attack, attack, attack, attack, attack
		g.Token = "glare1-nothing" // a token is looked at when it is read
		g.Faults, g.Causes, g.Decisive, g.Scenarios, g.Severity = []string{attack}, []string{attack}, []string{attack}, []string{attack}, 99
	}
	return r
}

// A report says how the campaign stands, and everything that was found, in each format.
func TestFormats(t *testing.T) {
	r := sample(t)
	if len(r.Findings) < 2 {
		t.Fatalf("%d findings", len(r.Findings))
	}
	var text, lines, page bytes.Buffer
	r.Text(reporter(&text).Printer)
	to := reporter(&lines).Printer
	to.Out.JSON = true
	junit, err := r.JUnit()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.JSON(to); err != nil {
		t.Fatal(err)
	}
	if err := r.HTML(&page, r.Draw(reporter(io.Discard)), false); err != nil {
		t.Fatal(err)
	}
	for format, said := range map[string]string{"text": text.String(), "markdown": r.Markdown(), "junit": string(junit), "html": page.String(), "json": lines.String()} {
		flat := strings.Join(strings.Fields(said), "")
		for i := range r.Findings {
			if token := r.Findings[i].Token; !strings.Contains(flat, token) {
				t.Errorf("%s does not have finding %d: %s", format, i+1, token)
			}
		}
	}
	for _, want := range []string{
		"FOUND campaign sample: 5 of 6 shards done; ", "fuzz 1 shard: 1 violated", "matrix 3 shards: ", "cells: 2 failing, 1 proven", "prove 1 shard: 1 excused",
		"runs 200, 100 a second and worker", "0.50 s a shard and worker, as measured for 4 shards", "decided by", "Left to do: 1 shard", "5 prove glare.robust", "never: ",
	} {
		if !strings.Contains(strings.Join(strings.Fields(text.String()), " "), want) {
			t.Errorf("the text does not say %q:\n%s", want, text.String())
		}
	}
	if drawn := strings.Count(page.String(), `src="data:image/svg`); drawn != len(r.Findings) {
		t.Errorf("%d pictures of %d findings", drawn, len(r.Findings))
	}
	if strings.Contains(page.String(), "<script") {
		t.Error("a page that is not live has a script")
	}
}

// JSON is a line for the whole and one for each finding.
func TestJSON(t *testing.T) {
	r := sample(t)
	var b bytes.Buffer
	to := reporter(&b).Printer
	to.Out.JSON = true
	if err := r.JSON(to); err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(&b)
	d.DisallowUnknownFields()
	var whole CampaignJSON
	if err := d.Decode(&whole); err != nil || whole.Verdict != "violated" || whole.Done != 5 || len(whole.Left) != 1 || whole.New != len(r.Findings) || len(whole.Covered) != 5 {
		t.Errorf("%v, %+v", err, whole)
	}
	for i := range r.Findings {
		var found FoundJSON
		if err := d.Decode(&found); err != nil || !found.New || found.Cause != r.Findings[i].Cause || found.Finding.Token == "" {
			t.Errorf("%v, %+v", err, found)
		}
	}
	if d.More() {
		t.Error("there is more than the findings")
	}
}

// In JUnit a new finding has failed, one that is known was skipped, and shards that are left
// are an error; the counts are those of the cases.
func TestJUnit(t *testing.T) {
	r := sample(t)
	r.Findings[0].Case = "known.txt"
	text, err := r.JUnit()
	if err != nil {
		t.Fatal(err)
	}
	var got testSuites
	if err := xml.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	fresh := len(r.Findings) - 1
	if got.Tests != 1+3+fresh+1 || got.Failures != fresh || got.Skipped != 1 || got.Errors != 1 || len(got.Suites[0].Cases) != got.Tests {
		t.Errorf("%+v", got)
	}
	r.Left, r.Done = nil, r.Campaign.Shards
	if text, err := r.JUnit(); err != nil || strings.Contains(string(text), "<error") {
		t.Errorf("nothing is left: %s, %v", text, err)
	}
}

// What is known of a campaign decides its exit status.
func TestStatus(t *testing.T) {
	p := reporter(io.Discard).Printer
	r := sample(t)
	if r.Status(p) != term.StatusViolated {
		t.Error("something new was found")
	}
	for i := range r.Findings {
		r.Findings[i].Before = true
	}
	if r.Status(p) != term.StatusUndecided {
		t.Error("a shard is left")
	}
	if r.PartDone = true; r.Status(p) != term.StatusOK {
		t.Error("the part that was to be done is done")
	}
	r.PartDone, r.Done = false, r.Campaign.Shards
	if r.Status(p) != term.StatusOK {
		t.Error("all is done, and nothing is new")
	}
	if p.Strict = true; r.Status(p) != term.StatusViolated {
		t.Error("something was excused")
	}
}

// Whatever a result holds, in a report it is text.
func TestHostile(t *testing.T) {
	r := hostile(t)
	var text, page bytes.Buffer
	r.Text(reporter(&text).Printer)
	pictures := r.Draw(reporter(io.Discard))
	if err := r.HTML(&page, pictures, true); err != nil {
		t.Fatal(err)
	}
	junit, err := r.JUnit()
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(junit, &testSuites{}); err != nil {
		t.Error(err)
	}
	for format, said := range map[string]string{"text": text.String(), "markdown": r.Markdown(), "html": page.String()} {
		if strings.Contains(said, "\u202e") {
			t.Errorf("%s turns the text around", format)
		}
	}
	if bad := regexp.MustCompile(`<script>alert|<img src=x|href="?javascript`).FindString(page.String()); bad != "" {
		t.Errorf("the page has %s", bad)
	}
	plain := regexp.MustCompile("`[^`\n]+`").ReplaceAllString(strings.ReplaceAll(r.Markdown(), "\\`", ""), "CODE")
	if bad := regexp.MustCompile(`(?m)[^\\]<(script|img)|[^\\]\]\(javascript|^# no`).FindString(plain); bad != "" {
		t.Errorf("Markdown has %q", bad)
	}
	if len(pictures.why) == 0 {
		t.Error("a token that is none was drawn")
	}
}
