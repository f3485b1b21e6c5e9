package judge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim/event"
)

// item is one event as a device gets it through sync.
type item struct {
	own    bool // this device has sent it
	mate   bool // another device of its user has
	caller bool // the call's caller has
	other  bool // it is a selection of somebody else's answer
	soon   bool // it came after its lifetime, if it is an invite, even if it came soon
	sent   model.EventType
	call   int
	peer1  bool // whoever has sent it speaks version 1
	at     int  // the event
}

// view is what one device got and sent of calls that have to do with each other: its
// events in order, without candidates, which change nothing.
type view struct {
	calls  []*call
	config model.Config
	pair   bool
	user   string
	many   bool // more than two devices take part
	mates  bool // others of its user do
	// Sets of the calls: those of the user's other devices, and those between the user's devices.
	ofMates, oneself uint8
	items            []item
	sends            []item // its own, in order
	// musts is, for each send, how many events had come before it if none of them took longer than
	// [crossMS] to come.
	musts []int
	// replied is, for each send, which replies had come before it if none took longer either; see
	// node.replies.
	replied []uint8
	// tail is how many events had come for sure before the files end, if none took longer.
	tail int
	// lives is, for each call, how many events had come before its lifetime passed if none took
	// longer, and how many sends were made.
	lives [model.MaxCalls][2]int
}

// viewOf is the view of a party of some calls; nil if what happened there is nothing that
// a model device can be given.
func (t *trial) viewOf(me party, v model.Version, calls []*call) *view {
	r := &view{calls: calls, user: me.user, pair: len(t.roomOf(calls[0].room).members) <= 2}
	r.config = model.Config{Calls: len(calls), Version: v}
	index := map[int]int{}
	var list []int
	parties := map[party]bool{me: true}
	meet := func(p party) {
		parties[p] = true
		r.mates = r.mates || p != me && p.user == me.user
	}
	for c, one := range calls {
		if one.caller == me {
			r.config.Own |= 1 << c
		}
		if one.version == model.Version1 {
			r.config.V1 |= 1 << c
		}
		if one.caller != me && one.caller.user == me.user {
			r.ofMates |= 1 << c
		}
		if one.placed.Invitee == one.caller.user {
			r.oneself |= 1 << c
		}
		meet(one.caller)
		for _, i := range one.list {
			index[i] = c
			list = append(list, i)
			meet(who(&t.events[i]))
		}
	}
	r.many = len(parties) > 2
	slices.Sort(list)
	if own := t.ownOrder(me); own != nil { // what did not come to it is not in its file
		list = slices.DeleteFunc(list, func(i int) bool { return own[i] == 0 })
		slices.SortFunc(list, func(i, j int) int { return own[i] - own[j] })
	}
	for _, i := range list {
		e := &t.events[i]
		s, ok := event.SignalOf(e.Content)
		if !ok || s.Type.OfCandidates() {
			continue
		}
		one := item{own: who(e) == me, mate: who(e) != me && e.Sender == me.user, sent: s.Type, call: index[i], at: i, peer1: s.Version == model.Version1}
		one.caller = who(e) == calls[one.call].caller
		one.other = s.Type == model.SelectAnswer && s.Selected != me.id
		if !one.own && !one.mate && !v.Knows(s.Type) {
			continue
		}
		one.soon = s.Type == model.Invite && calls[one.call].placed.LifetimeMS > 0 && calls[one.call].placed.LifetimeMS <= crossMS
		r.items = append(r.items, one)
		if one.own {
			r.sends = append(r.sends, one)
			must := 0
			for must < len(r.items)-1 && e.OriginServerTSMS > 0 && t.since(r.items[must].at, i) > crossMS {
				must++
			}
			r.musts = append(r.musts, must)
			r.replied = append(r.replied, t.repliedBefore(r.sends, i))
		}
	}
	for c, one := range calls {
		r.lives[c] = t.before(r, one)
	}
	last := t.events[len(t.events)-1].OriginServerTSMS
	for r.tail < len(r.items) && t.events[r.items[r.tail].at].OriginServerTSMS+crossMS <= last {
		r.tail++
	}
	return r
}

// ownOrder is where each event stands in a party's own file, from 1; nil if no file is known to
// be its own. Only the device that has sent an event is told its transaction ID (F-ECHO-1).
func (t *trial) ownOrder(me party) map[int]int {
	if len(t.dumps) < 2 {
		return nil
	}
	if order, known := t.orders[me]; known {
		return order
	}
	t.orders[me] = nil
	for _, d := range t.dumps {
		own := slices.ContainsFunc(d.events, func(e seen) bool {
			return e.Unsigned.TransactionID != "" && isOfCall(e) && who(&e) == me
		})
		if !own {
			continue
		}
		order := map[int]int{}
		for i := range d.events {
			if at, known := t.index[d.events[i].ID]; known && d.events[i].ID != "" {
				order[at] = i + 1
			}
		}
		t.orders[me] = order
		break
	}
	return t.orders[me]
}

// before is how many events had come to a device for sure, and how many it had sent, when the lifetime of a
// call passed.
func (t *trial) before(r *view, c *call) (n [2]int) {
	if c.invite < 0 || t.events[c.invite].OriginServerTSMS == 0 || c.placed.LifetimeMS == 0 {
		return n
	}
	placed := t.events[c.invite].OriginServerTSMS
	end := placed + c.placed.LifetimeMS - slackMS
	for n[0] < len(r.items) && t.events[r.items[n[0]].at].OriginServerTSMS+crossMS <= end {
		n[0]++
	}
	for n[1] < len(r.sends) && t.events[r.sends[n[1]].at].OriginServerTSMS < end {
		n[1]++
	}
	return n
}

// repliedBefore are the replies to sends that were made long before an event.
func (t *trial) repliedBefore(sends []item, i int) (bits uint8) {
	for _, one := range sends {
		if t.events[i].OriginServerTSMS == 0 || t.since(one.at, i) <= crossMS {
			continue
		}
		switch one.sent {
		case model.Invite:
			bits |= 1 << one.call
		case model.Answer:
			bits |= 16 << one.call
		}
	}
	return bits
}

// received are the inputs by which a device is told of others' events.
var received = map[model.EventType]model.Input{
	model.Invite: model.RecvInvite, model.Answer: model.RecvAnswer, model.Hangup: model.RecvHangup, model.SelectAnswer: model.RecvSelect,
	model.CallReject: model.RecvReject, model.Negotiate: model.RecvOffer, model.NegotiateReply: model.RecvReply,
	model.Metadata: model.RecvMetadata,
}

// inputOf is the input by which a device is told of an event, as package sim has it: what a
// device makes of its user's other ones depends on how it reads that.
func (r *view) inputOf(one *item, reading *model.Reading) model.Input {
	own := r.toOwn(one, reading)
	bit := uint8(1) << one.call
	placed, several := r.config.Own&bit != 0, r.config.Own != 0 && r.ofMates != 0
	elsewhere := r.many && r.config.Version == model.Version1 && (!placed || own)
	if several && !own && r.ofMates&bit != 0 && r.oneself&bit == 0 { // whom that one calls is nobody's other device
		elsewhere = false
	}
	switch t := one.sent; {
	case one.own && t == model.Invite:
		return model.EchoInvite
	case own && one.mate && t == model.Invite && (r.config.Version == model.Version1 || reading.Is(model.Sib, "glare")):
		return model.SiblingInvite
	case own && r.mates && !reading.Is(model.Elsewhere, "ring") && (t == model.Answer || t == model.Hangup):
		return fromMate(one, placed)
	case elsewhere && t == model.Answer && !one.own:
		return model.AnsweredElsewhere
	case elsewhere && t == model.CallReject && !one.own:
		return model.RejectedElsewhere
	case own && (!several || t != model.SelectAnswer || one.own):
		return model.EchoOther
	case one.other:
		return model.RecvSelectOther
	default:
		return received[t]
	}
}

// toOwn reports whether a device takes an event for one of its own user: not where the two are
// the ends of a call between the user's devices, but for one that takes all of them so.
func (r *view) toOwn(one *item, reading *model.Reading) bool {
	if !one.mate {
		return one.own
	}
	bit := uint8(1) << one.call
	return r.oneself&bit == 0 || r.config.Own&bit == 0 && !one.caller || reading.Is(model.EchoFilter, "user")
}

// fromMate is the input by which a device that heeds what its user's other ones do (knob
// elsewhere) is told of an event of the user.
func fromMate(one *item, placed bool) model.Input {
	switch {
	case one.sent == model.Answer && one.own && !placed:
		return model.EchoAnswer
	case one.sent == model.Answer && !one.own:
		return model.AnsweredElsewhere
	case one.sent == model.Hangup && !one.own:
		return model.HungUpElsewhere
	default:
		return model.EchoOther
	}
}

// key is the same for views that no reading tells apart.
func (r *view) key() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%v %v %v|", r.config, r.pair, r.user)
	for _, c := range r.calls {
		fmt.Fprintf(&b, "%q %q,", c.placed.ID, c.caller.user)
	}
	if len(r.calls) == 1 { // its ID is compared with no other
		b.Reset()
		fmt.Fprintf(&b, "%v %v|", r.config, r.pair)
	}
	fmt.Fprintf(&b, "%v %v %d %d %v %v %v %v ", r.many, r.mates, r.ofMates, r.oneself, r.musts, r.replied, r.lives, r.tail)
	for _, one := range r.items {
		fmt.Fprintf(&b, "%v%v%v%v%v%d.%d.%v ", one.own, one.mate, one.caller, one.other, one.soon, one.sent, one.call, one.peer1)
	}
	return b.String()
}

// order is how the calls of a view compare under a reading, by knob winner.
func (r *view) order(reading *model.Reading) *[model.MaxCalls][model.MaxCalls]int8 {
	var order [model.MaxCalls][model.MaxCalls]int8
	compare := model.Order(reading.Setting[model.Cmp].Value)
	for x, one := range r.calls {
		for y, other := range r.calls {
			sign := compare.Compare(one.placed.ID, other.placed.ID)
			switch {
			case reading.Is(model.Winner, "greater-id"):
				sign = -sign
			case reading.Is(model.Winner, "lesser-user"):
				sign = strings.Compare(one.caller.user, other.caller.user)
			case !reading.Is(model.Winner, "lesser-id"):
				sign = one.invite - other.invite
			}
			order[x][y] = int8(max(-1, min(1, sign)))
		}
	}
	return &order
}
