package main

import (
	"fmt"
	"maps"
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

// conforming are clients, and the profiles that say what they do.
var conforming = []struct {
	client, profile string
	invitee         bool
	peer            string // the reading of a model of version 0 at the other end; "": the client calls itself
	lines           string // what users do beside calling and answering
	// explained are the differences that there may be: what the profile lacks, and says so.
	explained []string
}{
	{client: "matrix-js-sdk@43.0.0", profile: "js-21.2+glare=off-ring"}, // the library lets ring what Element Web ignores
	{client: "matrix-js-sdk@43.0.0", profile: "js-invitee", invitee: true},
	{client: "matrix-js-sdk@21.1.0", profile: "js-21.1"},
	{client: "hydrogen-view-sdk", profile: "hydrogen", explained: lateReply},
	{client: "matrix-js-sdk@43.0.0", profile: "js-invitee", invitee: true, peer: "literal-sent+abort-in=hangup"},
	{client: "matrix-js-sdk@21.1.0", profile: "js-21.1", peer: "literal-sent+abort-in=hangup"},
	{client: "matrix-js-sdk@43.0.0", profile: "js-21.2+glare=off-ring", lines: endings, explained: earlyReject},
	{client: "matrix-js-sdk@21.1.0", profile: "js-21.1", lines: endings, explained: earlyReject},
	{client: "hydrogen-view-sdk", profile: "hydrogen", lines: endings, explained: slices.Concat(lateReply, hungUpCrosses)},
}

const endings = "alice may hangup\nalice may reject\nbob may hangup\nbob may reject"

// A reply to hydrogen's invite that comes late sets a call that was answered, or that its user
// has hung up, back to waiting (finding hydrogen-answer-before-reply). A call that its user has
// hung up crosses others until that is acknowledged (hydrogen-glare-of-a-hung-up-call). A reject
// that comes before the reply is not heard by matrix-js-sdk (reject-before-reply-is-ignored).
var (
	lateReply = []string{
		`after "hs1 acknowledges alice m.call.invite a": call a at alice is waiting in the client, connecting in the profile`,
		`after "hs1 acknowledges bob m.call.invite b": call b at bob is waiting in the client, connecting in the profile`,
		`after "hs1 acknowledges alice m.call.invite a": call a at alice is waiting in the client, none in the profile`,
		`after "hs1 acknowledges bob m.call.invite b": call b at bob is waiting in the client, none in the profile`,
	}
	hungUpCrosses = []string{
		`after "alice syncs m.call.invite b": call b at alice is connecting in the client, ringing in the profile`,
		`after "alice syncs m.call.invite b": call b at alice is none in the client, ringing in the profile`,
		`after "bob syncs m.call.invite a": call a at bob is connecting in the client, ringing in the profile`,
		`after "bob syncs m.call.invite a": call a at bob is none in the client, ringing in the profile`,
	}
	earlyReject = []string{
		`after "alice syncs m.call.reject a": call a at alice is waiting in the client, none in the profile`,
		`after "bob syncs m.call.reject b": call b at bob is waiting in the client, none in the profile`,
	}
)

// leastAgreeing is the share of the schedules in which client and profile do the same, and
// leastCrossed that of those in which the invites cross.
const (
	leastAgreeing = 0.99
	leastCrossed  = 0.25
)

// TestConformance shows that a profile is what its client does: both are driven with the same
// random schedules, send the same, and have the same calls after each step; and what differs is
// explained. CONFORMANCE_RUNS=2000 makes that many of each pair, and tells how many agree and in
// how many the invites really crossed.
func TestConformance(t *testing.T) {
	runs := uint64(20)
	if text := os.Getenv("CONFORMANCE_RUNS"); text != "" {
		n, err := strconv.ParseUint(text, 10, 32)
		if err != nil {
			t.Fatal(err)
		}
		runs = n
	}
	for _, c := range conforming {
		t.Run(strings.Join([]string{c.client, c.profile, c.peer, c.lines}, " "), func(t *testing.T) {
			spec := realClient(t, c.client)
			setup, specs := sim.Setup{Scenario: "glare-v1", Reading: c.profile, Timing: "timed", Lines: c.lines}, []*drive.Spec{spec, spec}
			if c.peer != "" {
				setup.Scenario, setup.Reading = "interop", "alice="+c.peer+",bob="+c.profile
				specs[0] = nil
			}
			s, err := setup.Make()
			if err != nil {
				t.Fatal(err)
			}
			opened, err := drive.Open(s, specs, 1, drive.Options{Invitee: c.invitee})
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
			agree, crossed := conform(t, driven, models, runs, c.explained, opened.Clients.Notes)
			if runs >= 100 && c.lines == "" && (agree < leastAgreeing || crossed < leastCrossed) {
				t.Errorf("expected that %.2f agree and %.2f cross", leastAgreeing, leastCrossed)
			}
			if f := opened.Clients.Failure(); f != nil {
				t.Errorf("%v\n%s", f, strings.Join(f.Details(), "\n"))
			}
		})
	}
}

// conform makes runs with clients and with models, and lists the ways in which they differ. It
// gives the share of those that agree, and of those in which the invites crossed.
func conform(t *testing.T, driven *sim.TimedSystem, models *sim.System, runs uint64, explained []string, notes func(sim.Node) []string) (share, crossing float64) {
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
	for _, difference := range slices.Sorted(maps.Keys(differ)) {
		if slices.Contains(explained, difference) {
			t.Logf("%d: %s (explained)", differ[difference], difference)
		} else {
			t.Errorf("%d: %s\n      %s", differ[difference], difference, examples[difference])
		}
	}
	return float64(agree) / float64(runs), float64(crossed) / float64(runs)
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
	// sent and met have a bit for each device: it has handed its invite over; it had when the
	// other's invite came.
	sent, met uint8
}

// crosses reports whether the invites have crossed: each came to a device that had handed its
// own over.
func (p *pair) crosses() bool { return p.met == 0b11 }

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
			p.rest()
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
	if a.Op == sim.OpSync && before.In[0].Type() == model.Invite && !before.In[0].Own() {
		p.met |= p.sent & (1 << d)
	}
	switch {
	case a.Op == sim.OpReady:
		p.provide(d, 0)
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
	if seat := &p.w.Driven.Seats[d]; seat.Node != 0 {
		p.provide(d, seat.Asks)
	}
	for _, send := range p.w.Last.Effects.Sends[:p.w.Last.Effects.N] {
		// An answer of a call that has ended meanwhile a model has handed over when it ended.
		made := send.Type == model.Invite || send.Type == model.Answer
		if send.Type == model.Invite {
			p.sent |= 1 << d
		}
		if made && p.w.Box[d].Device.Call[send.Call].State != model.Ended {
			p.do(p.models.DeviceName(d) + " media ready")
		}
	}
}

// provide has a model have what its client does not ask for: an open microphone is used again.
func (p *pair) provide(d int, asks sim.Asks) {
	if name := p.models.DeviceName(d) + " capture granted"; asks&sim.AsksCapture == 0 && p.can(name) {
		p.do(name)
	}
	if name := p.models.DeviceName(d) + " TURN ready"; asks&sim.AsksTurn == 0 && p.can(name) {
		p.do(name)
	}
}

// rest notes what of a profile is still under way where the clients have come to rest: they
// have not sent it.
func (p *pair) rest() {
	for _, a := range p.models.Enabled(&p.m, nil) {
		if p.difference == "" && a.Op <= sim.OpSync {
			p.difference = "the clients are at rest, and the profile is not: " + p.models.Name(&p.m, a)
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
