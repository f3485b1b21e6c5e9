package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/drive"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// TestConformance shows how far a profile is what its client does: both are driven with the same
// random schedules, and end alike. CONFORMANCE_RUNS=2000 makes that many of each pair, and
// tells how many agree and of how many the invites really crossed.
func TestConformance(t *testing.T) {
	runs := uint64(40)
	if text := os.Getenv("CONFORMANCE_RUNS"); text != "" {
		n, err := strconv.ParseUint(text, 10, 32)
		if err != nil {
			t.Fatal(err)
		}
		runs = n
	}
	for _, c := range []struct {
		client, profile string
		invitee         bool
		scenario        string
		least           float64 // of what share the ends agree
	}{
		{"matrix-js-sdk@43.0.0", "js-21.2+glare=off-ring", false, "glare-v1", 0.99}, // the library lets ring what Element Web ignores
		{"matrix-js-sdk@43.0.0", "js-invitee", true, "glare-v1", 0.99},
		// The profile has a call in flight count as sent. It yields as one that is prepared, since the
		// state is create_offer until the reply, and its hangup is sent at once.
		{"matrix-js-sdk@21.1.0", "js-21.1", false, "glare-v1", 0.6},
		{"hydrogen-view-sdk", "hydrogen", false, "glare-v1", 0.3}, // the order of what is sent when a call gives way differs
	} {
		t.Run(c.client+" "+c.profile, func(t *testing.T) {
			spec := realClient(t, c.client)
			s, err := sim.Setup{Scenario: c.scenario, Reading: c.profile, Timing: "timed"}.Make()
			if err != nil {
				t.Fatal(err)
			}
			opened, err := drive.Open(s, []*drive.Spec{spec, spec}, 1, drive.Options{Invitee: c.invitee})
			if err != nil {
				t.Fatal(err)
			}
			defer opened.Clients.Close()
			each, err := checker.Rules{}.For(s)
			if err != nil {
				t.Fatal(err)
			}
			driven, err := sim.CompileDriven(s, each, opened.Clients)
			if err != nil {
				t.Fatal(err)
			}
			untimed := s.Clone()
			untimed.Timing, untimed.SlowMedia = sim.Async, true
			models, err := sim.CompileEach(untimed, each)
			if err != nil {
				t.Fatal(err)
			}
			conform(t, driven, models, runs, c.least, opened.Clients.Notes)
			if f := opened.Clients.Failure(); f != nil {
				t.Errorf("%v\n%s", f, strings.Join(f.Details(), "\n"))
			}
		})
	}
}

// conform makes runs with clients and with models, and counts those that end alike.
func conform(t *testing.T, driven *sim.TimedSystem, models *sim.System, runs uint64, least float64, notes func(sim.Node) []string) {
	t.Helper()
	agree, crossed := 0, 0
	differ := map[string]int{}
	examples := map[string]string{}
	for run := range runs {
		p := &pair{driven: driven, models: models, notes: notes}
		p.run(run)
		if p.crosses() {
			crossed++
		}
		if p.difference == "" {
			agree++
		} else {
			differ[p.difference]++
			examples[p.difference] = strings.Join(p.told, "\n      ")
		}
	}
	t.Logf("%d of %d schedules agree; the invites crossed in %d", agree, runs, crossed)
	var list []string
	for difference := range differ {
		list = append(list, difference)
	}
	slices.SortFunc(list, func(a, b string) int { return differ[b] - differ[a] })
	for _, difference := range list[:min(len(list), 6)] {
		t.Logf("%d: %s\n      %s", differ[difference], difference, examples[difference])
	}
	if share := float64(agree) / float64(runs); share < least {
		t.Errorf("only %.3f of the schedules agree; expected %.3f", share, least)
	}
}

// pair is one schedule, carried out by clients and by models.
type pair struct {
	driven     *sim.TimedSystem
	models     *sim.System
	w          sim.TimedWorld
	m          sim.World
	notes      func(sim.Node) []string
	told       []string
	difference string
}

// crosses reports whether both users have placed a call whose invite was accepted.
func (p *pair) crosses() bool {
	return p.m.Call[0]&sim.InviteAccepted != 0 && p.m.Call[1]&sim.InviteAccepted != 0
}

// run makes a random run of the clients until it comes to rest, and the same of the models
// until they differ.
func (p *pair) run(run uint64) {
	var random scheduler.Random
	random.Seed(11, run)
	initial := random.IntN(p.driven.Initials())
	p.driven.Initial(initial, &p.w)
	p.models.Initial(initial, &p.m)
	for range 300 {
		enabled := p.driven.Enabled(&p.w, nil)
		if len(enabled) == 0 {
			return
		}
		a := enabled[random.IntN(len(enabled))]
		for range 20 {
			if p.comparable(a) {
				break
			}
			a = enabled[random.IntN(len(enabled))]
		}
		if !p.comparable(a) {
			return
		}
		bare, _, _ := strings.Cut(p.driven.Name(&p.w, a), " @")
		p.told = append(p.told, bare)
		before := p.w.Box
		p.driven.Do(&p.w, a)
		if notes := p.notes(p.w.Driven.Seats[a.Device].Node); len(notes) > 0 {
			p.told[len(p.told)-1] += "  [" + strings.Join(notes, "; ") + "]"
		}
		p.follow(a, bare, &before[a.Device])
		if p.compare(int(a.Device)); p.difference != "" {
			return
		}
	}
}

// comparable reports whether an action is something of which the profile says what comes of it.
// Whether an app lets its users answer while they call is not for its library to say. Of two
// things at one moment a client's timer comes first, so that it would be one step of two.
func (p *pair) comparable(a sim.Action) bool {
	if a.Op == sim.OpAnswer && p.w.In[a.Device].Calls(model.InUnderWay) != 0 {
		return false
	}
	return a.Op == sim.OpTick || a.AtMS != p.w.Driven.Seats[a.Device].DueMS
}

// follow has the models do what the clients have just done. A client hands its invite and its
// answer over when it is ready, a model when its media are.
func (p *pair) follow(a sim.Action, bare string, before *sim.Box) {
	d := int(a.Device)
	switch {
	case a.Op == sim.OpReady:
		for _, name := range []string{" capture granted", " TURN ready"} {
			if p.can(p.models.DeviceName(d) + name) {
				p.do(p.models.DeviceName(d) + name)
			}
		}
	case a.Op == sim.OpTick:
		for c := range p.models.Calls() {
			if before.Device.Call[c].State != model.Ended && p.w.Box[d].Device.Call[c].State == model.Ended {
				p.do("lifetime of " + p.models.CallName(c) + " passes at " + p.models.DeviceName(d))
			}
		}
	case a.Op == sim.OpSync && before.In[0].Own() && before.In[0].Type() != model.Invite:
	default:
		p.do(bare)
	}
	for _, send := range p.w.Last.Effects.Sends[:p.w.Last.Effects.N] {
		if send.Type == model.Invite || send.Type == model.Answer {
			p.do(p.models.DeviceName(d) + " media ready")
		}
	}
}

// can reports whether the models can do what is named.
func (p *pair) can(name string) bool {
	return slices.ContainsFunc(p.models.Enabled(&p.m, nil), func(a sim.Action) bool { return p.models.Name(&p.m, a) == name })
}

// do has the models do what is named.
func (p *pair) do(name string) {
	if p.difference != "" {
		return
	}
	for _, a := range p.models.Enabled(&p.m, nil) {
		if p.models.Name(&p.m, a) == name {
			p.models.Do(&p.m, a)
			return
		}
	}
	p.difference = "the profile cannot do: " + name
}

// compare notes the first way in which device d stands otherwise.
func (p *pair) compare(d int) {
	if p.difference != "" {
		return
	}
	for c := range p.models.Calls() {
		is, want := standing(p.w.Box[d].Device.Call[c].State), standing(p.m.Box[d].Device.Call[c].State)
		if is != want {
			bare, _, _ := strings.Cut(p.told[len(p.told)-1], "  [")
			p.difference = fmt.Sprintf("after %q: call %s at %s is %s in the client, %s in the profile", bare, p.models.CallName(c), p.models.DeviceName(d), is, want)
			return
		}
	}
}

// standing is how a call stands, as far as client and profile can be compared: whether a send is
// acknowledged, and whether an ended call is remembered, is said in other places.
func standing(s model.State) string {
	switch s {
	case model.None, model.Ended, model.IPend:
		return "none"
	case model.OSending, model.OWait:
		return "waiting"
	case model.IAcc, model.ISending, model.IConn, model.OConn:
		return "connecting"
	default:
		return s.Word()
	}
}
