package model

import (
	"strings"
	"testing"
)

// A rule that could never apply, because it looks at what nobody can know there, does
// not compile, and it is said why.
func TestCheckRules(t *testing.T) {
	if err := CheckRules(V0()); err != nil {
		t.Errorf("the rules of version 0: %v", err)
	}
	for _, m := range Mutants(Version0) {
		if err := CheckRules(m.Rules); err != nil {
			t.Errorf("mutant %s: %v", m.Name, err)
		}
	}
	deaf := patchOf(V0())
	deaf.each(func(r *Rule) { r.Do = nil }, "T0-07", "T0-23")
	for want, rules := range map[string][]Rule{
		`rule T0-24.echo looks at "own echo seen", which no rule notes; give one for ECHO(invite) the effect MarkEchoed`: deaf,
		`rule X looks at "more in this sync", which only what comes through sync can be; U_PLACE does not`:               {{Row: "X", In: Place, If: InBatch}},
		`rule X looks at "held", which a call can be in I_PEND only, not in I_RING, I_IGN`:                               {{Row: "X", In: Accept, From: Alerting, If: IsHeld}},
		`rule X looks at "automatic", which a call can be in I_ACC, I_SENDING, I_CONN, ACTIVE only, not in O_WAIT`:       {{Row: "X", In: RecvAnswer, From: States(OWait), If: IsAuto}},
		`rule X looks at "owes a hangup", which a call can be in ENDED only, not in O_WAIT`:                              {{Row: "X", In: InviteOK, From: States(OWait), If: DoesOwe}},
		`rule X demands "own call preparing" and "own call waiting", which are never so at once: it would never apply`:   {{Row: "X", In: RecvInvite, If: OwnPrep | OwnWait}},
		`rule X demands "incoming ID less" and "IDs equal", which are never so at once: it would never apply`:            {{Row: "X", In: RecvInvite, If: Less | Equal}},
		`rule X demands "own call waiting" and "a call is active", which are never so at once: it would never apply`:     {{Row: "X", In: RecvInvite, If: OwnWait | Talking}},
	} {
		if err := CheckRules(rules); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
	connects := []Rule{{Row: "X", In: RecvInvite, If: OwnConn | Taken}}
	if err := CheckRules(connects); err != nil {
		t.Errorf("two calls may be past waiting: %v", err)
	}
}

// An echo is remembered where a rule that the reading has asks for it, and nowhere
// else.
func TestEchoesKept(t *testing.T) {
	asks := append(V0(), Rule{Row: "X", In: RecvAnswer, From: States(OWait), If: OwnEchoed})
	for _, c := range []struct {
		reading string
		rules   []Rule
		want    StateSet
	}{
		{"literal", V0(), 0},
		{"robust", V0(), 0},
		{"literal+winner=first-in-room", V0(), 0}, // the world keeps the order
		{"literal+inflight=echo", V0(), States(OSending)},
		{"literal+life-origin=echo", V0(), States(OSending)},
		{"literal", asks, States(OSending, OWait)},
	} {
		reading, err := ParseReading(c.reading)
		if err != nil {
			t.Fatal(err)
		}
		if got := Compile(c.rules, reading, crossed).echoes; got != c.want {
			t.Errorf("%s: echoes are kept in %s, want %s", c.reading, inWords(got), inWords(c.want))
		}
	}
}
