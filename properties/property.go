package properties

import (
	"math/bits"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/sim"
)

// Property is one thing that must hold.
type Property struct {
	Name    string
	Kind    string // "always", "finally", or both
	About   string // when it holds, in one sentence
	Clauses []string

	// step judges one step, final a quiescent world; either may be nil. They
	// return true if the property is violated, and then, if why is not nil,
	// say in it what conflicts.
	step  func(s Step, why *Conflict) bool
	final func(e End, why *Conflict) bool
	// on is what a step must have done for step to be asked at all.
	on trigger
	// Line is the line by which a scenario asks for the property; of one that is judged in all it
	// is empty.
	Line string
	// judged reports whether a scenario asks for the property; nil is for one judged in all.
	judged func(*sim.Scenario) bool
	// needs says what a system must have for the property to be violated in a step; nil is for
	// nothing. Where it has not, the step is not asked.
	needs func(*sim.System) bool
	// symptoms are what step and final say that users see.
	symptoms []*symptom
}

// trigger is what a step did, one bit each.
type trigger uint16

const (
	rang      trigger     = 1 << iota // a call began to ring, or its user silenced one
	ended                             // a call ended or was forgotten that no input was about
	automatic                         // a call was accepted by the device itself, or with wider media, or has no media yet; or an answer, or in company a press, was taken
	resolved                          // a call changed; glare was resolved before, and no call is active yet
	doubled                           // a call changed; the device is engaged in two calls
	unfed                             // the device's stream and its calls do not fit together
	seen                              // the device saw that a call is over, or dropped what came
	sent                              // the device handed over events
	unruly                            // not exactly one rule applied
	overflow                          // a limit of the world was exceeded
	overdue                           // a timer ended a call that the peer's user had ended, or that was answered
	offerOver                         // the lifetime of an offer passed
	muted                             // the user muted the own stream, or did so no more
	foreign                           // a call changed, in a room with users who take no part in it
	gathered                          // the gathering of candidates came to its end
	triggers  = 1 << iota             // how many sets of them there are
)

// Conflict is why a property is violated.
type Conflict struct {
	Facts [2]string // the two facts that cannot both be right
	Words string    // what users see: "two conversations", "endless ringing"
	shows *symptom
}

func (c *Conflict) say(shows *symptom, first, second string) {
	if c != nil {
		*c = Conflict{Facts: [2]string{first, second}, Words: shows.words, shows: shows}
	}
}

// Severity is how bad that is, as an index into [Severities]: the last where nothing
// was said.
func (c *Conflict) Severity() int {
	if c.shows == nil {
		return Unnoticed
	}
	return c.shows.severity
}

// Step is one step of a run.
type Step struct {
	Sys           *sim.System
	Before, After *sim.World // After.Last says what was done
	strict        bool       // no excuse counts
}

// device is the device whose action the step is.
func (s Step) device() int { return int(s.After.Last.Action.Device) }

// End is a quiescent world.
type End struct {
	Sys    *sim.System
	World  *sim.World
	strict bool // no excuse counts
}

// All lists the properties; a property's bit in a [Set] is its index here.
func All() []*Property {
	return []*Property{
		sameCall(), willingConnected(), nobodyStuck(), oneLiveCall(), intent(), mediaAccounted(), seamless(),
		noCollateral(), noPhantom(), polite(), ghostFree(), boundedLife(), wellFormed(), oneRule(), withinLimits(),
		keptWaiting(), oneSelection(), stable(), noForgery(), undisturbed(), endOfCandidates(), saysWhy(), dropsWhole(), streamsShown(),
	}
}

// IsJudged reports whether the property is judged in a scenario.
func (p *Property) IsJudged(s *sim.Scenario) bool { return p.judged == nil || p.judged(s) }

// stepIn is what a step of a system is asked; nil if none can violate the property.
func (p *Property) stepIn(sys *sim.System) func(Step, *Conflict) bool {
	if !p.IsJudged(sys.Scenario) || p.needs != nil && !p.needs(sys) {
		return nil
	}
	return p.step
}

// Names lists the names of the properties.
func Names() []string {
	var names []string
	for _, p := range All() {
		names = append(names, p.Name)
	}
	return names
}

// Set is a set of properties, one bit each.
type Set = uint64

// Find is the index of a property by name.
func Find(name string) (int, error) {
	for i, p := range All() {
		if p.Name == name {
			return i, nil
		}
	}
	return 0, names.Unknown("property", name, Names())
}

// Judge judges the runs of one system. It is immutable.
type Judge struct {
	sys    *sim.System
	strict bool
	// company: there are users who take no part in a call.
	company bool
	// drops: some device may take events for none.
	drops bool
	list  []*Property
	steps []check[Step]
	ends  []check[End]
	// asked has, for each set of triggers, the checks of steps that it asks, one
	// bit each.
	asked [triggers]Set
}

type check[T any] struct {
	on      trigger
	bit     Set
	violate func(T, *Conflict) bool
}

// NewJudge makes a judge of all properties for the runs of a system.
func NewJudge(sys *sim.System) *Judge {
	j := &Judge{sys: sys, company: sys.Company(), drops: sys.Drops(), list: All()}
	for i, p := range j.list {
		if step := p.stepIn(sys); step != nil {
			j.steps = append(j.steps, check[Step]{p.on, 1 << i, step})
		}
		if p.final != nil && p.IsJudged(sys.Scenario) {
			j.ends = append(j.ends, check[End]{0, 1 << i, p.final})
		}
	}
	for did := range j.asked {
		for i := range j.steps {
			if j.steps[i].on&trigger(did) != 0 {
				j.asked[did] |= 1 << i
			}
		}
	}
	return j
}

// NewStrictJudge makes a judge that knows no excuses: what it finds beside the
// violations that [NewJudge]'s finds is what was excused.
func NewStrictJudge(sys *sim.System) *Judge {
	j := NewJudge(sys)
	j.strict = true
	return j
}

// byAction are the triggers that an action is by itself.
var byAction = [sim.OpFault + 1]trigger{sim.OpOfferOver: offerOver, sim.OpIgnore: rang, sim.OpGathered: gathered, sim.OpMute: muted}

// Step is the set of properties that a step violates.
func (j *Judge) Step(before *sim.World, _ sim.Action, after *sim.World) Set {
	last := &after.Last
	var did trigger
	if last.N > 0 {
		did = j.changes(before, after, last.Action.Device)
	}
	if last.Effects.N > 0 {
		did |= sent
	}
	if j.drops && dropped(last) {
		did |= seen
	}
	if last.Effects.Marks&(model.NoRule|model.TwoRules) != 0 {
		did |= unruly
	}
	if after.Causes&sim.Overflow != 0 {
		did |= overflow
	}
	if did |= byAction[last.Action.Op]; did == 0 {
		return 0
	}
	var set Set
	for asked := j.asked[did]; asked != 0; asked &= asked - 1 {
		check := &j.steps[bits.TrailingZeros64(asked)]
		if check.violate(Step{j.sys, before, after, j.strict}, nil) {
			set |= check.bit
		}
	}
	return set
}

// changes says what a step changed at device d.
func (j *Judge) changes(before, after *sim.World, d uint8) (did trigger) {
	was, is := before.In[d], after.In[d]
	device := &after.Box[d].Device
	if before.Box[d].SeenOver != after.Box[d].SeenOver {
		did = seen
	}
	engaged := is.Calls(model.InLive) | is.Calls(model.InUnderWay)
	if misfed(device, is.Calls(model.InMedia), engaged) {
		did |= unfed
	}
	calls := device.Bits()
	differ := calls ^ before.Box[d].Device.Bits()
	if differ == 0 {
		return did
	}
	if j.company {
		did |= foreign
		if (is.Calls(model.InOffered)&^was.Calls(model.InOffered)) != 0 || after.Last.Action.Op == sim.OpPlace {
			did |= automatic
		}
	}
	if differ&(model.Auto|model.Wide).Bits() != 0 || calls&model.Auto.Bits() != 0 && device.Stream != model.Granted {
		did |= automatic
	}
	if is.Calls(model.InRing)&^was.Calls(model.InRing) != 0 {
		did |= rang
	}
	over := is.Calls(model.InEnded)&^was.Calls(model.InEnded) | is.Calls(model.InNone)&^was.Calls(model.InNone)
	if over != 0 {
		if over&^about(&after.Last) != 0 {
			did |= ended
		}
		if timer(after.Last.Action) && over&(j.sys.EndedAcross(before, int(d))|taken(before)) != 0 {
			did |= overdue
		}
	}
	if engaged&(engaged-1) != 0 {
		did |= doubled
	}
	if before.Box[d].Seamless&after.Box[d].Seamless != 0 {
		did |= resolved
	}
	return did
}

// Final is the set of properties that a quiescent world violates.
func (j *Judge) Final(w *sim.World) Set {
	if w.Causes&sim.Overflow != 0 {
		return 0 // within-limits has said it: such a run means nothing
	}
	var set Set
	for i := range j.ends {
		if j.ends[i].violate(End{j.sys, w, j.strict}, nil) {
			set |= j.ends[i].bit
		}
	}
	return set
}

// Cause tells violations of one property apart by the rare circumstances that
// the run went through.
func (j *Judge) Cause(w *sim.World) uint32 { return uint32(w.Causes) }

// Outcome is [sim.System.Outcome].
func (j *Judge) Outcome(w *sim.World) [3]uint64 { return j.sys.Outcome(w) }

// Explain says why a property is violated by a step, or, if before is nil, by
// the quiescent world after.
func (j *Judge) Explain(property int, before *sim.World, _ sim.Action, after *sim.World) (Conflict, bool) {
	p := j.list[property]
	var why Conflict
	if before != nil {
		step := p.stepIn(j.sys)
		return why, step != nil && step(Step{j.sys, before, after, j.strict}, &why)
	}
	return why, p.final != nil && p.IsJudged(j.sys.Scenario) && p.final(End{j.sys, after, j.strict}, &why)
}
