package model

import "math/bits"

// Config is the place of one device in the world: which calls are its own, which room each
// call belongs to, what media its user and the callers want.
type Config struct {
	Calls  int             // how many calls the world has
	Own    uint8           // bit c: call c is placed by this device
	Room   [MaxCalls]uint8 // the room of each call
	Kind   [MaxCalls]uint8 // the media kind of each call: 0 voice, 1 video
	Chosen uint8           // the media kind that the device's user chose
	Shares bool            // what the user changes of the media of a call is whether a screen is shared
	Yields bool            // the user's ID is greater than the peer's
	// Version is the version of the device's rules; V1 has bit c for each call whose
	// invite is of version 1.
	Version Version
	V1      uint8
	// Uncalled has, for each incoming call, the set of the calls that are with somebody
	// else than its caller; ForOther is the set of those whose invites name another user.
	Uncalled [MaxCalls]uint8
	ForOther uint8
	// Company: events of users who take no part in a call can come.
	Company bool
}

// primitive is an effect that no knob decides any more.
type primitive struct {
	need, any, deny Facts
	rule            uint16
	to              State
	stays           bool
	do              [MaxEffects]Effect
	why             Reason // of the hangups that it sends
	// plain: no fact matters and no other call is touched.
	plain bool
	// alike is what is done where both calls have one ID, if that is something else.
	alike  [MaxEffects]Effect
	differ bool
}

// Machine is the rules under one reading for one device: immutable after
// [Compile], and used by any number of goroutines.
type Machine struct {
	Reading Reading
	rules   []Rule
	table   [NumInputs][NumStates][]primitive
	calls   int
	own     uint8
	first   int // the first own call
	room    [MaxCalls]uint8
	kind    [MaxCalls]uint8
	chosen  uint8 // the media kind that the device's user chose
	fixed   Facts // facts that never change
	// callFacts are those that never change of each call.
	callFacts [MaxCalls]Facts
	version   Version
	v1        uint8
	uncalled  [MaxCalls]uint8
	shares    bool
	ringOnly  bool
	echoes    StateSet  // the states of an own call in which its echo is remembered
	keeps     [16]Flags // the flags that a call has in each state
}

// Compile makes a machine of the rules under a reading. Rules are taken as they
// are, so that a mutant is a changed list.
func Compile(rules []Rule, reading Reading, config Config) *Machine {
	m := &Machine{
		Reading: reading, rules: rules, calls: config.Calls, own: config.Own, room: config.Room, kind: config.Kind, chosen: config.Chosen,
		version: config.Version, v1: config.V1, uncalled: config.Uncalled, shares: config.Shares,
	}
	for c := range config.Calls {
		if m.IsOwn(c) {
			m.callFacts[c] |= IsOwn
		}
		if m.v1>>c&1 != 0 {
			m.callFacts[c] |= Invite1
		}
		if config.ForOther>>c&1 != 0 {
			m.callFacts[c] |= ForOther
		}
	}
	if config.Own != 0 {
		m.first = bits.TrailingZeros8(config.Own)
	}
	if config.Yields {
		m.fixed |= Yields
	}
	m.ringOnly = reading.Is(RingPol, "ring-only")
	m.echoes = echoesKept(rules, &reading)
	m.findKeeps()
	for i := range rules {
		r := &rules[i]
		if !r.holds(&reading) {
			continue
		}
		p := primitive{need: r.If, any: r.Any, deny: r.Unless, rule: uint16(i), to: r.To, stays: r.Stays, why: m.why(r)}
		n := 0
		for _, e := range r.Do {
			if e = m.resolve(e); e != NoEffect {
				p.do[n] = e
				n++
			}
		}
		p.alike, p.differ = m.alike(r.Do)
		for s := range NumStates {
			if r.From.Has(s) {
				m.table[r.In][s] = append(m.table[r.In][s], p)
			}
		}
	}
	m.see(config.absent())
	return m
}

// findKeeps fills in which flags a call has in each state: those that mean something
// there, an echo only where it is remembered, and that candidates are complete only where
// that is waited for. Of a call that is forgotten none is kept.
func (m *Machine) findKeeps() {
	for i, states := range flagStates {
		flag := Flags(1) << i
		switch {
		case flag == Echoed:
			states = m.echoes
		case flag == Complete && !m.Reading.Is(Trickle, "wait"):
			states = 0
		}
		for s := range NumStates {
			if states.Has(s) {
				m.keeps[s] |= flag
			}
		}
	}
	m.keeps[None] = 0
}

// touchesOther reports whether an effect is one on the other call.
func touchesOther(e Effect) bool {
	switch e {
	case SendHangupOther, SendRejectOther, OweOther, EndOther, TakeOther, AcceptOther, RingOther, WidenOther, Move, MoveOther:
		return true
	default:
		return false
	}
}

// resolve replaces an effect that a knob decides by what it decides.
func (m *Machine) resolve(e Effect) Effect {
	hangup := m.Reading.Is(AbortOut, "hangup")
	loud := !m.Reading.Is(AbortIn, "silent")
	rejects := m.Reading.Is(AbortIn, "reject") && m.version == Version1 // version 0 has no m.call.reject (V0-MSG-4)
	late := m.Reading.Is(LifeEnd, "hangup")
	unsent, captured := m.Reading.Is(UnsentHangup, "hangup"), m.Reading.Is(UnsentHangup, "captured")
	on := func(condition bool, e Effect) Effect {
		if condition {
			return e
		}
		return NoEffect
	}
	switch e {
	case Abort:
		return on(hangup, SendHangup)
	case AbortOther:
		return on(hangup, SendHangupOther)
	case AbortLater:
		return on(hangup, OweOther)
	case Refuse:
		if rejects {
			return SendReject
		}
		return on(loud, SendHangup)
	case RefuseOther:
		if rejects {
			return SendRejectOther
		}
		return on(loud, SendHangupOther)
	case Decline:
		return [...]Effect{SendReject, SendHangup, SendBoth}[m.Reading.Setting[RejectV1].Value]
	case LifeHangup:
		return on(late, SendHangup)
	case LifeLater:
		return on(late, OweHangup)
	case RingHangup:
		return on(m.Reading.Is(RingTimer, "shown-hangup"), SendHangup)
	case EchoHangup:
		return on(m.Reading.Is(HangupEcho, "hangup"), SendHangup)
	case LateHangup:
		return on(m.Reading.Is(LateAnswer, "hangup"), SendHangup)
	case Unsent:
		return on(unsent, SendHangup)
	case UnsentOther:
		return on(unsent || captured, SendHangupOther) // what gives way with its microphone open
	case SendSelect:
		return on(!m.Reading.Is(Select, "none"), SendSelect)
	case SelectReject:
		return on(m.Reading.Is(Select, "send"), SendSelect)
	case Widen, WidenOther:
		return on(m.Reading.Is(Kind, "incoming"), e)
	case MarkEchoed:
		return on(m.echoes != 0, MarkEchoed)
	default:
		return e
	}
}

// What AbortLater and Decline can become; no rule names them.
const (
	OweOther = NumEffects
	SendBoth = NumEffects + 1
)

// Send is one event that the device hands over.
type Send struct {
	Type  EventType
	Call  uint8
	Again bool   // the same send again, with the same transaction ID
	Why   Reason // of a hangup
}

// Marks say what a step was, for whoever judges it.
type Marks uint8

// The marks.
const (
	Replaced  Marks = 1 << iota // glare: the own call gave way (G-2, G-4)
	Kept                        // glare: the own call was kept (G-5)
	Automatic                   // a call was accepted on behalf of the user
	NoRule                      // no rule applied
	TwoRules                    // more than one rule applied
)

// MaxSends and MaxFired bound what one step can ask for.
const (
	MaxSends = 6
	MaxFired = 6
)

// Effects is what a step asks for and did.
type Effects struct {
	Sends  [MaxSends]Send
	N      uint8
	Fired  [MaxFired]uint16 // the rules that applied, as indices into the machine's list
	NFired uint8
	Marks  Marks
}

// Rule is rule i of the machine's list.
func (m *Machine) Rule(i uint16) *Rule { return &m.rules[i] }

// Rules is the machine's list of rules.
func (m *Machine) Rules() []Rule { return m.rules }

// LooksAt reports whether a rule that the reading has looks at one of the facts.
func (m *Machine) LooksAt(facts Facts) bool {
	for in := range m.table {
		for _, list := range m.table[in] {
			for _, p := range list {
				if (p.need|p.any|p.deny)&facts != 0 {
					return true
				}
			}
		}
	}
	return false
}

// IsOwn reports whether call c is placed by this device.
func (m *Machine) IsOwn(c int) bool { return m.own&(1<<c) != 0 }

func (e *Effects) send(t EventType, call int, again bool, why Reason) {
	if e.N == MaxSends {
		panic("model: a step sends more events than MaxSends; raise it")
	}
	e.Sends[e.N] = Send{t, uint8(call), again, why}
	e.N++
}

// Step gives device d an input that names call c, adds what it asks for to e,
// and moves d to its next state. Exactly one rule applies; a step to which none
// applies leaves d as it is and is marked NoRule.
func (m *Machine) Step(d *Device, in Input, c int, env *Env, e *Effects) {
	list := m.table[in][d.Call[c].State]
	if len(list) == 1 && list[0].plain {
		m.fire(d, in, c, NoCall, env, &list[0], e)
		return
	}
	facts, other := m.facts(d, c, env)
	var fit *primitive
	for i := range list {
		p := &list[i]
		if facts&p.need != p.need || facts&p.deny != 0 || p.any != 0 && facts&p.any == 0 {
			continue
		}
		if fit != nil {
			e.Marks |= TwoRules
			break
		}
		fit = p
	}
	if fit == nil {
		e.Marks |= NoRule
		return
	}
	m.fire(d, in, c, other, env, fit, e)
}

// fire notes that a rule applies, and applies it.
func (m *Machine) fire(d *Device, in Input, c, other int, env *Env, p *primitive, e *Effects) {
	if e.NFired < MaxFired {
		e.Fired[e.NFired] = p.rule
		e.NFired++
	}
	if !p.stays {
		m.enter(&d.Call[c], p.to)
	}
	if p.do[0] != NoEffect {
		m.apply(d, in, c, other, env, p, e)
	}
	if env.Muted || d.Streams != 0 { // nearly always nothing is known
		m.heed(d, in, c, env, p)
	}
}
