package report

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// The parts of a JUnit file that this report uses.
type (
	testSuites struct {
		XMLName  xml.Name    `xml:"testsuites"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Suites   []testSuite `xml:"testsuite"`
	}
	testSuite struct {
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Errors   int        `xml:"errors,attr"`
		Skipped  int        `xml:"skipped,attr"`
		Cases    []testCase `xml:"testcase"`
	}
	testCase struct {
		Class   string       `xml:"classname,attr"`
		Name    string       `xml:"name,attr"`
		Failure *testMessage `xml:"failure"`
		Error   *testMessage `xml:"error"`
		Skipped *testMessage `xml:"skipped"`
	}
	testMessage struct {
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit is the report as tools for tests read it: a case for what each kind of shard has
// come to, and one for each finding. A new one has failed, one that is known is skipped, and
// that shards are missing is an error.
func (r *Report) JUnit() ([]byte, error) {
	suite := testSuite{Name: "campaign " + r.Title}
	add := func(c testCase) {
		suite.Tests++
		switch {
		case c.Failure != nil:
			suite.Failures++
		case c.Error != nil:
			suite.Errors++
		case c.Skipped != nil:
			suite.Skipped++
		}
		suite.Cases = append(suite.Cases, c)
	}
	all := testCase{Class: "campaign", Name: "all of " + term.Count(r.Campaign.Shards, "shard")}
	if len(r.Left) > 0 && !r.PartDone {
		all.Error = &testMessage{Message: term.Count(len(r.Left), "shard") + " left to do"}
	}
	add(all)
	for _, t := range r.Tasks {
		add(testCase{Class: "campaign", Name: t.Kind + ": " + term.Count(t.Done, "shard") + ": " + tally(t.Verdicts)})
	}
	for i := range r.Findings {
		g := &r.Findings[i]
		c := testCase{Class: "finding", Name: fmt.Sprintf("%s, reading %s, %s", heading(&g.Finding), g.Reading, strings.Join(g.Decisive, "; "))}
		lines := []string{g.Sentence}
		for _, pair := range details(g) {
			lines = append(lines, pair[0]+": "+pair[1])
		}
		message := &testMessage{Message: state(g), Text: strings.Join(append(lines, g.Token), "\n")}
		if g.IsNew() {
			c.Failure = message
		} else {
			c.Skipped = message
		}
		add(c)
	}
	text, err := xml.MarshalIndent(testSuites{
		Tests: suite.Tests, Failures: suite.Failures, Errors: suite.Errors, Skipped: suite.Skipped, Suites: []testSuite{suite},
	}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing JUnit: %w", err)
	}
	return append([]byte(xml.Header), append(text, '\n')...), nil
}
