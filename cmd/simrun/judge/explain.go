package judge

import (
	"slices"

	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim/event"
)

// Device is which readings explain what one device sent.
type Device struct {
	Name      string   `json:"device"`
	Version   string   `json:"version"`
	Sent      int      `json:"sent"`
	Explained []string `json:"explained_by"`       // readings and profiles
	All       bool     `json:"all"`                // all of them do
	Stuck     int      `json:"stuck,omitempty"`    // the event that none explains, from 1
	Expected  []string `json:"expected,omitempty"` // what some of them would have sent
	Open      string   `json:"open,omitempty"`     // why it is not known
	Slow      bool     `json:"slow,omitempty"`     // only if an event took longer than ten seconds to come to it, or capture was refused
}

// explainer lays devices over the model.
type explainer struct {
	*trial
	named, varied []model.Reading
	machines      map[machineKey]*model.Machine
	answers       map[string]*explained
	left          int
}

// explained is what a view comes to.
type explained struct {
	by       []string // in the order of the lists
	stuck    int      // an index into the view's sends, or -1
	best     int      // how many of them were made at most
	slow     bool
	expected []model.Send
	open     string
}

// effort is how many steps of devices are tried in all, which takes half a second at most.
const effort = 400_000

// maxView is how many events of one device are laid over the model at once.
const maxView = 400

// explain lays each device over the model.
func (t *trial) explain() []Device {
	x := &explainer{trial: t, named: named(), machines: map[machineKey]*model.Machine{}, answers: map[string]*explained{}, left: effort}
	var list []Device
	groups := t.together()
	for _, me := range t.takers() {
		if len(list) == maxDevices {
			break
		}
		list = append(list, x.device(me, groups))
	}
	return list
}

const maxDevices = 40

// takers are the parties that take part, in the order in which they are met.
func (t *trial) takers() (list []party) {
	known := map[party]bool{}
	for i := range t.events {
		if e := &t.events[i]; isOfCall(*e) && !known[who(e)] {
			known[who(e)] = true
			list = append(list, who(e))
		}
	}
	return list
}

// together groups calls of one room that were under way at once, and so have to do with
// each other.
func (t *trial) together() (groups [][]*call) {
	last := map[string]int{} // by room, the group that is open
	until := map[string]int{}
	for _, c := range t.calls {
		first, end := c.list[0], c.list[len(c.list)-1]
		if g, has := last[c.room]; has && first <= until[c.room] {
			groups[g] = append(groups[g], c)
			until[c.room] = max(until[c.room], end)
			continue
		}
		last[c.room], until[c.room] = len(groups), end
		groups = append(groups, []*call{c})
	}
	return groups
}

// device says which readings explain all that a party sent.
func (x *explainer) device(me party, groups [][]*call) Device {
	d := Device{Name: x.trial.device(me), Explained: []string{}}
	var all []string // what explains all groups so far
	var version model.Version
	for i := range x.events {
		if e := &x.events[i]; isOfCall(*e) && who(e) == me {
			version = versionOf(e)
			d.Sent++
		}
	}
	d.Version = version.String()
	for _, group := range groups {
		if !slices.ContainsFunc(group, func(c *call) bool { return x.takesPart(me, c) }) {
			continue
		}
		e := x.group(me, version, group)
		if e.open != "" {
			d.Open = e.open
			continue
		}
		d.Slow = d.Slow || e.slow
		if all == nil {
			all = slices.Clone(e.by)
		}
		all = slices.DeleteFunc(all, func(name string) bool { return !slices.Contains(e.by, name) })
		if e.stuck >= 0 && d.Stuck == 0 {
			v := x.viewOf(me, version, group)
			d.Stuck = v.sends[min(e.stuck, len(v.sends)-1)].at + 1
			for _, send := range e.expected {
				d.Expected = append(d.Expected, send.Type.String()+" "+group[send.Call].name)
			}
		}
	}
	d.Explained = append(d.Explained, all...)
	d.All = !slices.ContainsFunc(x.named, func(r model.Reading) bool { return !slices.Contains(all, r.Name) })
	return d
}

func (x *explainer) takesPart(me party, c *call) bool {
	return slices.ContainsFunc(c.list, func(i int) bool { return who(&x.events[i]) == me })
}

// group lays what a party did in some calls over the model.
func (x *explainer) group(me party, v model.Version, group []*call) *explained {
	switch {
	case slices.ContainsFunc(group, func(c *call) bool { return c.invite < 0 }):
		return &explained{open: "the invite of a call is not among these events"}
	case len(group) > model.MaxCalls:
		return &explained{open: "more than " + itoa(model.MaxCalls) + " calls at once"}
	case slices.ContainsFunc(group, func(c *call) bool { return c.placed.Group.Has }):
		return &explained{open: "group calls go from device to device, which the model does not have"}
	case slices.ContainsFunc(group, x.copied):
		return &explained{open: "two invites with one ID"}
	}
	if me.id == "" && x.areSeveral(me) {
		return &explained{open: "several devices of the user sent these, which version 0 does not tell apart"}
	}
	view := x.viewOf(me, v, group)
	if len(view.items) > maxView {
		return &explained{open: "more than " + itoa(maxView) + " events of one call"}
	}
	key := view.key()
	if e := x.answers[key]; e != nil {
		return e
	}
	e := x.try(view)
	x.answers[key] = e
	return e
}

// areSeveral reports whether several devices look like one party: only who has sent an event is
// told its transaction ID (F-ECHO-1), so that two files, each with one that the other lacks, are
// of two.
func (t *trial) areSeveral(me party) bool {
	if len(t.dumps) < 2 {
		return false
	}
	several, known := t.several[me]
	if !known {
		several = t.lookLikeOne(me)
		t.several[me] = several
	}
	return several
}

func (t *trial) lookLikeOne(me party) bool {
	first := map[string]int{} // by event, the file that has its transaction ID
	for i, d := range t.dumps {
		for j := range d.events {
			if e := &d.events[j]; e.ID != "" && e.Unsigned.TransactionID != "" && isOfCall(*e) && who(e) == me {
				first[e.ID] = i + 1
			}
		}
	}
	var lacks [][2]int // a file that has an event without the transaction ID that another one has
	for i, d := range t.dumps {
		for j := range d.events {
			e := &d.events[j]
			owner := first[e.ID]
			if pair := [2]int{i + 1, owner}; owner > 0 && e.Unsigned.TransactionID == "" && !slices.Contains(lacks, pair) {
				lacks = append(lacks, pair)
			}
		}
	}
	return slices.ContainsFunc(lacks, func(pair [2]int) bool { return slices.Contains(lacks, [2]int{pair[1], pair[0]}) })
}

// copied reports whether there is a second invite with the ID of a call.
func (x *explainer) copied(c *call) bool {
	n := 0
	for _, i := range c.list {
		if _, ok := x.events[i].Content.(event.Invite); ok {
			n++
		}
	}
	return n > 1
}

// try asks each reading for a view: those that have names, and if none explains it, those that
// differ from one in one knob; first as if all had come to the device soon.
func (x *explainer) try(v *view) *explained {
	e := &explained{by: []string{}, stuck: -1}
	if x.ask(x.named, v, e, true) || e.open != "" {
		return e
	}
	if x.varied == nil {
		x.varied = varied()
	}
	if x.ask(x.varied, v, e, true) || e.open != "" {
		return e
	}
	e.slow = true
	if !x.ask(x.named, v, e, false) && !x.ask(x.varied, v, e, false) && e.open == "" {
		e.stuck, e.slow = e.best, false
	}
	return e
}

// ask asks some readings, and reports whether any of them explains a view.
func (x *explainer) ask(list []model.Reading, v *view, e *explained, prompt bool) (found bool) {
	for i := range list {
		r := &list[i]
		s := &search{v: v, m: x.machine(r, v.config), left: &x.left, prompt: prompt}
		s.env = model.Env{Order: v.order(r), Facts: model.Pair.If(v.pair) | model.MoreInSync.If(!r.Is(model.Sync, "sliding"))}
		switch s.explore() {
		case able:
			e.by = append(e.by, r.Name)
			found = true
		case undecided:
			e.open = "too much to try"
			return found
		default:
			if s.best > e.best {
				e.best, e.expected = s.best, nil
			}
			if s.best == e.best {
				e.add(s.wants)
			}
		}
	}
	return found
}

// add adds what a device could have sent.
func (e *explained) add(wants []model.Send) {
	for _, w := range wants {
		if !slices.Contains(e.expected, w) {
			e.expected = append(e.expected, w)
		}
	}
}

// sentence says it in words.
func (d *Device) sentence() string {
	switch {
	case d.Stuck > 0 && len(d.Expected) > 0:
		return "no reading or profile sends event " + itoa(d.Stuck) + " there; some would have sent " + term.JoinOr(d.Expected) + ", or nothing."
	case d.Stuck > 0:
		return "no reading or profile sends event " + itoa(d.Stuck) + " there; all would have sent nothing."
	case len(d.Explained) == 0 && d.Open != "":
		return "not known: " + d.Open + "."
	case d.All && d.Open == "":
		return d.slowly() + "every reading and profile could have sent exactly this."
	case len(d.Explained) == 0:
		return "each of its calls is explained by some reading, but no one reading explains all of them."
	case d.Open != "":
		return d.slowly() + commas(d.Explained) + "; not all is known: " + d.Open + "."
	default:
		return d.slowly() + commas(d.Explained) + "."
	}
}

// slowly says what has to be so for a device to be explained.
func (d *Device) slowly() string {
	if d.Slow {
		return "only if an event took more than " + span(crossMS) + " to come to it, it slept, or its microphone was refused: "
	}
	return ""
}
