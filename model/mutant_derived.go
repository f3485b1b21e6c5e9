package model

import (
	"slices"
	"strings"
)

// mutated lists the rules that operators are applied to: those that fire when
// two calls cross, and in what leads up to it and follows from it, under the
// readings for which that is proven; what is ignored, silenced or only told, such as candidates;
// then those of version 1 for several devices and members. Mutants of rules that never fire would say nothing.
var mutated = []string{
	"T0-01", "T0-10", "T0-11", "T0-13", "T0-20", "T0-21", "T0-21.held", "T0-22", "T0-24.sent-less", "T0-24.sent-greater",
	"T0-24.defer", "T0-26", "T0-26.held", "T0-30", "T0-31", "T0-31.held", "T0-32", "T0-33", "T0-36", "T0-37", "T0-40",
	"T0-03", "T0-50", "T0-51", "T0-52", "T0-53", "T0-60", "T0-61", "T0-62", "T0-70", "T0-80", "T0-90", "T0-91",
	"T1-02", "T1-31", "T1-32", "T1-32.sending", "T1-32.held", "T1-33", "T1-52",
	"T1-3A", "T1-94", "T1-94.old-peer", "T1-95", "T1-95.connecting", "T1-96", "T1-97", "T1-98", "T1-99",
	"T0-07", "T0-07.other", "T0-23", "T0-34", "T0-70.candidates", "T0-45", "T0-56", "T0-59", "T0-03.quiet",
	"T0-06.tombstone", "T0-15", "T0-39", "T0-57.accept", "T0-93.known", "T0-A1", "T0-A0.answer", "T0-A0.hangup",

	// What only version 1 has: selections, rejections, own devices, strangers, streams, who leaves, who restarts.
	"T1-80", "T1-62.selected", "T1-81", "T1-57", "T1-09.selected", "T1-A0.select", "T1-A0.selected",
	"T1-10", "T1-40", "T1-40.odd", "T1-40.reject", "T1-63.rejected", "T1-55", "T1-A0.reject", "T1-A0.rejected-elsewhere",
	"T1-56", "T1-63.answered", "T1-10.answered", "T1-A0.answered-elsewhere", "T1-9A.offer", "T1-9A.stale-reply", "T1-A0.reply",
	"T1-06", "T1-46", "T1-40.stranger", "T1-40.stranger-reject", "T1-42.stranger", "T1-55.stranger", "T1-56.stranger",
	"T1-82.stranger-other", "T1-9A.stranger", "T1-9A.stranger-reply", "T1-9D.stranger",
	"T1-59", "T1-59.own", "T1-93", "T1-93.own", "T1-3E", "T1-3E.prepares", "T1-A0.left", "T1-A0.own-left",
	"T1-39", "T1-87.end", "T1-42.end", "T1-5A.end", "T1-3A.end", "T1-09.end", "T1-42.trickled",
	"T1-9B", "T1-9B.unlisted", "T1-9B.waiting", "T1-9B.preparing", "T1-9B.told", "T1-9B.unknown", "T1-94.one-stream",
	"T1-B0", "T1-B1.lost", "T1-B1.resend", "T1-B1.resume", "T1-B1.unsent", "T1-02.push",
	"T0-06.invalid", "T0-06.invalid-version",
}

// Operator is one way to make wrong rules of a right one.
type Operator struct {
	Name, About string
	derive      func(rules patch, i int, add func(name, about string, rules patch))
}

// Operators lists the operators in the order in which they are applied.
func Operators() []Operator {
	return []Operator{
		{"drop-rule", "a rule is missing", dropRule},
		{"other-state", "the call moves to another state, or stays where it was", otherState},
		{"drop-guard", "a condition of a rule is missing", dropGuard},
		{"negate-guard", "a condition is taken for its opposite, in both rules that it tells apart", negateGuard},
		{"exchange-comparison", "in one situation the greater ID wins", exchangeComparison},
		{"drop-effect", "an effect of a rule is missing", dropEffect},
		{"twice", "a rule sends an event twice", twice},
		{"wrong-call", "the effects of a rule hit the own call instead of the incoming one, and the reverse", wrongCall},
	}
}

// derived applies every operator to every mutated rule.
func derived(rules []Rule) []Mutant {
	var list []Mutant
	for _, name := range mutated {
		i := patch(rules).at(name)
		if i < 0 {
			continue
		}
		for _, o := range Operators() {
			o.derive(rules, i, func(change, about string, changed patch) {
				list = append(list, Mutant{
					Name: rules[i].Name() + ":" + change, Operator: o.Name, Rules: changed, About: rules[i].About + "; but " + about,
				})
			})
		}
	}
	return list
}

func dropRule(rules patch, i int, add func(string, string, patch)) {
	add("drop-rule", "there is no such rule", patchOf(rules).without(rules[i].Name()))
}

// wrongState is a state that a careless client could mistake another for.
var wrongState = [NumStates]State{
	OPrep: OSending, OSending: OWait, OConn: Active, IPend: Ended, IRing: IIgn, IIgn: IRing, IAcc: IRing,
	ISending: IConn, IConn: Active, Active: Ended,
}

func otherState(rules patch, i int, add func(string, string, patch)) {
	if rules[i].Stays {
		return
	}
	p := patchOf(rules)
	to := wrongState[p[i].To]
	if to == None {
		p[i].Stays = true
		add("stays", "the call stays as it was", p)
		return
	}
	p[i].moveTo(to)
	add("to-"+to.String(), "the call becomes "+to.String(), p)
}

// decisive are the conditions that tell the rules of one situation apart. Others
// keep out situations in which quite another rule applies.
const decisive = own | Less | Greater | HoldsOne | Invite1 | Peer1 | IsOffered | InSync

func dropGuard(rules patch, i int, add func(string, string, patch)) {
	for f := range NumFacts {
		fact := Facts(1) << f
		if rules[i].If&fact&decisive == 0 && rules[i].Unless&fact&HoldsOne == 0 {
			continue
		}
		p := patchOf(rules)
		p[i].If &^= fact
		p[i].Unless &^= fact
		add("drop-guard-"+dashed(factNames[f]), "whether or not: "+factNames[f], p)
	}
}

// negateGuard takes a condition for its opposite in both rules that it tells
// apart. It is done once, at the rule that demands the condition.
func negateGuard(rules patch, i int, add func(string, string, patch)) {
	if rules[i].If&HoldsOne == 0 {
		return
	}
	p := patchOf(rules)
	for j := range p {
		if p[j].In == p[i].In && p[j].From == p[i].From {
			wanted, banned := p[j].If&HoldsOne, p[j].Unless&HoldsOne
			p[j].If, p[j].Unless = p[j].If&^HoldsOne|banned, p[j].Unless&^HoldsOne|wanted
		}
	}
	add("negate-guard-an-invite-is-held", "exactly if none is held", p)
}

// exchangeComparison makes the greater ID win in one situation. It is done
// once, at the rule for the lesser one.
func exchangeComparison(rules patch, i int, add func(string, string, patch)) {
	if rules[i].If&Less == 0 {
		return
	}
	p := patchOf(rules)
	for j := range p {
		if p[j].In == p[i].In && p[j].If&own == rules[i].If&own {
			p[j].exchange()
		}
	}
	add("exchange-comparison", "the greater ID wins here", p)
}

// exchange makes the rule apply to the greater ID where it applied to the
// lesser one, and the reverse.
func (r *Rule) exchange() {
	switch r.If & (Less | Greater) {
	case Less, Greater:
		r.If ^= Less | Greater
	}
}

// silentEffects are those that only judges look at, or that no reading in which
// the mutants are judged gives a meaning to.
var silentEffects = []Effect{
	MarkAuto, MarkEchoed, Widen, WidenOther, ReplacesOther, KeepsOther, ReplacedByOther, KeepsNamed,
	RingHangup, EchoHangup, LateHangup, Unsent, UnsentOther,
}

func dropEffect(rules patch, i int, add func(string, string, patch)) {
	for _, e := range rules[i].Do {
		if e == NoEffect || slices.Contains(silentEffects, e) {
			continue
		}
		p := patchOf(rules)
		p[i].dropEffect(e)
		add("drop-"+dashed(e.String()), "it does not "+e.String(), p)
	}
}

// sending are the effects that hand an event over.
var sending = []Effect{
	SendInvite, SendAnswer, SendHangup, SendHangupOther, Abort, AbortOther, Refuse, RefuseOther, LifeHangup, Resend,
	SendSelect, SendOffer, SendReply, Decline,
}

func twice(rules patch, i int, add func(string, string, patch)) {
	for _, e := range rules[i].Do {
		if !slices.Contains(sending, e) {
			continue
		}
		p := patchOf(rules)
		for _, silent := range silentEffects { // make room
			if len(p[i].Do) == MaxEffects {
				p[i].dropEffect(silent)
			}
		}
		p[i].Do = append(p[i].Do, e)
		add("twice-"+dashed(e.String()), "twice: "+e.String(), p)
	}
}

// exchanged are the effects that come in pairs, one for the named call and one
// for the other.
var exchanged = [][2]Effect{
	{SendHangup, SendHangupOther},
	{Abort, AbortOther},
	{Refuse, RefuseOther},
	{Move, MoveOther},
}

func wrongCall(rules patch, i int, add func(string, string, patch)) {
	if rules[i].If&(own|HoldsOne) == 0 {
		return // there is no other call
	}
	for _, pair := range exchanged {
		for side, e := range pair {
			if !slices.Contains(rules[i].Do, e) {
				continue
			}
			p := patchOf(rules)
			p[i].swapEffect(e, pair[1-side])
			add("wrong-call-"+dashed(e.String()), "for the wrong call: "+e.String(), p)
		}
	}
}

// dashed is words as part of a name.
func dashed(words string) string { return nameOf.Replace(words) }

var nameOf = strings.NewReplacer(
	"m.call.", "", " of the other call", "-other", "the other call", "other", "the ", "", " ", "-",
)
