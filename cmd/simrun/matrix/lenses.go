package matrix

import (
	"slices"
	"sync"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// The marks of [Crossing]: bits.
const (
	FirstLesser uint8 = 1 << iota // the first user's call has the lesser ID
	BothCalled                    // both users pressed call
)

// Crossing tells apart ends by whose call has the lesser ID, and by whether both
// users pressed call.
func Crossing() *checker.Lens { return &checker.Lens{Mark: crossing} }

// Timeless is [Crossing] in a world in which no lifetime and no other timer ever
// passes: what waits then waits for ever, and that is how such a run ends.
func Timeless() *checker.Lens {
	return &checker.Lens{Mark: crossing, Hides: func(sys *sim.System, _ *sim.World, a sim.Action) bool {
		_, _, kind, _ := sys.Info(a)
		return kind == scheduler.KindTimer
	}}
}

func crossing(sys *sim.System, w *sim.World) (mark uint8) {
	if sys.Less(w, 0, 1) {
		mark |= FirstLesser
	}
	if w.Call[0]&w.Call[1]&sim.Placed != 0 {
		mark |= BothCalled
	}
	return mark
}

// Window is how far the first user's invite has got when the rival's arrives.
// What has no bit is still to come.
type Window uint8

// What can have happened to the invite.
const (
	Handed   Window = 1 << iota // it was handed over
	Accepted                    // its homeserver has accepted it
	Replied                     // the client has seen the reply
	Echoed                      // the client has seen its echo
)

// Windows lists the windows in which the rival's invite can meet a call that is
// under way: before the invite is handed over, and then with every combination of
// the three things that follow, of which five can be.
func Windows() []Window {
	list := []Window{0}
	for more := range Window(8) {
		list = append(list, Handed|more<<1)
	}
	return list
}

// Possible reports whether a window can be: there is neither a reply nor an echo
// of what was not accepted.
func (w Window) Possible() bool { return w&Accepted != 0 || w&(Replied|Echoed) == 0 }

// Names says in words what has happened, in order.
func (w Window) Names() []string {
	if w == 0 {
		return []string{"preparing"}
	}
	var list []string
	for i, name := range []string{"accepted", "reply seen", "echo seen"} {
		if w>>(i+1)&1 != 0 {
			list = append(list, name)
		} else {
			list = append(list, "not "+name)
		}
	}
	return list
}

// windowOf is the window of a world with one call of each user.
func windowOf(w *sim.World) (at Window) {
	b := &w.Box[0]
	if w.Call[0]&sim.InviteSent == 0 {
		return 0
	}
	at = Handed
	if w.Call[0]&sim.InviteAccepted == 0 {
		return at
	}
	at |= Accepted
	if b.Reply&1 == 0 {
		at |= Replied
	}
	echo := func(i sim.Item) bool { return i.Own() && i.Type() == model.Invite }
	if !slices.ContainsFunc(b.In[:b.NIn], echo) {
		at |= Echoed
	}
	return at
}

// Arrivals notes by which rules the first user's device takes the rival's invite.
type Arrivals struct {
	mu   sync.Mutex
	list []Arrival
}

// Arrival is one way in which the rival's invite is taken.
type Arrival struct {
	Rule       *model.Rule
	Own, Rival model.State // afterwards
}

// List is what was noted, by the rules' names.
func (n *Arrivals) List() []Arrival {
	slices.SortFunc(n.list, func(x, y Arrival) int {
		switch a, b := x.Rule.Name(), y.Rule.Name(); {
		case a < b:
			return -1
		case a > b:
			return 1
		default:
			return int(x.Own)*int(model.NumStates) + int(x.Rival) - int(y.Own)*int(model.NumStates) - int(y.Rival)
		}
	})
	return n.list
}

// InWindow leaves only the runs without faults in which the rival's invite reaches
// the first user's device, unexpired, in the window given, while the own call is
// under way; it judges them from then on.
func InWindow(at Window) (*checker.Lens, *Arrivals) {
	notes := &Arrivals{}
	return &checker.Lens{
		Mark: crossing,
		Hides: func(_ *sim.System, w *sim.World, a sim.Action) bool {
			return a.Op == sim.OpFault || a.Op == sim.OpExpired || arrives(w, a) && (windowOf(w) != at || !model.UnderWay.Has(w.Box[0].Device.Call[0].State))
		},
		Counts: func(_ *sim.System, w *sim.World) bool { return w.Box[0].Device.Call[1].State != model.None },
		See: func(sys *sim.System, before *sim.World, a sim.Action, after *sim.World) {
			if arrives(before, a) {
				notes.note(sys, after)
			}
		},
	}, notes
}

// arrives reports whether an action brings the rival's invite to the first user's
// device.
func arrives(w *sim.World, a sim.Action) bool {
	first := w.Box[0].In[0]
	return a.Op == sim.OpSync && a.Device == 0 && first.Type() == model.Invite && !first.Own()
}

// note notes the rule that took the invite: the first that fired.
func (n *Arrivals) note(sys *sim.System, after *sim.World) {
	effects, calls := &after.Last.Effects, &after.Box[0].Device.Call
	if effects.NFired == 0 {
		return
	}
	one := Arrival{Rule: sys.Machine(0).Rule(effects.Fired[0]), Own: calls[0].State, Rival: calls[1].State}
	n.mu.Lock()
	defer n.mu.Unlock()
	if !slices.Contains(n.list, one) {
		n.list = append(n.list, one)
	}
}
