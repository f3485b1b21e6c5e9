package judge

import (
	"slices"

	"github.com/glarelab/glare/model"
)

// search looks for a run of a model device that gets and sends exactly what a view has.
// What the view does not tell, such as presses, replies, media and timers, may happen at any time.
type search struct {
	v     *view
	m     *model.Machine
	env   model.Env
	known map[node]bool
	stack []node
	best  int // how many of the sends have been made at most
	wants []model.Send
	left  *int // how many nodes may still be looked at, of all searches
	// prompt: what came to the device took no longer than crossMS.
	prompt bool
}

// node is how far a run has come.
type node struct {
	device  model.Device
	synced  uint16 // items that came through sync
	sent    uint16 // own sends made
	replies uint8  // bit c: the reply to the invite of call c is under way; bit 4+c: to an answer
	placed  uint8  // own calls that were placed
}

// maxNodes is how many nodes one search looks at.
const maxNodes = 20_000

// outcome is what a search came to.
type outcome uint8

const (
	unable    outcome = iota // no run sends exactly this
	able                     // one does
	undecided                // it was cut
)

// explore looks for a run.
func (s *search) explore() outcome {
	s.known = map[node]bool{}
	s.push(node{})
	for len(s.stack) > 0 {
		n := s.stack[len(s.stack)-1]
		s.stack = s.stack[:len(s.stack)-1]
		if int(n.sent) == len(s.v.sends) && (int(n.synced) >= s.v.tail || !s.prompt) {
			return able
		}
		if *s.left--; *s.left < 0 || len(s.known) > maxNodes {
			return undecided
		}
		s.local(n)
		s.syncs(n)
	}
	return unable
}

func (s *search) push(n node) {
	if !s.known[n] {
		s.known[n] = true
		s.stack = append(s.stack, n)
	}
}

// give gives the device an input, and goes on if what it sends is what the view has.
func (s *search) give(n node, in model.Input, c int, peer1 bool) {
	if !model.Possible(s.v.config, &n.device, in, c) {
		return
	}
	waiting, came := n.replies|waitedFor(in, c), int(n.synced) // before this
	if in.IsReceived() {
		came--
	}
	env, e := s.env, model.Effects{}
	env.Facts |= model.Peer1.If(peer1)
	s.m.Step(&n.device, in, c, &env, &e)
	if e.Marks&(model.NoRule|model.TwoRules) != 0 {
		return
	}
	for _, send := range e.Sends[:e.N] {
		if send.Type.OfCandidates() || send.Again {
			continue
		}
		if int(n.sent) == len(s.v.sends) || s.v.sends[n.sent].sent != send.Type || s.v.sends[n.sent].call != int(send.Call) {
			if int(n.sent) == s.best {
				s.want(send)
			}
			return
		}
		if s.prompt && (came < s.v.musts[n.sent] || waiting&s.v.replied[n.sent] != 0) {
			return
		}
		switch n.sent++; send.Type {
		case model.Invite:
			n.replies |= 1 << send.Call
		case model.Answer:
			n.replies |= 16 << send.Call
		}
	}
	if int(n.sent) > s.best {
		s.best, s.wants = int(n.sent), nil
	}
	s.push(n)
}

// waitedFor is the reply that an input is, as a bit of node.replies.
func waitedFor(in model.Input, c int) uint8 {
	switch in {
	case model.InviteOK:
		return 1 << c
	case model.AnswerOK:
		return 16 << c
	default:
		return 0
	}
}

// want notes what the device could have sent where the view has something else.
func (s *search) want(send model.Send) {
	if !slices.Contains(s.wants, send) {
		s.wants = append(s.wants, send)
	}
}

// syncs lets the next event come through sync. An own one cannot come before it is sent,
// and neither can what the homeserver took after it.
func (s *search) syncs(n node) {
	if int(n.synced) == len(s.v.items) {
		return
	}
	next := &s.v.items[n.synced]
	made := 0
	for i := range s.v.items[:n.synced+1] {
		if s.v.items[i].own {
			made++
		}
	}
	if int(n.sent) < made {
		return
	}
	n.synced++
	in := s.v.inputOf(next, &s.m.Reading)
	if next.own && in == model.EchoOther && !s.m.Reading.Is(model.EchoFilter, "none") {
		s.push(n)
		return
	}
	s.give(n, in, next.call, next.peer1)
	if in == model.RecvInvite && (!s.prompt || next.soon) {
		s.give(n, model.RecvLate, next.call, next.peer1)
	}
}

// local lets something happen at the device itself.
func (s *search) local(n node) {
	d := &n.device
	engaged := false
	for c := range s.v.calls {
		engaged = engaged || (model.UnderWay | model.Live).Has(d.Call[c].State)
	}
	for c := range s.v.calls {
		peer1 := s.v.config.V1>>c&1 != 0
		state, give := d.Call[c].State, func(in model.Input) { s.give(n, in, c, peer1) }
		if own := s.v.config.Own>>c&1 != 0; own && n.placed>>c&1 == 0 && !engaged {
			placed := n
			placed.placed |= 1 << c
			s.give(placed, model.Place, c, peer1)
		}
		if d.OwnerCall() == c {
			if d.Stream == model.Pending {
				give(model.CaptureOK)
				if !s.prompt {
					give(model.CaptureFail)
				}
			}
			if d.Turn == model.Fetching {
				give(model.TurnOK)
			}
		}
		if n.replies>>c&1 != 0 {
			s.reply(n, c, model.InviteOK)
		}
		if n.replies>>c&16 != 0 {
			s.reply(n, c, model.AnswerOK)
		}
		if int(n.sent) < len(s.v.sends) && s.v.sends[n.sent].sent == model.Metadata { // else nothing tells of it
			give(model.Mute)
		}
		for _, in := range offered[state] {
			if lives := s.v.lives[c]; in != model.LifeOver || !s.prompt || int(n.synced) >= lives[0] && int(n.sent) >= lives[1] {
				give(in)
			}
		}
		if d.Call[c].Flags&model.Offered != 0 {
			give(model.OfferOver)
		}
	}
}

// reply lets the reply to an own send come.
func (s *search) reply(n node, c int, in model.Input) {
	n.replies &^= waitedFor(in, c)
	s.give(n, in, c, s.v.config.V1>>c&1 != 0)
}

// offered are the inputs of users, media and timers that may come in each state of a
// call.
var offered = [model.NumStates][]model.Input{
	model.OPrep:    {model.Ready, model.HangUp},
	model.OSending: {model.HangUp, model.LifeOver},
	model.OWait:    {model.HangUp, model.LifeOver},
	model.OConn:    {model.IceOK, model.IceFail, model.HangUp, model.ConnectOver},
	model.IPend:    {model.SyncEnd},
	model.IRing:    {model.Accept, model.Reject, model.Ignore, model.LifeOver},
	model.IIgn:     {model.Accept, model.LifeOver},
	model.IAcc:     {model.Ready, model.HangUp},
	model.ISending: {model.HangUp, model.IceOK},
	model.IConn:    {model.IceOK, model.IceFail, model.HangUp, model.ConnectOver},
	model.Active:   {model.HangUp, model.IceLost, model.Renegotiate},
}
