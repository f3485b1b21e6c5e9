package verdict

import "github.com/glarelab/glare/cmd/simrun/story"

// FocusJSON is what was looked for, where that is not everything.
type FocusJSON struct {
	Properties []string `json:"properties"` // those of which some violation was looked for
	Severity   int      `json:"severity"`   // the least grave that was; 0 for any
}

func (r *Checked) focusJSON() *FocusJSON {
	if r.Focus.IsAll() {
		return nil
	}
	return &FocusJSON{r.sought(), r.Focus.Severity}
}

// sought lists the properties of which some violation is looked for.
func (r *Checked) sought() []string {
	var names []string
	for _, name := range append(Judged(r.Scenario), story.Settles) {
		if r.Focus.Has(name) {
			names = append(names, name)
		}
	}
	return names
}

// checkTitle says in a line what was explored, and what for if that is not everything.
func checkTitle(p *story.Reporter, r *Checked) string {
	text := p.SearchTitle(r.Scenario)
	if !r.Focus.IsAll() {
		text += ", only for " + r.Focus.String()
	}
	return text
}

// well says what a proof has shown.
func (r *Checked) well() string {
	if r.Focus.IsAll() {
		return "nothing goes wrong in any run"
	}
	return "nothing of that goes wrong in any run; what else may go wrong was not looked for"
}
