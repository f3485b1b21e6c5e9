package sim

import (
	"math/bits"

	"github.com/glarelab/glare/model"
)

// Of more than two devices, what is enabled does not fit into a word: it is found device by
// device, in the order in which it is listed of two.

// appendMany appends what messages, media and users may do in w, and reports whether one of
// it is such that a patient timer waits for it.
func (s *System) appendMany(w *World, buf []Action) (_ []Action, restless bool) {
	before := len(buf)
	buf = s.appendSends(w, buf)
	for d := range s.devices {
		buf = appendOf(buf, queued(&w.Box[d]), queueMoves[d][:])
		if s.syncsNothing(w, d) {
			buf = append(buf, Action{Op: OpSyncNothing, Device: uint8(d)})
		}
	}
	for d := range s.devices {
		b := &w.Box[d]
		set := s.media(b, s.connecting(w, d), w.In[d])
		if s.moreMedia {
			set |= s.early(b, d, w)
			set &^= uint64(s.untold(w, d)) << mediaConnect
		}
		buf = appendOf(buf, set, mediaMoves[d][:])
	}
	restless = len(buf) > before
	if s.Scenario.Candidates > 0 {
		for d := range s.devices {
			buf = appendOf(buf, gathering(&w.Box[d], w.In[d]), gatherMoves[d][:])
		}
	}
	if s.gathers {
		before = len(buf)
		for d := range s.devices {
			buf = appendOf(buf, gathered(&w.Box[d], w.In[d]), gatheredMoves[d][:])
		}
		restless = restless || len(buf) > before
	}
	for d := range s.devices {
		if !w.Box[d].mayAct(w.In[d]) {
			continue
		}
		user := w.In[d]
		if !s.alone {
			user = s.ofUser(w, d)
		}
		acts := s.deviceActs(w, d, user)
		if s.pushes {
			acts &^= uint64(w.Box[d].pushed()) << actAnswer
		}
		for ; acts != 0; acts &= acts - 1 {
			a := pressMoves[d][bits.TrailingZeros64(acts)]
			restless = restless || s.Fair(w, a)
			buf = append(buf, a)
		}
	}
	if w.Crowd > 0 {
		for set := s.crowds(w); set != 0; set &= set - 1 {
			buf = append(buf, Action{Op: OpCrowd, Device: uint8(bits.TrailingZeros64(set))})
		}
	}
	return buf, restless
}

// appendSends appends what homeservers may accept, and receive from each other.
func (s *System) appendSends(w *World, buf []Action) []Action {
	for d := range s.devices {
		if w.Box[d].NOut > 0 && s.roomFor(w, d) {
			buf = append(buf, Action{Op: OpAccept, Device: uint8(d)})
		}
	}
	for i := range s.pairs {
		p := &s.pairs[i]
		if w.Fed[s.firstPair+i].N > 0 && s.roomAt(w, int(p.gate)) {
			buf = append(buf, Action{Op: OpFederate, Device: p.gate, Arg: uint16(p.nth)})
		}
	}
	return buf
}

// appendOf appends the actions of the slots of one device in a set.
func appendOf(buf []Action, set uint64, slots []Action) []Action {
	for ; set != 0; set &= set - 1 {
		buf = append(buf, slots[bits.TrailingZeros64(set)])
	}
	return buf
}

// connecting is the set of the calls for which device d can find a media path: that of a
// call goes from its caller to the device whose answer the caller has taken.
func (s *System) connecting(w *World, d int) (calls uint8) {
	in := w.In[d]
	for offered := in.Calls(model.InOffered); offered != 0; offered &= offered - 1 {
		c := bits.TrailingZeros8(offered)
		if callee := s.calleeOf(w, c); callee >= 0 {
			calls |= w.In[callee].Calls(model.InMeets) & (1 << c)
		}
	}
	if answered := in.Calls(model.InAnswered); answered != 0 {
		calls |= answered & s.awaited(w, d)
	}
	if s.hostile != 0 {
		calls |= s.forgedNow(w, d)
	}
	return calls
}

// awaited is the set of the calls of which the caller awaits the media of device d.
func (s *System) awaited(w *World, d int) (calls uint8) {
	for c := range s.calls {
		if s.calleeOf(w, c) == d {
			calls |= w.In[s.owner(c)].Calls(model.InAwaits) & (1 << c)
		}
	}
	return calls
}
