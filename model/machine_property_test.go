package model

import (
	"fmt"
	"testing"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/commands"
	"github.com/leanovate/gopter/gen"
)

// life is what is expected of one device so far: where it stands, and what it has
// said of each call. It is a value, so that generating, shrinking and checking a
// sequence do not disturb one another.
type life struct {
	m      *Machine
	device Device
	calls  [MaxCalls]saidOfCall
	wrong  string // the first thing that should not have happened
}

// saidOfCall is the history of one call since its invite came or was made.
type saidOfCall struct{ placed, invited, proven, answered, hungUp bool }

func (l life) String() string { return l.m.Reading.Name }

// given is a command: one input that names one call, under one surrounding.
type given struct {
	in   Input
	call int
	env  Env
	sign int8 // how the peer's ID compares with the own one
}

func (g given) String() string {
	return fmt.Sprintf("%v of call %d (sign %d, pair %t, in batch %t, quiet %t)", g.in, g.call, g.sign, g.env.Facts&Pair != 0,
		g.env.Facts&InBatch != 0, g.env.Facts&Quiet != 0)
}

// PreCondition keeps to what the surroundings promise a device.
func (g given) PreCondition(state commands.State) bool {
	l := state.(life)
	return Possible(crossed, &l.device, g.in, g.call) && (g.in != Place || !l.calls[g.call].placed)
}

// Run gives the input to the device itself.
func (g given) Run(system commands.SystemUnderTest) commands.Result {
	s := system.(*life)
	before := s.device
	var e Effects
	stepAll(s.m, &s.device, g.in, g.call, &g.env, &e)
	if err := sound(&s.m.Reading, crossed, &before, &s.device, &e); err != nil {
		return fmt.Sprintf("%s becomes %s: %v, rules %v", describe(&before), describe(&s.device), err, firedNames(s.m, &e))
	}
	return s.device
}

// NextState keeps the books.
func (g given) NextState(state commands.State) commands.State {
	l := state.(life)
	said := &l.calls[g.call]
	var e Effects
	stepAll(l.m, &l.device, g.in, g.call, &g.env, &e)
	switch g.in {
	case Place:
		said.placed = true
	case RecvAnswer: // which proves that there was an invite
		said.proven = true
	case RecvInvite, AnswerFail: // a call that begins anew, or rings again
		*said = saidOfCall{}
	case Restart: // what the device forgets may happen again
		for c := range l.calls {
			if l.device.Call[c].State == None {
				l.calls[c] = saidOfCall{}
			}
		}
	}
	for _, send := range e.Sends[:e.N] {
		if !send.Again {
			l.hear(send)
		}
	}
	return l
}

// hear notes one event, and what is wrong with its coming now.
func (l *life) hear(send Send) {
	said := &l.calls[send.Call]
	twice := false
	switch send.Type {
	case Invite:
		twice, said.invited = said.invited, true
	case Answer:
		twice, said.answered = said.answered, true
	case Hangup:
		twice, said.hungUp = said.hungUp && l.m.Reading.Is(LateAnswer, "ignore"), true
	}
	switch {
	case twice:
		l.wrong = fmt.Sprintf("%v of call %d is sent a second time", send.Type, send.Call)
	case crossed.Own&(1<<send.Call) != 0 && !said.invited && !said.proven && l.m.Reading.Is(UnsentHangup, "silent"):
		l.wrong = fmt.Sprintf("%v of call %d is sent, whose invite is not", send.Type, send.Call)
	case said.hungUp && send.Type != Hangup && (send.Type != Answer || !l.m.Reading.Is(EndedAnswer, "send")):
		l.wrong = fmt.Sprintf("%v of call %d is sent after its hangup", send.Type, send.Call)
	}
}

// PostCondition holds the device against the books: it did what the same steps did
// there, whatever else was computed in between.
func (g given) PostCondition(state commands.State, result commands.Result) *gopter.PropResult {
	l := state.(life)
	switch {
	case l.wrong != "":
		return &gopter.PropResult{Status: gopter.PropFalse, Labels: []string{l.wrong}}
	case result != l.device:
		return &gopter.PropResult{Status: gopter.PropFalse, Labels: []string{fmt.Sprint(result)}}
	}
	return &gopter.PropResult{Status: gopter.PropTrue}
}

// genGiven draws an input. Of those possible most are ignored, and most of the
// others end a call; so that calls get far, the latter are drawn one time of five,
// as are those that are ignored.
func genGiven(state commands.State) gopter.Gen {
	l := state.(life)
	return gopter.CombineGens(gen.IntRange(0, 1<<20), gen.IntRange(-1, 1), gen.IntRange(0, 4), gen.IntRange(0, 15)).
		Map(func(drawn []any) commands.Command {
			sign := int8(drawn[1].(int))
			env := *meeting(sign)
			env.Facts = Pair.If(drawn[3].(int) != 0) | MoreInSync.If(drawn[3].(int)&1 != 0) | Quiet.If(drawn[3].(int) == 2)
			var choices [3][]commands.Command // ignored, ends a call, anything else
			for in := range NumInputs {
				for c := range crossed.Calls {
					if g := (given{in, c, env, sign}); g.PreCondition(l) {
						choices[l.bearing(g)] = append(choices[l.bearing(g)], g)
					}
				}
			}
			list := choices[min(drawn[2].(int), 2)]
			for i := 0; len(list) == 0; i++ {
				list = choices[i]
			}
			return list[drawn[0].(int)%len(list)]
		})
}

// bearing is 0 if the device ignores an input, 1 if it ends a call or loses what
// the device knows of it, 2 otherwise.
func (l life) bearing(g given) int {
	next := g.NextState(l).(life)
	if next == l {
		return 0
	}
	for c, call := range next.device.Call {
		if before := l.device.Call[c].State; before != call.State && (call.State == Ended || call.State == None) {
			return 1
		}
	}
	return 2
}

// TestPropertyDeviceCommands shows over sequences of inputs in any order, under
// any reading with one knob changed, that a device stays valid and sends each
// event of a call at most once and only when it makes sense.
func TestPropertyDeviceCommands(t *testing.T) {
	law := commandsOf(V0())
	parameters := gopter.DefaultTestParametersWithSeed(20150930)
	parameters.MinSuccessfulTests = 600
	parameters.MaxSize = 40
	if result := law.Check(parameters); !result.Passed() {
		t.Errorf("%v: %v (error: %v)", result.Labels, result.Args, result.Error)
	}
}

// TestPropertyDeviceCommandsNotice shows that the sequences are telling: a device
// that keeps its stream when it is hung up, or that answers twice, is noticed.
func TestPropertyDeviceCommandsNotice(t *testing.T) {
	for name, spoil := range map[string]func(*Rule){
		"T0-91": func(r *Rule) { r.Do = nil },                // the stream outlives the call
		"T0-65": func(r *Rule) { r.Do = r.Do[:1] },           // the debt is never settled
		"T0-60": func(r *Rule) { r.Stays = true },            // the answer is sent again and again
		"T0-36": func(r *Rule) { r.Do = r.Do[:1:1] },         // the replaced call goes on
		"T0-07": func(r *Rule) { r.From = States(OSending) }, // echoes are no longer provided for
	} {
		rules := V0()
		for i := range rules {
			if rules[i].Name() == name {
				spoil(&rules[i])
			}
		}
		parameters := gopter.DefaultTestParametersWithSeed(20150930)
		parameters.MinSuccessfulTests = 3000 // a spoilt rule is noticed long before
		parameters.MaxSize = 40
		parameters.MaxShrinkCount = 0 // nobody reads the sequence
		if commandsOf(rules).Check(parameters).Passed() {
			t.Errorf("spoiling %s goes unnoticed", name)
		}
	}
}

func commandsOf(rules []Rule) gopter.Prop {
	machines := distinctMachines(rules, everyReading(), crossed)
	return commands.Prop(&commands.ProtoCommands{
		NewSystemUnderTestFunc: func(initial commands.State) commands.SystemUnderTest {
			l := initial.(life)
			return &l
		},
		InitialStateGen: gen.IntRange(0, len(machines)-1).Map(func(i int) life { return life{m: machines[i]} }),
		GenCommandFunc:  genGiven,
	})
}
