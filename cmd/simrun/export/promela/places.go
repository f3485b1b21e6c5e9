package promela

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/model"
)

// Marks of an event in a queue, and how it is numbered: its type from 1 on, above two bits
// for its call. So no event is 0.
const (
	own     = 64 // in a sync queue: the device has sent it itself
	perType = 4
)

// typeNames are what the model calls the types of events that it has.
var typeNames = [model.NumEventTypes]string{
	model.Invite: "INVITE", model.Answer: "ANSWER", model.Candidates: "CANDIDATES", model.Hangup: "HANGUP", model.Message: "MESSAGE",
	model.SelectAnswer: "SELECT", model.CallReject: "REJECT", model.Negotiate: "NEGOTIATE", model.NegotiateReply: "REPLY", model.Leaving: "LEAVING",
}

// event is the number of an event.
func event(t model.EventType, c int) string { return fmt.Sprintf("%s+%d", typeNames[t], c) }

// names are the numbers of states, phases, flags and events.
func (m *Model) names() code {
	var list code
	define := func(name string, n int) { list = append(list, fmt.Sprintf("#define %s %d", name, n)) }
	for s := range model.NumStates {
		define(s.String(), int(s))
	}
	for i, name := range flagNames {
		define(name, 1<<i)
	}
	define("PENDING", int(model.Pending))
	define("GRANTED", int(model.Granted))
	define("FETCHING", int(model.Fetching))
	define("HAVE_TURN", int(model.HaveTurn))
	for t, name := range typeNames {
		if name != "" {
			define(name, (t+1)*perType)
		}
	}
	define("OWN", own)
	for i, name := range callFlags {
		define(name, 1<<i)
	}
	for i, name := range causeNames {
		define(name, 1<<i)
	}
	for i, name := range factNames {
		if name != "" {
			define(name, 1<<i)
		}
	}
	define("NOBODY", nobody)
	return list
}

// flagNames are the flags, without that of candidates that are complete: see [Model.refuse].
var flagNames = []string{"AUTO", "HELD", "ECHOED", "OWES", "WIDE", "OFFERED", "PUSHED"}

// callFlags are what the world remembers of a call, as far as a world without faults does.
var callFlags = []string{"INVITE_SENT", "INVITE_ACCEPTED", "ANSWER_ACCEPTED", "GIVEN_UP", "PLACED", "TIMED_OUT"}

var causeNames = []string{"LATE_ARRIVAL", "LATE_ANSWER", "CROSS_TIMEOUT", "EARLY_TIMEOUT"}

// nobody is the place of no call.
const nobody = 255

// at is the place of a call at a device, in the lists of all.
func (m *Model) at(d, c int) int { return d*m.calls + c }

// word is a device and a call as part of a name.
func (m *Model) word(d, c int) string { return m.device(d) + "_" + m.sys.CallName(c) }

// device is a device as part of a name: its user's, if that is a plain word.
func (m *Model) device(d int) string {
	name := m.sys.DeviceName(d)
	plain := strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") == ""
	if !plain || name == "" || len(name) > 20 {
		return fmt.Sprintf("device%d", d)
	}
	return name
}

// is is the condition that a call at a device is in one of some states.
func (m *Model) is(d, c int, states ...model.State) string {
	var list []string
	for _, s := range states {
		list = append(list, fmt.Sprintf("st[%d] == %s", m.at(d, c), s))
	}
	return either(list...)
}

// among is the condition that a call at a device is in one of a set of states, of those that
// one end can be in.
func (m *Model) among(d, c int, set model.StateSet) string {
	var list []model.State
	for s := range model.NumStates {
		if set.Has(s) && m.canBe(d, c, s) {
			list = append(list, s)
		}
	}
	if len(list) > 2 && int(list[len(list)-1]-list[0]) == len(list)-1 {
		return fmt.Sprintf("(st[%d] >= %s && st[%d] <= %s)", m.at(d, c), list[0], m.at(d, c), list[len(list)-1])
	}
	return m.is(d, c, list...)
}

// canBe reports whether a call can be in a state at a device: some are the caller's, some the
// callee's.
func (m *Model) canBe(d, c int, s model.State) bool {
	const callers = model.UnderWay | 1<<model.OConn
	const callees = model.StateSet(1<<model.IPend | 1<<model.IRing | 1<<model.IIgn | 1<<model.IAcc | 1<<model.ISending | 1<<model.IConn)
	if m.owns(d, c) {
		return !callees.Has(s)
	}
	return !callers.Has(s)
}

func (m *Model) owns(d, c int) bool { return m.sys.Owner(c) == d }

// flag is the condition that a call at a device has a flag.
func (m *Model) flag(d, c int, flag string) string {
	return fmt.Sprintf("(fl[%d] & %s)", m.at(d, c), flag)
}

// any is the condition that one of the calls at a device that meet a condition is in one of
// some states.
func (m *Model) any(d int, set model.StateSet, of func(c int) bool) string {
	var list []string
	for c := range m.calls {
		if of(c) {
			if is := m.among(d, c, set); is != "false" {
				list = append(list, is)
			}
		}
	}
	return either(list...)
}

func every(int) bool { return true }

// nth are the calls in the order in which a device goes through them: its own first.
func (m *Model) nth(d int) []int {
	var list []int
	for n := range m.calls {
		list = append(list, m.sys.Machine(d).Nth(n))
	}
	return list
}

// inRoom are the calls of a room.
func (m *Model) inRoom(r int) (set uint8) {
	for c := range m.calls {
		if m.sys.CallRoom(c) == r {
			set |= 1 << c
		}
	}
	return set
}
