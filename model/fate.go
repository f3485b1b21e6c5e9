package model

import "math/bits"

// What a device ignores here may move it elsewhere later. Whether it will be ignored
// whenever it comes follows from the compiled rules: a closure over them says in which
// states a call can still be, and an input is dead for a call if in each of these exactly
// one rule applies, whatever the guards look at, and each that can does nothing.
//
// The closure may go too far (it asks hardly any guard), never not far enough: too large
// a future lets too little be dead, which costs worlds and no truth.

// Fates says what is still to come of each call at one device. It is immutable.
type Fates struct {
	m *Machine
	// For the peer's calls and for own ones; and as long as an own call may be under way, or
	// once none can be any more.
	of [2][2]fate
}

// fate is what is still to come of the calls of one end.
type fate struct {
	// For a device that does not restart, and one that may: of each place, the places
	// that can still be come to, itself among them.
	futures [2][places]placeSet
	// quiet has, for each input, the places in which the device ignores it; of events, first
	// those of the users of the call, then those of strangers.
	quiet [2][NumInputs]placeSet
}

// place is a state of a call, and whether it owes a hangup: the one flag by which rules
// that ignore the reply to an invite are told from one that does not.
type place uint8

const (
	placeOwes = place(NumStates)
	places    = 2 * int(NumStates)
)

type placeSet uint32

func placeOf(s State, owes bool) place {
	if owes {
		return place(s) + placeOwes
	}
	return place(s)
}

func (p place) state() State { return State(p % placeOwes) }

func (p place) owes() bool { return p >= placeOwes }

// FindFates goes through the rules of a machine. Where a sync response never brings more
// than one event (batches), what waits for its end waits for nothing.
func FindFates(m *Machine, batches bool) *Fates {
	f := &Fates{m: m}
	others := m.touchOthers()
	for own := range f.of {
		for alone := range f.of[own] {
			f.of[own][alone] = f.find(own == 1, alone == 1, batches, others)
		}
	}
	return f
}

func (f *Fates) find(own, alone, batches bool, others []touching) (found fate) {
	for p := range place(places) {
		holds, never := f.certain(own, alone, p)
		if !batches {
			never |= InSync | InBatch
		}
		for in := range NumInputs {
			if f.isQuiet(in, p, holds, never|Stranger) {
				found.quiet[0][in] |= 1 << p
			}
			if f.isQuiet(in, p, holds|Stranger, never) {
				found.quiet[1][in] |= 1 << p
			}
		}
		next := 1<<p | ledOther(others, p)
		for in := range NumInputs {
			if in != Place && in != Restart && canName(in, own) { // a call is placed once
				next |= f.led(in, p, holds, never)
			}
		}
		found.futures[0][p] = next
		found.futures[1][p] = next | f.led(Restart, p, holds, never)
	}
	for i := range found.futures {
		follow(&found.futures[i])
	}
	return found
}

// follow adds to the places that can be come to in one step those that can in several.
func follow(list *[places]placeSet) {
	for via := range list {
		for p := range list {
			if list[p]>>via&1 != 0 {
				list[p] |= list[via]
			}
		}
	}
}

// Outlook is what is known of a device beside a call of it.
type Outlook struct {
	Restarts bool // its process may restart
	Alone    bool // no own call can be under way any more
}

// Ignores reports whether a device will ignore an input about call c, now and whatever
// happens to the call before it comes: the user has placed it, if it is an own one. Two
// calls that share an ID are not provided for, since an input may then be taken for the
// other. An input that comes of a stranger's event does so to its end.
func (f *Fates) Ignores(in Input, c int, call Call, known Outlook, stranger bool) bool {
	return f.future(c, call, known)&^f.at(c, known).quiet[index(stranger)][in] == 0
}

// Future is the set of the states in which a call can still be, the present one included.
func (f *Fates) Future(c int, call Call, known Outlook) (states StateSet) {
	future := f.future(c, call, known)
	return StateSet(future|future>>placeOwes) & (1<<NumStates - 1)
}

func (f *Fates) future(c int, call Call, known Outlook) placeSet {
	return f.at(c, known).futures[index(known.Restarts)][placeOf(call.State, call.Flags&Owes != 0)]
}

func (f *Fates) at(c int, known Outlook) *fate { return &f.of[f.end(c)][index(known.Alone)] }

func index(is bool) int {
	if is {
		return 1
	}
	return 0
}

// end is 1 for an own call, 0 for one of the peer.
func (f *Fates) end(c int) int { return int(f.m.own>>c) & 1 }

// certain are the facts that hold of an own call in a place, or of one of the peer, and
// those that never hold there; what is in neither is unknown. Alone is a device that has no
// own call under way, and never will.
func (f *Fates) certain(own, alone bool, p place) (holds, never Facts) {
	holds, never = f.m.fixed, Yields&^f.m.fixed
	if alone && !own {
		never |= OwnPrep | OwnSending | OwnWait | OwnEchoed
	}
	set := func(fact Facts, is bool) {
		if is {
			holds |= fact
		} else {
			never |= fact
		}
	}
	set(IsOwn, own)
	set(DoesOwe, p.owes())
	return holds, never
}

// isQuiet reports whether an input does nothing in a place: whatever the guards look at,
// exactly one rule applies, and each that can does nothing.
func (f *Fates) isQuiet(in Input, p place, holds, never Facts) bool {
	var able []*primitive
	list := f.m.table[in][p.state()]
	for i := range list {
		rule := &list[i]
		switch {
		case !rule.may(holds, never):
		case !rule.stays || !f.idle(&rule.do, p) || rule.differ && !f.idle(&rule.alike, p):
			return false
		default:
			able = append(able, rule)
		}
	}
	return isOneOf(able, holds, never)
}

// mostAsked is how many unknown facts are gone through in all their combinations.
const mostAsked = 12

// isOneOf reports whether exactly one of some rules applies, whatever is unknown.
func isOneOf(rules []*primitive, holds, never Facts) bool {
	asked := Facts(0)
	for _, rule := range rules {
		asked |= rule.need | rule.deny | rule.any
	}
	asked &^= holds | never
	if len(rules) == 0 || bits.OnesCount64(uint64(asked)) > mostAsked {
		return false
	}
	for some := asked; ; some = (some - 1) & asked { // each set of facts that are asked for
		applying := 0
		for _, rule := range rules {
			if rule.must(holds|some, never|asked&^some) {
				applying++
			}
		}
		if applying != 1 {
			return false
		}
		if some == 0 {
			return true
		}
	}
}

// may reports whether the guards can let the rule apply.
func (p *primitive) may(holds, never Facts) bool {
	return p.need&never == 0 && p.deny&holds == 0 && (p.any == 0 || p.any&^never != 0)
}

// must reports whether the guards let the rule apply in any case.
func (p *primitive) must(holds, never Facts) bool {
	return p.need&^holds == 0 && p.deny&^never == 0 && (p.any == 0 || p.any&holds != 0)
}

// idle reports whether effects change nothing of a call in a place.
func (f *Fates) idle(do *[MaxEffects]Effect, p place) bool {
	for _, e := range do {
		switch {
		case e == NoEffect:
			return true
		case e == MarkEchoed && !f.m.echoes.Has(p.state()): // nothing asks for it there
		case e == Settle && !p.owes():
		default:
			return false
		}
	}
	return true
}
