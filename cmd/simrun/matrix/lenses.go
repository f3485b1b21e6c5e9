package matrix

import (
	"slices"
	"sync"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// The marks of [crossing]: bits.
const (
	firstLesser uint8 = 1 << iota // the first user's call has the lesser ID
	bothCalled                    // both users pressed call
)

// crossing tells apart ends by whose call has the lesser ID, and by whether both
// users pressed call.
func crossing() *checker.Lens { return &checker.Lens{Mark: crossingMark} }

// timeless is [crossing] in a world in which no lifetime and no other timer ever
// passes: what waits then waits for ever, and that is how such a run ends.
func timeless() *checker.Lens {
	return &checker.Lens{Mark: crossingMark, Hides: func(sys *sim.System, _ *sim.World, a sim.Action) bool {
		_, _, kind, _ := sys.Info(a)
		return kind == scheduler.KindTimer
	}}
}

func crossingMark(sys *sim.System, w *sim.World) (mark uint8) {
	if sys.Less(w, 0, 1) {
		mark |= firstLesser
	}
	if w.Call[0]&w.Call[1]&sim.Placed != 0 {
		mark |= bothCalled
	}
	return mark
}

// window is how far the first user's invite has got when the rival's arrives.
// What has no bit is still to come.
type window uint8

// What can have happened to the invite.
const (
	handed   window = 1 << iota // it was handed over
	accepted                    // its homeserver has accepted it
	replied                     // the client has seen the reply
	echoed                      // the client has seen its echo
)

// windows lists the windows in which the rival's invite can meet a call that is
// under way: before the invite is handed over, and then with every combination of
// the three things that follow, of which five can be.
func windows() []window {
	list := []window{0}
	for more := range window(8) {
		list = append(list, handed|more<<1)
	}
	return list
}

// possible reports whether a window can be: there is neither a reply nor an echo
// of what was not accepted.
func (w window) possible() bool { return w&accepted != 0 || w&(replied|echoed) == 0 }

// names says in words what has happened, in order.
func (w window) names() []string {
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
func windowOf(w *sim.World) (at window) {
	b := &w.Box[0]
	if w.Call[0]&sim.InviteSent == 0 {
		return 0
	}
	at = handed
	if w.Call[0]&sim.InviteAccepted == 0 {
		return at
	}
	at |= accepted
	if b.Reply&1 == 0 {
		at |= replied
	}
	echo := func(i sim.Item) bool { return i.Own() && i.Type() == model.Invite }
	if !slices.ContainsFunc(b.In[:b.NIn], echo) {
		at |= echoed
	}
	return at
}

// arrivals notes by which rules the first user's device takes the rival's invite.
type arrivals struct {
	mu   sync.Mutex
	list []arrival
}

// arrival is one way in which the rival's invite is taken.
type arrival struct {
	Rule       *model.Rule
	Own, Rival model.State // afterwards
}

// List is what was noted, by the rules' names.
func (a *arrivals) List() []arrival {
	slices.SortFunc(a.list, func(x, y arrival) int {
		switch first, second := x.Rule.Name(), y.Rule.Name(); {
		case first < second:
			return -1
		case first > second:
			return 1
		default:
			return int(x.Own)*int(model.NumStates) + int(x.Rival) - int(y.Own)*int(model.NumStates) - int(y.Rival)
		}
	})
	return a.list
}

// inWindow leaves only the runs without faults in which the rival's invite reaches
// the first user's device, unexpired, in the window given, while the own call is
// under way; it judges them from then on.
func inWindow(at window) (*checker.Lens, *arrivals) {
	notes := &arrivals{}
	return &checker.Lens{
		Mark: crossingMark,
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
func (a *arrivals) note(sys *sim.System, after *sim.World) {
	effects, calls := &after.Last.Effects, &after.Box[0].Device.Call
	if effects.NFired == 0 {
		return
	}
	one := arrival{Rule: sys.Machine(0).Rule(effects.Fired[0]), Own: calls[0].State, Rival: calls[1].State}
	a.mu.Lock()
	defer a.mu.Unlock()
	if !slices.Contains(a.list, one) {
		a.list = append(a.list, one)
	}
}
