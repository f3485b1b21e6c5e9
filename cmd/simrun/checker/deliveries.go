package checker

import (
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Place is where an event can be.
type Place struct {
	Server bool
	Index  int // of the device, or of the homeserver
}

// Hop is one event's way from one place to the next.
type Hop struct {
	From    Place
	FromRow int // the line that handed it over
	To      Place
	ToRow   int // the line that took it
	Event   string
	Call    string
	Echo    bool // the sender's own event, on its way back
	Reply   bool // the homeserver's answer to a send
	Lost    bool // it never got there
}

// tracker follows events through the queues of a world, by comparing the queues
// before and after each action. That way it need not know what actions do.
type tracker struct {
	sys     *sim.System
	out, in [sim.MaxDevices][]message
	fed     [][]message            // of each link
	replies [sim.MaxDevices][8]int // the line that accepted the send, by bit of sim.Box.Reply
}

type message struct {
	item sim.Item
	row  int
}

// server is where the homeserver with an index is.
func server(index int) Place { return Place{Server: true, Index: index} }

// step follows one action and returns the hops that it completed.
func (t *tracker) step(row int, before, after *sim.World, a sim.Action) []Hop {
	var hops []Hop
	links := t.sys.Links(after)
	if t.fed == nil {
		t.fed = make([][]message, len(links))
	}
	for d := range t.sys.Devices() {
		b := &after.Box[d]
		device, server := Place{Index: d}, server(t.sys.Server(d))
		queue := b.In[:b.NIn:b.NIn]
		if b.Holds&sim.HasLate != 0 {
			queue = append(queue, b.Late)
		}
		gap := a.Op == sim.OpFault && t.sys.FaultName(a) == "sync-gap"
		var left []message
		t.in[d], left = reconcile(t.in[d], queue, row)
		for _, l := range left {
			hops = t.hop(hops, server, device, l, row, gap)
		}
		for i, link := range links {
			if link.Gate != d {
				continue
			}
			t.fed[i], left = reconcile(t.fed[i], link.Queue.Items[:link.Queue.N], row)
			for _, l := range left {
				hops = t.hop(hops, Place{Server: true, Index: link.From}, server, l, row, a.Op == sim.OpFault)
			}
		}
		t.out[d], left = reconcile(t.out[d], b.Out[:b.NOut], row)
		for _, l := range left {
			hops = t.hop(hops, device, server, l, row, a.Op == sim.OpFault && !t.arrived(before, after, d))
		}
		hops = t.replied(hops, row, d, before, after, a)
	}
	return hops
}

// arrived reports whether something came to another device than d, or to its homeserver.
func (t *tracker) arrived(before, after *sim.World, d int) bool {
	for e := range t.sys.Devices() {
		if e != d && before.Box[e].NIn != after.Box[e].NIn {
			return true
		}
	}
	was := t.sys.Links(before)
	for i, link := range t.sys.Links(after) {
		if link.To != t.sys.Server(d) && link.Queue.N != was[i].Queue.N {
			return true
		}
	}
	return false
}

// replied adds the hops of the replies to device d.
func (t *tracker) replied(hops []Hop, row, d int, before, after *sim.World, a sim.Action) []Hop {
	for bit := range t.replies[d] {
		was, is := before.Box[d].Reply>>bit&1, after.Box[d].Reply>>bit&1
		switch {
		case was < is:
			t.replies[d][bit] = row
		case was > is && a.Op == sim.OpReply:
			call, sent := t.sys.CallName(bit%model.MaxCalls), model.Invite
			if bit >= model.MaxCalls {
				sent = model.Answer
			}
			hops = append(hops, Hop{
				From: server(t.sys.Server(d)), FromRow: t.replies[d][bit], To: Place{Index: d}, ToRow: row,
				Event: sent.String() + " " + call, Call: call, Reply: true,
			})
		}
	}
	return hops
}

// rest are the hops of what is still under way when a run ends: their ToRow is
// -1.
func (t *tracker) rest() []Hop {
	var hops []Hop
	links := t.sys.Links(new(sim.World))
	for d := range t.sys.Devices() {
		device, server := Place{Index: d}, server(t.sys.Server(d))
		for _, l := range t.out[d] {
			hops = t.hop(hops, device, server, l, -1, false)
		}
		for i, fed := range t.fed {
			if links[i].Gate != d {
				continue
			}
			for _, l := range fed {
				hops = t.hop(hops, Place{Server: true, Index: links[i].From}, server, l, -1, false)
			}
		}
		for _, l := range t.in[d] {
			hops = t.hop(hops, server, device, l, -1, false)
		}
	}
	return hops
}

func (t *tracker) hop(hops []Hop, from, to Place, l message, row int, lost bool) []Hop {
	if l.item.Type() == model.Message {
		return hops
	}
	call := t.sys.CallName(l.item.Call())
	echo := l.item.Own() && from.Server
	return append(hops, Hop{
		From: from, FromRow: l.row, To: to, ToRow: row, Event: t.sys.EventWords(l.item),
		Call: call, Echo: echo, Lost: lost,
	})
}

// reconcile matches the messages known to be in a queue with what the queue now
// holds: it returns the messages of the queue, new ones with this row, and those
// that have left it.
func reconcile(known []message, queue []sim.Item, row int) (now, left []message) {
	used := make([]bool, len(known))
next:
	for _, item := range queue {
		for i, l := range known {
			if !used[i] && l.item == item {
				used[i] = true
				now = append(now, l)
				continue next
			}
		}
		now = append(now, message{item, row})
	}
	for i, l := range known {
		if !used[i] {
			left = append(left, l)
		}
	}
	return now, left
}
