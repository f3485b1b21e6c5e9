package properties_test

import (
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// secondStep is one step as the second judge sees it.
type secondStep struct {
	secondJudge
	d             int // the device whose step it is
	a             sim.Action
	before, after *sim.World
	fault         string // its name, or empty

	came     []sim.Item // what came at device d, oldest first
	received []sim.Item // what of that it makes something of
	lost     []sim.Item // what the step destroyed, of whichever device
	sent     []sim.Item // what device d handed over, oldest first
	taken    calls      // which device d accepted without its user's answer
}

// look finds out what the step did from what is queued before and after it.
func (s *secondStep) look() {
	was, is := &s.before.Box[s.d], &s.after.Box[s.d]
	left := was.NOut
	switch s.a.Op {
	case sim.OpAccept:
		left--
	case sim.OpSync:
		s.received = was.In[:1]
	case sim.OpDecrypt:
		s.received = []sim.Item{was.Late}
	case sim.OpExpired:
		if s.received = was.In[:1]; is.NIn == was.NIn {
			s.received = []sim.Item{was.Late}
		}
	}
	switch s.fault {
	case "send-fail":
		left--
		s.lost = was.Out[:1]
	case "send-unknown":
		left--
	case "soft-fail":
		after := s.sys.Links(s.after)
		for i, link := range s.sys.Links(s.before) {
			if link.Queue.N > after[i].Queue.N {
				s.lost = link.Queue.Items[:1]
			}
		}
	case "sync-gap":
		for _, event := range was.In[:was.NIn-is.NIn] {
			if !event.Own() && event.Type() != model.Message {
				s.lost = append(s.lost, event)
			}
		}
	case "sync-batch", "clock-skew":
		s.received = was.In[:was.NIn-is.NIn]
	case "sync-unreadable":
		for _, event := range was.In[:was.NIn-is.NIn] {
			if event != is.Late {
				s.received = append(s.received, event)
			}
		}
	case "sync-replay":
		s.received = []sim.Item{was.Last}
	}
	s.read()
	s.sent = is.Out[left:max(left, is.NOut)]
	for c := range s.sys.Calls() {
		if s.sys.Owner(c) != s.d && !live(state(s.before, s.d, c)) && live(state(s.after, s.d, c)) &&
			(s.a.Op != sim.OpAnswer || int(s.a.Arg) != c) {
			s.taken.add(c)
		}
	}
}

// isEvent reports whether another user sent an event, of a type and for call c.
func isEvent(event sim.Item, t model.EventType, c int) bool {
	return !event.Own() && event.Type() == t && event.Call() == c
}

// receives reports whether the device received an event of the peer, of a type and
// for call c.
func (s *secondStep) receives(t model.EventType, c int) bool {
	for _, event := range s.received {
		if isEvent(event, t, c) {
			return true
		}
	}
	return false
}

// receivesEnd reports whether the device received an event of the peer by which one ends
// call c, or rejects it.
func (s *secondStep) receivesEnd(c int) bool {
	return s.receives(model.Hangup, c) || s.receives(model.CallReject, c)
}

// declinedElsewhere reports whether the device sees that its user has hung up or rejected call
// c, which comes in here, on another device.
func (s *secondStep) declinedElsewhere(c int) bool {
	caller := s.sys.Owner(c)
	return caller != s.d && (s.sys.UserOf(caller) != s.user() || s.oneself(c)) && slices.ContainsFunc(s.received, func(event sim.Item) bool {
		ends := event.Type() == model.Hangup || event.Type() == model.CallReject
		return ends && event.Own() && event.Sender() != s.d && event.Call() == c
	})
}

// receivesExpired reports whether the device received the invite of call c after its
// lifetime had passed, or as if it had.
func (s *secondStep) receivesExpired(c int) bool {
	if !slices.ContainsFunc(s.came, func(event sim.Item) bool { return isEvent(event, model.Invite, c) }) {
		return false
	}
	switch {
	case s.a.Op == sim.OpExpired || s.fault == "clock-skew":
		return true
	case strings.HasPrefix(s.fault, "sync-"):
		events := s.sys.Name(s.before, s.a) + ","
		return strings.Contains(events, "expired "+model.Invite.String()+" "+s.sys.CallName(c)+",")
	default:
		return false
	}
}

// onItsWay reports whether an event, of a type and for call c, that one device sent is
// queued anywhere: it may still reach another one.
func (j secondJudge) onItsWay(w *sim.World, from, to int, t model.EventType, c int) bool {
	is := func(event sim.Item) bool { return event.Type() == t && event.Call() == c && event.Sender() == from }
	out, in := &w.Box[from], &w.Box[to]
	queues := [][]sim.Item{out.Out[:out.NOut], in.In[:in.NIn]}
	for _, link := range j.sys.Links(w) {
		if link.To == j.sys.Server(to) {
			queues = append(queues, link.Queue.Items[:link.Queue.N])
		}
	}
	return slices.ContainsFunc(queues, func(queue []sim.Item) bool { return slices.ContainsFunc(queue, is) }) ||
		in.Holds&sim.HasLate != 0 && is(in.Late)
}
