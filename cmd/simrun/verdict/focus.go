package verdict

import "github.com/glarelab/glare/cmd/simrun/story"

// FocusJSON is what was looked for, where that is not everything.
type FocusJSON struct {
	Properties []string `json:"properties"` // those of which some violation was looked for
	Severity   int      `json:"severity"`   // the least grave that was; 0 for any
}

func (c *Checked) focusJSON() *FocusJSON {
	if c.Focus.IsAll() {
		return nil
	}
	return &FocusJSON{c.sought(), c.Focus.Severity}
}

// sought lists the properties of which some violation is looked for.
func (c *Checked) sought() []string {
	var names []string
	for _, name := range append(Judged(c.Scenario), story.Settles) {
		if c.Focus.Has(name) {
			names = append(names, name)
		}
	}
	return names
}

// checkTitle says in a line what was explored, and what for if that is not everything.
func checkTitle(p *story.Reporter, c *Checked) string {
	text := p.SearchTitle(c.Scenario)
	if !c.Focus.IsAll() {
		text += ", only for " + c.Focus.String()
	}
	return text
}

// well says what a proof has shown.
func (c *Checked) well() string {
	if c.Focus.IsAll() {
		return "nothing goes wrong in any run"
	}
	return "nothing of that goes wrong in any run; what else may go wrong was not looked for"
}
