package judge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/sim/event"
)

// Options say how to judge.
type Options struct {
	Names bool // user IDs are shown as they are
}

// Report is what the events of a room tell.
type Report struct {
	Files    []FileReport `json:"files"`
	Events   []EventLine  `json:"events"`
	Calls    []Call       `json:"calls"`
	Findings []Finding    `json:"findings"`
	// Omitted is how many findings are not listed, by grade.
	Omitted  map[Grade]int `json:"omitted"`
	Devices  []Device      `json:"devices"`
	Known    []Known       `json:"known"`
	Runs     []Run         `json:"runs"`
	Remedies []string      `json:"remedies"`
	Unknown  []string      `json:"unknown"`
	Verdict  string        `json:"verdict"` // "ok", "wrong", or "left": the specification was left, too

	trial *trial
}

// FileReport is what a file is.
type FileReport struct {
	Name   string    `json:"name"`
	Events int       `json:"events"`
	Calls  int       `json:"call_events"`
	Says   string    `json:"says,omitempty"` // of itself
	Logs   []LogLine `json:"log,omitempty"`
}

// LogLine is a line of a device's log, which is shown and not interpreted.
type LogLine struct {
	AtMS int64  `json:"at_ms"`
	Text string `json:"text"`
}

// EventLine is one event as it is shown.
type EventLine struct {
	Number int    `json:"event"` // from 1
	AtMS   *int64 `json:"at_ms"` // after the first event; null if it has no time
	Who    string `json:"who"`
	Type   string `json:"type"`
	Call   string `json:"call,omitempty"`
	Says   string `json:"says,omitempty"`
}

// Judge says what the events in files tell. Several files are what several devices saw of
// the same room. The error is about a file that cannot be read, or that holds no event of
// a call; it names the place and quotes nothing.
func Judge(files []File, o Options) (*Report, error) {
	t, err := try(files, o)
	if err != nil {
		return nil, err
	}
	return t.report(), nil
}

// try goes through the events of files.
func try(files []File, o Options) (*trial, error) {
	t := &trial{people: newPeople(o.Names)}
	total := 0
	for _, f := range files {
		d, err := read(f)
		if err != nil {
			return nil, err
		}
		if total += len(d.events); total > maxEvents {
			return nil, fmt.Errorf("%s: more than %d events in all files; cut them to the time of the call", f.Name, maxEvents)
		}
		t.dumps = append(t.dumps, d)
	}
	all, disagree := merge(t.dumps)
	t.events = inOrder(all)
	t.walk()
	t.tellClashes()
	if disagree {
		t.find(Finding{Grade: Note, Clause: "F-ORD-1", What: "these devices saw the events in different orders, as devices on two homeservers may: the order below is one that most of them have"})
	}
	for _, d := range t.dumps {
		if d.limited {
			t.find(Finding{Grade: Note, Clause: "F-SYNC-3", What: "a /sync response leaves events out (its timeline is limited): what was in the gap is not known"})
		}
	}
	return t, nil
}

// report sums up a trial.
func (t *trial) report() *Report {
	r := &Report{trial: t, Omitted: t.omitted, Calls: []Call{}, Findings: []Finding{}, Unknown: []string{}, Remedies: []string{}}
	for _, d := range t.dumps {
		f := FileReport{Name: d.name, Events: len(d.events), Says: d.source}
		for i := range d.events {
			if isOfCall(d.events[i]) {
				f.Calls++
			}
		}
		for _, l := range d.logs {
			f.Logs = append(f.Logs, LogLine{l.ms, l.text})
		}
		r.Files = append(r.Files, f)
	}
	for i := range t.events {
		r.Events = append(r.Events, t.line(i))
	}
	for _, c := range t.calls {
		r.Calls = append(r.Calls, t.callEnds(c))
	}
	r.Unknown = append(r.Unknown, t.unknown...)
	slices.SortStableFunc(t.findings, func(a, b Finding) int { return a.Event - b.Event })
	r.Findings = append(r.Findings, t.findings...)
	r.Devices = t.explain()
	r.Known = t.known()
	r.Runs = t.runs(r.Devices)
	r.judge()
	r.Remedies = append(r.Remedies, t.remedies(r)...)
	return r
}

// judge is the verdict that the findings come to.
func (r *Report) judge() {
	switch {
	case r.count(Left) > 0:
		r.Verdict = "left"
	case r.count(Wrong) > 0:
		r.Verdict = "wrong"
	default:
		r.Verdict = "ok"
	}
	wrong, others := r.exact(true), r.exact(false)
	whole := slices.ContainsFunc(r.Known, func(k Known) bool { return k.Whole })
	switch {
	case len(wrong) > 0 && len(others) == 0 && whole && r.Verdict == "ok":
		r.Verdict = "wrong"
	case len(wrong) > 0 && len(others) == 0 && r.Verdict == "ok":
		r.Unknown = append(r.Unknown, "whether it went as in "+someOf(wrong)+", which ends badly: what the other devices saw would tell, in files of their own")
	case len(wrong) > 0 && len(others) > 0:
		r.Unknown = append(r.Unknown, fmt.Sprintf("by these events alone, whether it went well: of the known stories that have just these, %s ends badly, and %s does not, for reasons that events do not show",
			someOf(wrong), someOf(others)))
	}
}

// count is how many findings there are of a grade, listed or not.
func (r *Report) count(grade Grade) int {
	n := r.Omitted[grade]
	for _, f := range r.Findings {
		if f.Grade == grade {
			n++
		}
	}
	return n
}

// exact are the names of the known stories that have just these events, and are violated
// or not.
func (r *Report) exact(isViolated bool) (names []string) {
	for _, k := range r.Known {
		if k.Exact && (k.Verdict == violated) == isViolated {
			names = append(names, k.Name)
		}
	}
	return names
}

// someOf is a few names, and how many more there are.
func someOf(names []string) string {
	if len(names) <= 3 {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:3], ", ") + " and " + term.Count(len(names)-3, "other")
}

// Bad reports whether what happened left the specification or went wrong.
func (r *Report) Bad() bool { return r.Verdict != "ok" }

// line is an event as it is shown.
func (t *trial) line(i int) EventLine {
	e := &t.events[i]
	l := EventLine{Number: i + 1, Who: t.user(e.Sender), Type: e.Type}
	if e.OriginServerTSMS != 0 {
		at := t.at(i)
		l.AtMS = &at
	}
	said, ok := event.CallOf(e.Content)
	switch {
	case ok:
		l.Who, l.Call = t.device(who(e)), t.callOf(e.room, said.ID).name
		l.Says = t.says(e, said)
	case e.redacted:
		l.Says = "redacted"
	case e.Type == event.TypeMember:
		l.Says = "who is in the room"
	default:
		l.Type, l.Says = typeEncrypted, "cannot be read"
	}
	return l
}

// says is what of an event decides anything, in a few words.
func (t *trial) says(e *seen, said event.Call) string {
	words := []string{said.Version.String()}
	switch c := e.Content.(type) {
	case event.Invite:
		words = append(words, "lifetime "+span(c.LifetimeMS))
		if c.Invitee != "" {
			words = append(words, "for "+t.user(c.Invitee))
		}
	case event.Hangup:
		if reason := reasonOf(e); reason != "" {
			words = append(words, strings.Trim(reason, " ()"))
		}
	case event.SelectAnswer:
		words = append(words, "of "+t.selectedName(c.Selected))
	case event.Candidates:
		words = append(words, term.Count(len(c.List), "candidate"))
	case event.Negotiate:
		if c.Description.Type == "answer" {
			words = append(words, "an answer")
		} else {
			words = append(words, "an offer")
		}
	case event.MetadataChanged:
		signal, _ := event.SignalOf(c)
		words = append(words, map[bool]string{true: "muted", false: "not muted"}[signal.Muted])
	}
	if said.Group.Has {
		words = append(words, "number "+itoa(int(said.Group.Seq)))
	}
	return strings.Join(words, ", ")
}

// selectedName is who a selection names, if that is somebody known.
func (t *trial) selectedName(id string) string {
	if who, known := t.answerer[id]; known {
		return t.device(who)
	}
	return "a party that is not known"
}
