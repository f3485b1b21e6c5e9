package drive

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Spec is the client of one device: how it is started, and what it is called.
type Spec struct {
	Name    string // as it was given
	Program Program
}

// Opened is a scenario made ready for its clients.
type Opened struct {
	Clients  *Clients
	Scenario *sim.Scenario
	Names    []string // what each device's client calls itself; "" of a model device
	Notes    []string // what was left out of the scenario, since a client cannot do it
}

// Open starts a client for each device that has one, asks it what it can do, and makes the
// scenario one that it can take part in. Specs are by device; workers are how many runs are
// made at one time. The scenario must have the timing timed. An error that is a [*Failure] is
// the client's fault; every other one says what to do.
func Open(s *sim.Scenario, specs []*Spec, workers int, options Options) (*Opened, error) {
	if options.Stub == nil {
		options.Stub = map[string]string{}
	}
	c := &Clients{options: options, pools: make([]*pool, len(s.Devices)), named: make([]string, len(s.Devices)), last: make([]*vertex, len(s.Devices))}
	for d := range s.Devices {
		c.devices = append(c.devices, s.DeviceName(d))
	}
	o := &Opened{Clients: c, Scenario: s, Names: make([]string, len(s.Devices))}
	replies, errs := make([]*Reply, len(specs)), make([]error, len(specs))
	var group sync.WaitGroup
	for d, spec := range specs {
		if spec != nil {
			c.pools[d], c.named[d] = newPool(&spec.Program, max(workers, 1), options.Reserve), spec.Name
			group.Go(func() { replies[d], errs[d] = c.probe(s, d) })
		}
	}
	group.Wait()
	for d, reply := range replies {
		err := errs[d]
		if reply != nil {
			o.Names[d] = reply.Client
			err = o.fit(d, reply.Capabilities)
		}
		if err != nil {
			c.Close()
			return nil, err
		}
	}
	for d, reply := range replies { // the version of one client may have been given to another
		if reply != nil && !speaks(reply.Capabilities, s.Devices[d].Version) && speaksAny(reply.Capabilities) {
			c.Close()
			return nil, fmt.Errorf("scenario %s: %s does not speak version %s of calls, which another client needs; expected --rules with a version for each user, "+
				"as alice=v0,bob=v1", s.Name, o.Names[d], s.Devices[d].Version)
		}
	}
	return o, nil
}

// ErrNotStarted is within the error of a client's program that cannot be started.
var ErrNotStarted = errors.New("cannot be started")

// probe has a client begin, to learn what it can do.
func (c *Clients) probe(s *sim.Scenario, d int) (*Reply, error) {
	fail := func(err error, p *seated) error {
		f := &Failure{Device: s.DeviceName(d), Command: c.named[d], What: err.Error(), Told: string(c.beginning(s, d, false))}
		if p != nil {
			c.pools[d].give(p, true)
			f.Stderr = p.errors.String()
		}
		return f
	}
	p, err := c.pools[d].take(nil)
	if err != nil {
		return nil, fmt.Errorf("%s's client %w: %w", s.DeviceName(d), ErrNotStarted, err)
	}
	_, reply, err := p.ask(c.beginning(s, d, false), 1)
	if err == nil {
		err = greets(reply)
	}
	if err != nil {
		return nil, fail(err, p)
	}
	c.pools[d].ahead = slices.Contains(reply.Capabilities, readsAhead)
	c.pools[d].give(p, false)
	return reply, nil
}

// readsAhead is the capability of a client that may be told further commands before it has
// replied.
const readsAhead = "pipeline"

// greets reports what is wrong with the reply to init, as far as that says who replies.
func greets(r *Reply) error {
	switch {
	case r.Error != "":
		return fmt.Errorf("does not begin: %s", clip(r.Error, shownBytes))
	case r.Protocol != Protocol:
		return fmt.Errorf("speaks version %d of the protocol; this is version %d", r.Protocol, Protocol)
	case r.Client == "":
		return errors.New("does not say in its reply to init what it is (\"client\")")
	default:
		return nil
	}
}

// fit makes the scenario one that device d's client can take part in.
func (o *Opened) fit(d int, can []string) error {
	s := o.Scenario
	name, program := s.DeviceName(d), o.Names[d]
	if !slices.Contains(can, "call-id") {
		return fmt.Errorf("%s's client (%s) cannot be told the ID of a call (capability call-id), on whose order scenarios depend; let `place` take it", name, program)
	}
	if err := o.version(d, can); err != nil {
		return err
	}
	user := &s.Users[s.Devices[d].User]
	if o.Clients.options.Invitee && user.Place.Times > 0 && !slices.Contains(can, "invitee") {
		return fmt.Errorf("%s's client (%s) cannot call one user of a room; leave out --invitee", name, program)
	}
	if user.Video && !slices.Contains(can, "video") {
		return fmt.Errorf("scenario %s: %s calls with video, which %s cannot; expected kind voice", s.Name, user.Name, program)
	}
	for _, kind := range sim.PressKinds() {
		press := kind.Of(user)
		if kind.Op == sim.OpPlace || kind.Op == sim.OpRenegotiate || press.Times == 0 || press.By > 0 && !press.By.Has(d) || slices.Contains(can, kind.Name) {
			continue
		}
		if press.Must {
			return fmt.Errorf("scenario %s: %s must %s, which %s cannot; expected a scenario without that line", s.Name, user.Name, kind.Name, program)
		}
		o.Notes = append(o.Notes, fmt.Sprintf("%s cannot %s: that is left out of the scenario", program, kind.Name))
		*press = sim.Press{}
	}
	if user.Renegotiate.Times > 0 {
		return fmt.Errorf("scenario %s: %s may renegotiate, which no client can be told to; expected a scenario without that line", s.Name, user.Name)
	}
	return s.Check()
}

// version gives the device, and all others if nobody says otherwise, the version of the
// protocol that its client speaks.
func (o *Opened) version(d int, can []string) error {
	s := o.Scenario
	if speaks(can, s.Devices[d].Version) {
		return nil
	}
	for v := range model.NumVersions {
		if !speaks(can, v) {
			continue
		}
		if o.Clients.options.Ruled {
			return fmt.Errorf("--rules: %s's client (%s) does not speak version %s of calls, but %s; leave out --rules, or say %s=%v there",
				s.DeviceName(d), o.Names[d], number(s.Devices[d].Version), number(v), s.DeviceName(d), v)
		}
		if s.RulesNamed() {
			return fmt.Errorf("scenario %s: its line `rules` says that %s speaks version %s of calls, and its client (%s) speaks version %s alone; "+
				"write what the clients speak there, as in `rules %v`, or leave that line out",
				s.Name, s.DeviceName(d), number(s.Devices[d].Version), o.Names[d], number(v), v)
		}
		if err := s.SetRules(v.String()); err != nil {
			return fmt.Errorf("scenario %s: %s speaks version %s of calls alone: %w", s.Name, o.Names[d], number(v), err)
		}
		return nil
	}
	return nil // it does not say
}

// speaks reports whether capabilities say that a client speaks a version of calls.
func speaks(can []string, v model.Version) bool {
	return slices.Contains(can, "version-"+number(v))
}

// number is a version of calls as the protocol has it: "0".
func number(v model.Version) string { return strings.TrimPrefix(v.String(), "v") }

// speaksAny reports whether capabilities say of any version that a client speaks it.
func speaksAny(can []string) bool { return speaks(can, model.Version0) || speaks(can, model.Version1) }
