package model

import "slices"

// Where the rules lead a call, whatever their guards look at: the steps of the closure of
// [FindFates].

// canName reports whether an input can name an own call, or one of the peer; see
// [Possible].
func canName(in Input, own bool) bool {
	switch in {
	case Place, InviteOK, InviteFail, InviteUnk, EchoInvite:
		return own
	case AnswerOK, AnswerFail, AnswerUnk, RecvInvite, RecvLate, RecvPush, EchoAnswer, SiblingInvite:
		return !own
	default:
		return true
	}
}

// led is where an input leads the call that it is about.
func (f *Fates) led(in Input, p place, holds, never Facts) (set placeSet) {
	list := f.m.table[in][p.state()]
	for i := range list {
		rule := &list[i]
		if !rule.may(holds, never) {
			continue
		}
		to, owes := rule.to, p.owes() && f.m.keeps[rule.to&15]&Owes != 0
		if rule.stays {
			to, owes = p.state(), p.owes()
		}
		set |= 1 << placeOf(to, owes)
		for _, e := range [...]*[MaxEffects]Effect{&rule.do, &rule.alike} {
			for _, effect := range e {
				switch effect {
				case OweHangup:
					set |= 1 << placeOf(to, true)
				case Settle:
					set |= 1 << placeOf(to, false)
				case Show: // it is treated as if it came now
					set |= 1 << placeOf(None, false)
				}
			}
		}
	}
	return set
}

// ledOther is where rules about other calls lead the one in a place.
func ledOther(rules []touching, p place) (set placeSet) {
	s := p.state()
	for _, r := range rules {
		if !r.others.Has(s) {
			continue
		}
		for _, e := range [...]*[MaxEffects]Effect{&r.rule.do, &r.rule.alike} {
			for _, effect := range e {
				switch effect {
				case EndOther:
					set |= 1<<placeOf(Ended, p.owes()) | 1<<placeOf(Ended, false)
				case OweOther:
					set |= 1<<placeOf(s, true) | 1<<placeOf(Ended, true)
				case TakeOther, AcceptOther:
					set |= 1 << placeOf(IAcc, false)
				case RingOther:
					set |= 1 << placeOf(IRing, false)
				case ShowOther:
					if s == IPend {
						set |= 1 << placeOf(None, false)
					}
				}
			}
		}
	}
	return set
}

// touching is a rule that does something to a call that it is not about, and the states
// in which that one can be: see [Machine.facts] for which call is the other.
type touching struct {
	rule   *primitive
	others StateSet
}

// touchOthers lists those rules.
func (m *Machine) touchOthers() (list []touching) {
	touches := func(e Effect) bool { return touchesOther(e) || e == ShowOther }
	for in := range m.table {
		at := map[uint16]int{}
		for s := range m.table[in] {
			for i := range m.table[in][s] {
				p := &m.table[in][s][i]
				if !slices.ContainsFunc(p.do[:], touches) && !slices.ContainsFunc(p.alike[:], touches) {
					continue
				}
				if _, known := at[p.rule]; !known {
					at[p.rule] = len(list)
					list = append(list, touching{rule: p})
				}
				list[at[p.rule]].others |= othersOf(Input(in), State(s), p)
			}
		}
	}
	return list
}

// othersOf are the states in which the other call of a rule can be, where the one that it
// is about is in a state.
func othersOf(in Input, s State, p *primitive) (states StateSet) {
	if canName(in, true) && !calleeOnly.Has(s) {
		states |= Alerting | 1<<IPend
	}
	if canName(in, false) && !callerOnly.Has(s) {
		states |= UnderWay
		if p.need&(OwnPrep|OwnSending|OwnWait) == 0 {
			states |= Live
		}
	}
	return states
}
