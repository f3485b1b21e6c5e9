package drive

import (
	"fmt"
	"slices"

	"github.com/glarelab/glare/model"
)

// maxPeers is how many peer connections a client may have.
const maxPeers = 64

// connection takes over what became of a peer connection.
func (s *state) connection(o *Out, device *device) error {
	i := slices.IndexFunc(s.pcs, func(p peer) bool { return p.id == o.PC })
	if o.What == "new" {
		call := device.callOf(o.Call)
		switch {
		case i >= 0:
			return fmt.Errorf("makes peer connection %d, which there is", o.PC)
		case call < 0:
			return fmt.Errorf("makes a peer connection for a call %q, which nobody has placed", clip(o.Call, 60))
		case len(s.pcs) >= maxPeers:
			return fmt.Errorf("has more than %d peer connections", maxPeers)
		}
		s.pcs = append(s.pcs, peer{id: o.PC, call: call})
		return nil
	}
	if i < 0 {
		return fmt.Errorf("says that peer connection %d is %s, which there is not", o.PC, clip(o.What, 40))
	}
	switch o.What {
	case "local":
		s.pcs[i].local = o.Ufrag
	case "remote":
		s.pcs[i].remote = o.Ufrag
	case "closed":
		s.pcs = slices.Delete(s.pcs, i, i+1)
	case "restart":
	default:
		return fmt.Errorf("says that peer connection %d is %q, which the protocol does not know", o.PC, clip(o.What, 40))
	}
	return nil
}

// standing takes over how the client says that its calls stand.
func (s *state) standing(r *Reply, device *device) error {
	var seen [model.MaxCalls]bool
	for i := range r.Calls {
		call := &r.Calls[i]
		c := device.callOf(call.ID)
		switch {
		case c < 0:
			return fmt.Errorf("knows a call %q, which nobody has placed", clip(call.ID, 60))
		case seen[c] && call.State == "ended": // of two objects with one ID the one that goes on
			continue
		case call.Own != device.owns(c):
			return fmt.Errorf("says of the call %q that own is %v", call.ID, call.Own)
		}
		seen[c] = true
		is, err := s.stateOf(call, c)
		if err != nil {
			return err
		}
		s.calls[c] = callState{is, call.Opponent}
	}
	for c := range s.calls {
		if !seen[c] && s.calls[c].state != model.None {
			s.calls[c] = callState{state: model.Ended}
		}
	}
	return nil
}

// stateOf is the state of a call in the words of the model.
func (s *state) stateOf(call *Call, c int) (model.State, error) {
	words, ok := words[call.State]
	if !ok {
		return 0, fmt.Errorf("says that the call %q is %q, which is no state of the protocol", call.ID, clip(call.State, 40))
	}
	is := words[0]
	if call.Own {
		is = words[1]
	}
	switch {
	case is == model.None:
		return 0, fmt.Errorf("says that the call %q is %s, which at this end no call can be", call.ID, call.State)
	case is == model.OWait && s.underWay(model.Invite, c):
		return model.OSending, nil
	case is == model.IConn && s.underWay(model.Answer, c):
		return model.ISending, nil
	}
	return is, nil
}

// words are the states of calls that others have placed, and of own ones.
var words = map[string][2]model.State{
	"preparing":  {model.None, model.OPrep},
	"waiting":    {model.None, model.OWait},
	"ringing":    {model.IRing, model.None},
	"ignoring":   {model.IIgn, model.None},
	"accepting":  {model.IAcc, model.None},
	"connecting": {model.IConn, model.OConn},
	"active":     {model.Active, model.Active},
	"ended":      {model.Ended, model.Ended},
}

// underWay reports whether an event of a kind about a call was handed over, and its fate is
// not known to the client.
func (s *state) underWay(kind model.EventType, call int) bool {
	return slices.ContainsFunc(s.open, func(r request) bool {
		return r.kind == kindSend && s.sends[r.send].kind == kind && s.sends[r.send].call == call
	})
}

// media is the latest peer connection of a call, or nil.
func (s *state) media(call int) *peer {
	for i := len(s.pcs) - 1; i >= 0; i-- {
		if s.pcs[i].call == call {
			return &s.pcs[i]
		}
	}
	return nil
}
