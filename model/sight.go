package model

import (
	"fmt"
	"slices"
	"strings"
)

// What a machine keeps and looks at follows from the rules that its reading has:
// nobody pays for a memory that no rule asks for, and no rule asks in vain.

// unseen are the facts that a reading gives no meaning to: a device does not look at
// them, so that rules which bar them mean that case too, unless a rule for the same
// input and state demands them.
func unseen(reading *Reading) (facts Facts) {
	if !reading.Is(Batch, "sync-end") {
		facts |= InBatch
	}
	if !reading.Is(Kind, "ask") {
		facts |= Wider
	}
	if !reading.Is(Invitee, "match") {
		facts |= Uncalled
	}
	if reading.Is(Auth, "anyone") {
		facts |= Stranger
	}
	if reading.Is(Push, "wait") {
		facts |= IsPushed
	}
	return facts
}

// neverAt are the facts about flags that no call in a state has.
func neverAt(s State) (facts Facts) {
	for i, fact := range [NumFlag]Facts{IsAuto, IsHeld, 0, DoesOwe, 0, IsOffered, IsPushed} {
		if !flagStates[i].Has(s) {
			facts |= fact
		}
	}
	return facts
}

// absent are the facts that can never be so in a device's place in the world: among two
// users nobody is a stranger.
func (config *Config) absent() (facts Facts) {
	if !config.Company {
		facts |= Stranger
	}
	if config.ForOther == 0 {
		facts |= ForOther
	}
	if config.Uncalled == [MaxCalls]uint8{} {
		facts |= Uncalled
	}
	return facts
}

// see drops the rules that demand what is never so, makes the rest blind for what their
// reading does not see and none of their kind demands, and finds out which are plain.
func (m *Machine) see(absent Facts) {
	blind := unseen(&m.Reading) | absent
	for in := range m.table {
		for s := range m.table[in] {
			list := slices.DeleteFunc(m.table[in][s], func(p primitive) bool { return p.need&absent != 0 })
			m.table[in][s] = list
			var demanded Facts
			for i := range list {
				demanded |= list[i].need | list[i].any
			}
			for i := range list {
				p := &list[i]
				p.deny &^= blind&^demanded | neverAt(State(s))
				p.plain = p.need|p.any|p.deny == 0 && !slices.ContainsFunc(p.do[:], touchesOther)
			}
		}
	}
}

// echoesKept is the set of the states of an own call in which its echo is
// remembered: in flight if a rule or the lifetime asks for it, and waiting if a rule
// asks that may mean a waiting call. Of an incoming call it is the answer's echo.
func echoesKept(rules []Rule, reading *Reading) (states StateSet) {
	if reading.Is(LifeOrigin, "echo") {
		states = 1 << OSending
	}
	for i := range rules {
		r := &rules[i]
		if (r.If|r.Any|r.Unless)&OwnEchoed == 0 || !r.holds(reading) {
			continue
		}
		if r.In == AnsweredElsewhere && r.From&(1<<ISending|1<<IConn) != 0 {
			states |= 1<<ISending | 1<<IConn
			continue
		}
		states |= 1 << OSending
		if r.If&(OwnPrep|OwnSending) == 0 {
			states |= 1 << OWait
		}
	}
	return states
}

// alike is what a rule does where both calls have one ID: a hangup of the call that
// gives way would name the one that survives too, so none is sent. Where IDs are
// compared equal ones have rules of their own, which say so.
func (m *Machine) alike(do []Effect) (list [MaxEffects]Effect, differ bool) {
	if m.Reading.Is(Winner, "lesser-id") || m.Reading.Is(Winner, "greater-id") {
		return list, false
	}
	n := 0
	for _, e := range do {
		resolved := m.resolve(e)
		switch {
		case resolved == NoEffect:
		case slices.Contains([]Effect{Abort, AbortOther, AbortLater, Refuse, RefuseOther}, e):
			differ = true
		default:
			list[n] = resolved
			n++
		}
	}
	return list, differ
}

// exclusive are facts of which no two hold at once.
var exclusive = []Facts{own, Less | Greater | Equal}

// CheckRules says what is wrong with a list of rules: one looks at what nobody can
// know there, so that it could never apply, and nobody would notice.
func CheckRules(rules []Rule) error {
	notes := slices.ContainsFunc(rules, func(r Rule) bool {
		return r.In == EchoInvite && r.From&(1<<OSending|1<<OWait) != 0 && slices.Contains(r.Do, MarkEchoed)
	})
	for i := range rules {
		r := &rules[i]
		looks := r.If | r.Any | r.Unless
		var fact Facts
		var why string
		switch {
		case looks&OwnEchoed != 0 && !notes:
			fact, why = OwnEchoed, "which no rule notes; give one for ECHO(invite) the effect MarkEchoed"
		case r.If&InBatch != 0 && !r.In.IsReceived():
			fact, why = InBatch, "which only what comes through sync can be; "+r.In.String()+" does not"
		default:
			fact, why = r.flagNeverSet()
		}
		if fact != 0 {
			return fmt.Errorf("rule %s looks at %q, %s", r.Name(), fact.Names()[0], why)
		}
		for _, group := range append(exclusive, own|busy) {
			if both := r.If & group; both&(both-1) != 0 && (group != own|busy || both&own != 0) {
				return fmt.Errorf("rule %s demands %q and %q, which are never so at once: it would never apply",
					r.Name(), both.Names()[0], both.Names()[1])
			}
		}
	}
	return nil
}

// flagNeverSet is a fact that a rule demands of the named call, which no call in the
// rule's states can be.
func (r *Rule) flagNeverSet() (Facts, string) {
	for _, f := range []struct {
		fact   Facts
		states StateSet
	}{
		{IsHeld, flagStates[1]},
		{IsAuto, flagStates[0]},
		{DoesOwe, flagStates[3]},
	} {
		if r.If&f.fact != 0 && r.From&f.states == 0 {
			return f.fact, "which a call can be in " + inWords(f.states) + " only, not in " + inWords(r.From)
		}
	}
	return 0, ""
}

// inWords names the states of a set.
func inWords(set StateSet) string {
	var names []string
	for s := range NumStates {
		if set.Has(s) {
			names = append(names, s.String())
		}
	}
	return strings.Join(names, ", ")
}
