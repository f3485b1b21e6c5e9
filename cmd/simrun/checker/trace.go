package checker

import (
	"math/bits"
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Trace is one run, told: what was done, by which rules, and what came of it.
type Trace struct {
	Scenario *sim.Scenario
	Initial  int
	IDs      []string // the call IDs of this run, by call
	Lines    []Line
	Result   *scheduler.Result
	Outcome  string    // of the last world
	Problems []Problem // every violation met, in order, each property once
	Losses   []Loss    // what the run destroyed for good, in order
	Excuses  []Excuse  // the properties that were not demanded because of that, and are not violated
	Limits   string    // of the simulated world that the run exceeds, or ""
	Broken   bool      // a real client is at fault, so that the run means nothing
	Pending  []Hop     // what was still under way when the run ended
	Loop     *Loop     // where the run goes on for ever, or nil
	Followed Followed  // what became of the schedule, where it was followed

	endless func() (Loop, bool) // of the run so far; nil before its first step
}

// Line is one action and what it did.
type Line struct {
	Name    string
	Device  int    // whose action
	Op      sim.Op // what was done, unless the line is of healing
	Fault   bool
	Spends  string // the name of the fault
	Server  bool   // the action is that of the device's homeserver
	AtMS    int64  // virtual time, -1 where there is none
	Rules   []string
	RuleIDs []string                   // the names of those rules
	Abouts  []string                   // what those rules do, in words, but for media that come by themselves
	Marks   model.Marks                // what they meant for crossed calls
	States  [sim.MaxDevices][]Change   // what changed at each device
	Sends   []string                   // events handed over: "m.call.answer b"
	Sent    []model.EventType          // their types
	Calls   [sim.MaxDevices][]Change   // how the calls stand at each device now
	Sees    [sim.MaxDevices]sim.Screen // what the user sees now
	Turns   [sim.MaxDevices]bool       // whether that was something else before
	Hops    []Hop                      // events that went from one place to another
	Clauses []string                   // of the rules
}

// Change is the state of one call at one device.
type Change struct {
	Call  string
	State model.State
}

// Word is the word for the state.
func (c Change) Word() string {
	if c.State == model.Ended {
		return "ended"
	}
	return c.State.Word()
}

// Problem is one violated property.
type Problem struct {
	Property string
	Words    string // in users' words
	Severity int    // index into [properties.Severities]
	Facts    [2]string
	Line     int // the line that showed it
	Causes   []string
}

// Unsettled says why nothing can be said of a run in which nothing is violated;
// it is empty of one that came to rest.
func (t *Trace) Unsettled() string {
	switch {
	case t.Broken:
		return "A client does not keep to the protocol by which it is driven, so that the run means nothing"
	case t.Limits != "":
		return "This run exceeds a limit of the simulated world, and so means nothing: " + t.Limits
	case t.Result.Verdict != scheduler.OK && len(t.Problems) == 0:
		return "Not at rest yet: the last state is " + t.Outcome
	default:
		return ""
	}
}

// Schedule is the run's schedule.
func (t *Trace) Schedule() scheduler.Schedule { return t.Result.Schedule }

func (c *checker[W]) Replay(s scheduler.Schedule) (*Trace, error) {
	t, see := c.tracer(s.Initial)
	result, err := scheduler.Replay(c.sys, c.bounded(c.judge), s.Initial, s.Names, see)
	return c.finish(t, result), err
}

func (c *checker[W]) Follow(s scheduler.Schedule) (*Trace, error) {
	t, see := c.tracer(s.Initial)
	result, skipped, err := scheduler.Follow(c.sys, c.bounded(c.judge), s.Initial, s.Names, see)
	t = c.finish(t, result)
	t.Followed = c.followed(s, skipped)
	return t, err
}

func (c *checker[W]) finish(t *Trace, result *scheduler.Result) *Trace {
	if result != nil {
		t.Result = result
	} else {
		t.Result = &scheduler.Result{}
	}
	if t.Limits != "" && t.Result.Verdict == scheduler.OK || t.Broken && len(t.Problems) == 0 {
		t.Result.Verdict = scheduler.Undecided
	}
	if t.Limits == "" && !t.Broken && t.Result.Verdict == scheduler.Undecided && t.endless != nil {
		if loop, ok := t.endless(); ok {
			t.Loop = &loop
			t.Problems = append(t.Problems, loop.problem(len(t.Lines)-1))
			t.Result.Verdict = scheduler.Violated
		}
	}
	return t
}

// tracer makes a trace and the function that fills it step by step.
func (c *checker[W]) tracer(initial int) (*Trace, func(*scheduler.Step[W, sim.Action])) {
	t := &Trace{Scenario: c.scenario, Initial: initial}
	round := &round[W]{checker: c}
	if initial >= 0 && initial < c.sys.Initials() {
		var first W
		c.sys.Initial(initial, &first)
		for call := range c.inner.Calls() {
			t.IDs = append(t.IDs, c.inner.ID(c.world(&first), call))
		}
		t.Outcome = c.text(c.judge.Outcome(&first))
	}
	seen, mail := properties.Set(0), &tracker{sys: c.inner}
	pardons := &pardoner{judge: c.plain, strict: c.strict()}
	return t, func(step *scheduler.Step[W, sim.Action]) {
		line := c.line(step)
		round.step(step)
		line.Hops = mail.step(len(t.Lines), c.world(step.Before), c.world(step.After), step.Action)
		t.Outcome = c.text(c.judge.Outcome(step.After))
		t.Broken = t.Broken || step.Violated&ClientFault != 0
		for set := step.Violated &^ seen &^ ClientFault; set != 0; set &= set - 1 {
			p := bits.TrailingZeros64(set)
			why, ok := c.explain(p, step.Before, step.Action, step.After)
			if !ok {
				why, _ = c.explain(p, nil, step.Action, step.After)
			}
			t.Problems = append(t.Problems, Problem{
				properties.Names()[p], why.Words, why.Severity(), why.Facts, len(t.Lines),
				sim.Causes(c.judge.Cause(step.After)).Names(),
			})
		}
		if seen |= step.Violated; t.Limits == "" && !t.Broken && c.exceeds(step.After) {
			t.Limits = c.limitText(c.full(step.After))
		}
		c.pardon(t, pardons, step)
		t.Lines = append(t.Lines, line)
		t.endless = round.endless
		t.Pending = mail.rest()
	}
}

// pardon notes what a step destroys, and what the run is excused from by now.
func (c *checker[W]) pardon(t *Trace, p *pardoner, step *scheduler.Step[W, sim.Action]) {
	before, after, healed := c.world(step.Before), c.world(step.After), step.Pick == scheduler.Heal
	if !healed {
		for _, hit := range c.inner.Destroyed(before, step.Action, after) {
			p.hits = append(p.hits, hit)
			t.Losses = append(t.Losses, Loss{len(t.Lines), c.inner.CallName(hit.Call), hit.Words})
		}
	}
	p.look(len(t.Lines), before, step.Action, after, healed, step.Quiescent)
	t.Excuses = nil
	for _, name := range properties.Names() { // the gravest first
		i := slices.IndexFunc(p.excuses, func(e Excuse) bool { return e.Property == name })
		violated := slices.ContainsFunc(t.Problems, func(p Problem) bool { return p.Property == name })
		if i >= 0 && !violated && t.Limits == "" {
			t.Excuses = append(t.Excuses, p.excuses[i])
		}
	}
}

func (c *checker[W]) line(step *scheduler.Step[W, sim.Action]) Line {
	before, after := c.world(step.Before), c.world(step.After)
	line := Line{Name: step.Name, Device: int(step.Action.Device), AtMS: c.clock(step.After)}
	for device := range c.inner.Devices() {
		line.Calls[device], line.Sees[device] = c.calls(after, device), c.inner.Screen(after, device)
	}
	if step.Pick == scheduler.Heal {
		return line
	}
	line.Op = step.Action.Op
	line.Fault, line.Spends = step.Action.Op == sim.OpFault, c.inner.FaultName(step.Action)
	line.Server = step.Action.Op == sim.OpAccept || step.Action.Op == sim.OpFederate
	d := line.Device
	effects := &after.Last.Effects
	machine := c.inner.Machine(d)
	for _, fired := range effects.Fired[:effects.NFired] {
		rule := machine.Rule(fired)
		line.Rules = append(line.Rules, RuleText(rule, &machine.Reading))
		line.RuleIDs = append(line.RuleIDs, rule.Name())
		if media := rule.In == model.CaptureOK || rule.In == model.TurnOK; !media || line.Op != sim.OpReady {
			line.Abouts = append(line.Abouts, rule.About)
		}
		line.Clauses = append(line.Clauses, rule.Clauses...)
	}
	if c.notes != nil {
		line.Abouts = append(line.Abouts, c.notes(step.Before, step.After, d)...)
	}
	line.Marks = effects.Marks
	for _, send := range effects.Sends[:effects.N] {
		line.Sends = append(line.Sends, c.inner.SendName(after, d, send))
		line.Sent = append(line.Sent, send.Type)
	}
	for device := range c.inner.Devices() {
		for call := range c.inner.Calls() {
			was, is := before.Box[device].Device.Call[call], after.Box[device].Device.Call[call]
			if was.State != is.State {
				line.States[device] = append(line.States[device], c.callAt(after, device, call))
			}
		}
		line.Turns[device] = line.Sees[device] != c.inner.Screen(before, device)
	}
	return line
}

// calls are the calls that a device knows, as they stand.
func (c *checker[W]) calls(w *sim.World, device int) []Change {
	var list []Change
	for call := range c.inner.Calls() {
		if w.Box[device].Device.Call[call].State != model.None {
			list = append(list, c.callAt(w, device, call))
		}
	}
	return list
}

// callAt is how a call stands at a device.
func (c *checker[W]) callAt(w *sim.World, device, call int) Change {
	return Change{c.inner.CallName(call), w.Box[device].Device.Call[call].State}
}

// RuleText is a rule as transcripts name it: its name, and the knobs that
// decide it with their values, but for values that the text itself demands.
func RuleText(r *model.Rule, reading *model.Reading) string {
	words := []string{r.Name()}
	for _, k := range r.Knobs() {
		if value := reading.Value(k); !plain(k, value) {
			words = append(words, k.String()+"="+value)
		}
	}
	return strings.Join(words, " ")
}

// plain reports whether a value is what the text says, or what nobody would
// think of saying.
func plain(k model.Knob, value string) bool {
	switch k {
	case model.Glare:
		return value == "rule"
	case model.Rule1:
		return value == "yield"
	case model.AcceptHow:
		return value == "auto"
	case model.Visible:
		return value == "press"
	case model.Kind:
		return value == "own"
	case model.Sib:
		return value == "ignore"
	case model.Elsewhere:
		return value == "ring"
	case model.Winner:
		return value == "lesser-id"
	case model.EchoFilter:
		return value != "none"
	case model.RingTimer, model.HangupEcho, model.LateAnswer, model.EndedAnswer, model.UnsentHangup, model.EarlyMedia, model.UserEnd, model.Select:
		return value == k.Values()[0]
	default:
		return false
	}
}
