package sim

import (
	"strings"

	"github.com/glarelab/glare/model"
)

// Outcome is how the calls stand at the end of a run, as a code: four bits for each
// call and device, the last of them lowest in the last word.
func (s *System) Outcome(w *World) (code [3]uint64) {
	at, word := s.devices*s.calls, uint64(0)
	for d := range s.devices {
		for c := range s.calls {
			at--
			if word = word<<4 | uint64(outcomeState(w.Box[d].Device.Call[c].State)); at%16 == 0 {
				code[2-at/16], word = word, 0
			}
		}
	}
	return code
}

// outcomeState drops what an outcome does not tell apart.
func outcomeState(s model.State) model.State {
	switch s {
	case model.Ended:
		return model.None
	case model.ISending:
		return model.IAcc
	case model.IConn:
		return model.OConn
	default:
		return s
	}
}

// OutcomeText is the text of an outcome: "alice=active(a) bob=idle".
func (s *System) OutcomeText(code [3]uint64) string {
	var devices []string
	for d := range s.devices {
		var calls []string
		for c := range s.calls {
			at := (s.devices-d)*s.calls - 1 - c
			if state := model.State(code[2-at/16] >> (at % 16 * 4) & 15); state != model.None {
				calls = append(calls, state.Word()+"("+s.CallName(c)+")")
			}
		}
		if calls == nil {
			calls = []string{"idle"}
		}
		devices = append(devices, s.DeviceName(d)+"="+strings.Join(calls, "+"))
	}
	return strings.Join(devices, " ")
}

// Names lists the causes in a set, by the names of the holes; what is no hole has a
// name of its own.
func (set Causes) Names() []string {
	var names []string
	for i, name := range []string{"H-19", "H-20", "H-24", "H-23", "overflow"} {
		if set&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}
