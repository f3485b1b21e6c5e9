package vectors

import (
	"reflect"
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// demanded reports whether a client must hand over an event when the model does:
// candidates may come at any time, and in any number.
func demanded(s model.Send) bool { return !s.Type.OfCandidates() }

// states are the words of the adapter protocol for the states of a call. A client may
// have forgotten a call that is over; one that it holds back does not ring.
var states = [model.NumStates][]string{
	model.None: {"none"}, model.IPend: {"none"}, model.Ended: {"ended", "none"},
	model.OPrep: {"preparing"}, model.OSending: {"waiting"}, model.OWait: {"waiting"}, model.OConn: {"connecting"},
	model.IRing: {"ringing"}, model.IIgn: {"ignoring"}, model.IAcc: {"accepting"},
	model.ISending: {"connecting"}, model.IConn: {"connecting"}, model.Active: {"active"},
}

// outcome is what device d has sent in a step, and how its calls stand after it.
func outcome(sys *sim.System, d int, w *sim.World) Outcome {
	o := Outcome{Sends: []Send{}, Calls: map[string][]string{}}
	effects := &w.Last.Effects
	for _, s := range effects.Sends[:effects.N] {
		if demanded(s) {
			o.Sends = append(o.Sends, sent(sys, d, w, s))
		}
	}
	for c := range sys.Calls() {
		call, id := w.Box[d].Device.Call[c], sys.ID(w, c)
		if call.State == model.None {
			continue
		}
		for _, state := range states[call.State] { // two calls may share an ID
			if !slices.Contains(o.Calls[id], state) {
				o.Calls[id] = append(o.Calls[id], state)
			}
		}
	}
	return o
}

// excludes reports whether no client can do both: other events, or one of some calls in states of which none
// is the same.
func (o Outcome) excludes(other Outcome, calls []string) bool {
	return !reflect.DeepEqual(o.Sends, other.Sends) || slices.ContainsFunc(calls, func(id string) bool {
		return !slices.ContainsFunc(o.states(id), func(s string) bool { return slices.Contains(other.states(id), s) })
	})
}

// states are the states in which a call may be.
func (o Outcome) states(call string) []string {
	if list, heard := o.Calls[call]; heard {
		return list
	}
	return states[model.None]
}

// sent is one event that device d hands over.
func sent(sys *sim.System, d int, w *sim.World, s model.Send) Send {
	t := wireType(s.Type)
	send := Send{Type: t, Content: Content{CallID: sys.ID(w, int(s.Call))}}
	if s.Type == model.SelectAnswer {
		of := sys.Other(w, d, int(s.Call))
		b := &w.Box[d]
		for _, item := range b.Out[:b.NOut] {
			if item.Type() == model.SelectAnswer && item.Call() == int(s.Call) && sys.Devices() > 2 {
				of = item.Named()
			}
		}
		send.Content.Selected = party(sys, of)
	}
	return send
}

// wireType is the type of an event on the wire.
func wireType(t model.EventType) string {
	wire, _, _ := strings.Cut(t.String(), "(") // behind it is what tells two uses of one type apart
	return wire
}
