// Package puppet is a client for tests: a model device behind the adapter protocol of
// docs/ADAPTERS.md, which keeps to it, or does not.
//
// It is not a real client and no part of the program: a driven puppet must do what the
// model device does, so that whatever differs is the driver's.
//
// Read puppet.go (the device) with commands.go (what it is told), and mischief.go (how it
// misbehaves).
package puppet

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim/event"
)

// puppet is one device.
type puppet struct {
	machine   *model.Machine
	device    model.Device
	user      string
	party     string
	members   int
	manual    []string
	ids       [model.MaxCalls]string // own calls first
	media     [model.MaxCalls]media
	due       [model.MaxCalls]int64 // when the timer of a call is due; 0: it does not run
	over      [model.MaxCalls]model.Input
	handed    [model.MaxCalls]int64 // when an invite was handed over, or came into being
	order     [model.MaxCalls][model.MaxCalls]int8
	open      []request
	outs      []any
	now       int64
	nReq      int64
	nTxn      int
	opponents [model.MaxCalls]string
	txns      [model.NumEventTypes][model.MaxCalls]string
	known     [model.MaxCalls]bool
	version   model.Version
	reading   model.Reading
	granted   bool // what was asked for is being used
	syncs     bool // a sync response goes on
}

type media struct {
	pc            int64
	local, remote string
}

type request struct {
	req  int64
	kind string
	send model.Send
}

// command is a command of any sort.
type command struct {
	Seq      int64    `json:"seq"`
	At       *int64   `json:"at"`
	Op       string   `json:"op"`
	User     string   `json:"user"`
	Device   string   `json:"device"`
	Members  []string `json:"members"`
	Manual   []string `json:"manual"`
	Call     string   `json:"call"`
	Req      int64    `json:"req"`
	EventID  string   `json:"event_id"`
	Error    string   `json:"error"`
	Limited  bool     `json:"limited"`
	PC       int64    `json:"pc"`
	State    string   `json:"state"`
	Protocol int      `json:"protocol"`
	Events   []json.RawMessage
}

// firstPeer is the index of the first call of the other user.
const firstPeer = model.MaxCalls / 2

const lifetimeMS = 90000

func newPuppet(c *command, version model.Version, reading model.Reading) *puppet {
	p := &puppet{user: c.User, party: c.Device, members: len(c.Members), manual: c.Manual, version: version, reading: reading}
	p.machine = model.Compile(version.Rules(), reading, model.Config{
		Calls: model.MaxCalls, Own: 1<<firstPeer - 1, Version: version, V1: uint8(version) * (1<<model.MaxCalls - 1),
		Yields: len(c.Members) > 1 && c.User > slices.MinFunc(c.Members, func(a, b string) int { return strings.Compare(other(a, c.User), other(b, c.User)) }),
	})
	return p
}

// other puts a user behind all others.
func other(user, own string) string {
	if user == own {
		return "\xff"
	}
	return user
}

// call is the call with an ID, made known if it is new.
func (p *puppet) call(id string, own bool) int {
	if i := slices.Index(p.ids[:], id); i >= 0 {
		return i
	}
	from := 0
	if !own {
		from = firstPeer
	}
	for i := from; i < model.MaxCalls; i++ {
		if p.ids[i] == "" {
			p.ids[i] = id
			for x := range p.ids {
				for y := range p.ids {
					p.order[x][y] = int8(strings.Compare(p.ids[x], p.ids[y]))
				}
			}
			return i
		}
	}
	return model.NoCall
}

// give gives the device an input, and does what it asks for.
func (p *puppet) give(in model.Input, c int) {
	if c == model.NoCall {
		return
	}
	var effects model.Effects
	before := p.device
	env := model.Env{
		Order: &p.order,
		Facts: model.MoreInSync.If(p.syncs) | model.Pair.If(p.members == 2) | model.Peer1.If(p.version == model.Version1),
	}
	p.machine.Step(&p.device, in, c, &env, &effects)
	for _, send := range effects.Sends[:effects.N] {
		p.send(send)
	}
	if effects.Marks&model.Replaced != 0 {
		p.out(map[string]any{"ev": "replaced", "call": p.ids[c], "by": p.ids[c]})
	}
	for i := range p.ids {
		was, is := before.Call[i].State, p.device.Call[i].State
		if was == is {
			continue
		}
		p.known[i] = p.known[i] || is != model.None
		p.out(map[string]any{"ev": "state", "call": p.ids[i], "from": was.String(), "to": is.String()})
		if is == model.IRing {
			p.out(map[string]any{"ev": "incoming", "call": p.ids[i]})
		}
		p.due[i], p.over[i] = p.timer(i, was, is)
	}
	if !p.granted {
		p.ask()
	}
}

// ask asks for media while a call is made ready, and no longer.
func (p *puppet) ask() {
	c := p.device.OwnerCall()
	needs := c != model.NoCall && model.States(model.OPrep, model.IAcc).Has(p.device.Call[c].State)
	asks := slices.ContainsFunc(p.open, func(r request) bool { return r.kind == "gum" })
	switch {
	case needs && !asks:
		p.request("gum", map[string]any{"audio": true, "video": false}, request{})
	case !needs && asks:
		p.cancel("gum")
	}
}

// timer is when the timer of a call is due that comes from one state to another, and what it
// is for.
func (p *puppet) timer(c int, was, is model.State) (due int64, over model.Input) {
	origin := func(value string) bool { return p.reading.Is(model.LifeOrigin, value) }
	switch is {
	case model.OSending:
		if origin("put") {
			return p.now + lifetimeMS, model.LifeOver
		}
	case model.OWait:
		if was == model.OSending && origin("put") {
			return p.due[c], model.LifeOver
		}
		return p.now + lifetimeMS, model.LifeOver
	case model.IRing, model.IIgn:
		return max(p.handed[c]+lifetimeMS, p.now+1), model.LifeOver
	case model.OConn, model.IConn:
		if p.reading.Is(model.Connecting, "MS") {
			return p.now + int64(p.reading.Setting[model.Connecting].Number), model.ConnectOver
		}
	}
	return 0, 0
}

func (p *puppet) out(o map[string]any) { p.outs = append(p.outs, o) }

func (p *puppet) request(kind string, fields map[string]any, r request) {
	p.nReq++
	r.req, r.kind = p.nReq, kind
	p.open = append(p.open, r)
	fields["ev"], fields["req"], fields["kind"] = "req", r.req, kind
	p.out(fields)
}

func (p *puppet) cancel(kind string) {
	for _, r := range p.open {
		if r.kind == kind {
			p.out(map[string]any{"ev": "cancel", "req": r.req})
		}
	}
	p.open = slices.DeleteFunc(p.open, func(r request) bool { return r.kind == kind })
}

// send hands an event over. A repeated one has the transaction ID of the first.
func (p *puppet) send(send model.Send) {
	c := int(send.Call)
	signal := event.Signal{Type: send.Type, CallID: p.ids[c], Version: p.version, LifetimeMS: lifetimeMS}.Because(send.Why)
	if p.version == model.Version1 {
		signal.Party = p.party
		signal.Selected = p.opponents[c]
	}
	content := signal.Content()
	frag := p.party + "-" + p.ids[c]
	sdp := event.Withhold("v=0\r\na=ice-ufrag:" + frag + "\r\n")
	switch described := content.(type) {
	case event.Invite:
		described.Offer.SDP = sdp
		content = described
		p.describe(c, frag, "")
	case event.Answer:
		described.Answer.SDP = sdp
		content = described
		p.describe(c, frag, p.media[c].remote)
	}
	p.nTxn++
	txn := "t" + strconv.Itoa(p.nTxn)
	if send.Again {
		txn = p.txns[send.Type][c]
	}
	p.txns[send.Type][c] = txn
	p.request("send", map[string]any{"type": wire(send.Type), "txn": txn, "content": json.RawMessage(event.RenderContent(content))}, request{send: send})
}

func wire(t model.EventType) string {
	name, _, _ := strings.Cut(t.String(), "(")
	return name
}

// describe notes the descriptions of a call.
func (p *puppet) describe(c int, local, remote string) {
	m := &p.media[c]
	if m.pc == 0 {
		m.pc = int64(c) + 1
		p.out(map[string]any{"ev": "pc", "pc": m.pc, "call": p.ids[c], "what": "new"})
	}
	m.local, m.remote = local, remote
	p.out(map[string]any{"ev": "pc", "pc": m.pc, "call": p.ids[c], "what": "local", "type": "offer", "ufrag": local})
	if remote != "" {
		p.out(map[string]any{"ev": "pc", "pc": m.pc, "call": p.ids[c], "what": "remote", "type": "offer", "ufrag": remote})
	}
}

// pass lets time pass, and fires what is due.
func (p *puppet) pass(to int64) {
	for {
		at := p.next()
		if at == nil || *at > to {
			break
		}
		p.now = *at
		for c := range p.due {
			if p.due[c] == *at {
				p.due[c] = 0
				p.give(p.over[c], c)
			}
		}
	}
	p.now = max(p.now, to)
}

func (p *puppet) next() *int64 {
	var least *int64
	for c := range p.due {
		if at := p.due[c]; at > 0 && (least == nil || at < *least) {
			least = &p.due[c]
		}
	}
	if least == nil {
		return nil
	}
	at := *least
	return &at
}
