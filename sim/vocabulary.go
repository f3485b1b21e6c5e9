package sim

import (
	"regexp"
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/names"
)

// Vocabulary is what a schedule of a system may say: the names of all actions that
// its scenario has, whenever they may be enabled.
type Vocabulary struct {
	calls []string
	names []string          // of one event each
	known map[string]string // without its events, and the fault that it needs
}

// Vocabulary collects the names of the actions of a system. It looks at each action
// in worlds that no run leads to, in which one and the same event is everywhere.
func (s *System) Vocabulary() *Vocabulary {
	v := &Vocabulary{calls: s.callName[:s.calls], known: map[string]string{healName: ""}, names: []string{healName}}
	for t := range model.NumEventTypes {
		for call := range s.calls {
			for sender := range s.devices {
				for _, again := range []uint8{0, itemAgain} {
					w := s.worldOf(item(t, call, sender).as(again))
					for d := range s.devices {
						v.addDevice(s, w, d)
					}
				}
			}
		}
	}
	return v
}

// worldOf is a world in which one event is everywhere, and media flow if it is
// there again.
func (s *System) worldOf(event Item) *World {
	w := &World{}
	everywhere := func(queue []Item) {
		for i := range queue {
			queue[i] = event
		}
	}
	for i := range w.Fed {
		everywhere(w.Fed[i].Items[:])
	}
	for d := range s.devices {
		b := &w.Box[d]
		b.Late, b.Last = event, event
		if event.has(itemAgain) {
			b.Device.Streams = model.OwnMuted
		}
		everywhere(b.Out[:])
		everywhere(b.In[:])
		for c := range s.calls {
			if b.Device.Call[c].State = model.OConn; event.has(itemAgain) {
				b.Device.Call[c].State = model.Active
			}
		}
	}
	return w
}

// addDevice adds the names of the actions of device d in a world.
func (v *Vocabulary) addDevice(s *System, w *World, d int) {
	add := func(op Op, arg int) {
		v.add(s.Name(w, Action{Op: op, Device: uint8(d), Arg: uint16(arg)}), "")
	}
	for op := range OpFault {
		switch {
		case op.isPress(), op == OpConnect, op == OpCandidate, op == OpGathered, op == OpLifetime, op == OpTimeout, op == OpGone, op == OpOfferOver:
			for c := range s.calls {
				if s.maybe(op, d, c) {
					add(op, c)
				}
			}
		case op == OpReply: // to an invite of one's own, or to an answer to the other's
			for c := range s.calls {
				add(op, c+4*int(bit(s.owner(c) != d)))
			}
		case op == OpFederate:
			if s.isGate(d) {
				for nth := range s.inbound[d] {
					add(op, nth)
				}
			}
		default:
			if s.maybe(op, d, 0) {
				add(op, 0)
			}
		}
	}
	for _, f := range Faults() {
		needs := f.Name
		for _, own := range s.fault {
			if own.Name == f.Name {
				needs = ""
			}
		}
		for target := range s.calls { // what else targets tell apart is not in names but as numbers
			if f.Needs == NeedsFederation && (!s.isGate(d) || target >= len(s.inbound[d])) {
				continue
			}
			v.add(f.name(s, w, d, target), needs)
		}
	}
}

// maybe reports whether the scenario lets device d do something at all, with call c
// if it is about one.
func (s *System) maybe(op Op, d, c int) bool {
	if op.isPress() {
		kind := op.press()
		return kind.calls.has(s.owner(c) == d) && kind.Of(s.user(d)).Times > 0
	}
	switch op {
	case OpCandidate:
		return s.Scenario.Candidates > 0
	case OpGathered:
		return s.Scenario.Gathers
	case OpCrowd:
		return s.Scenario.Crowd > 0
	default:
		return true
	}
}

func (v *Vocabulary) add(name, needs string) {
	v.names = append(v.names, name)
	plain := v.plain(name)
	if had, ok := v.known[plain]; !ok || had != "" && needs == "" {
		v.known[plain] = needs
	}
}

var (
	eventWords = regexp.MustCompile(`(expired )?(own )?(m\.call\.[a-z_]+(\((offer|answer|end|muted|unmuted)\))? [^ ,]+( of [^ ,]+)?|m\.room\.message|m\.room\.member of [^ ,]+)`)
	eventList  = regexp.MustCompile(`E(, E)+`)
	numbers    = regexp.MustCompile(` [0-9]+ `)
)

// plain is a name with a letter for its events, and for how many there are. What
// names no type of event, or no call, stays as it is.
func (v *Vocabulary) plain(name string) string {
	name = eventWords.ReplaceAllStringFunc(name, func(event string) string {
		event = strings.TrimPrefix(strings.TrimPrefix(event, "expired "), "own ")
		kind, call, ofCall := strings.Cut(event, " ")
		call, _, _ = strings.Cut(call, " of ")
		kind = strings.TrimSuffix(strings.TrimSuffix(kind, mutedWords[true]), mutedWords[false])
		for t := range model.NumEventTypes {
			if t == model.Leaving && t.String() == kind || t.String() == kind && (!ofCall || slices.Contains(v.calls, call)) {
				return "E"
			}
		}
		return event
	})
	return numbers.ReplaceAllString(eventList.ReplaceAllString(name, "E"), " N ")
}

// Knows reports whether a name is that of an action of the scenario. If it is that
// of a fault that the scenario does not have, needs names it.
func (v *Vocabulary) Knows(name string) (needs string, known bool) {
	name, _, _ = strings.Cut(name, " @")
	needs, known = v.known[v.plain(name)]
	return needs, known && needs == ""
}

// Nearest is the name that is most likely meant, or "" if none is near.
func (v *Vocabulary) Nearest(name string) string {
	name, _, _ = strings.Cut(name, " @")
	return names.Nearest(name, v.names)
}
