package properties_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// asking is a rule that looks at one more fact, and where a run comes to it while the
// fact holds.
type asking struct {
	fact model.Facts
	rule string
	cell cell
}

const (
	voiceAndVideo = "kind alice=voice bob=video\n"
	late          = "late-decryption=1"
)

// askings has each fact at least once; and those that are kept only where a rule asks
// for them under readings that do not.
func askings() []asking {
	sent := func(scenario, faults, lines string) cell { return cell{scenario, "literal-sent", faults, "", lines} }
	return []asking{
		{model.OwnPrep, "T0-13", sent("glare", "", "")},
		{model.OwnSending, "T0-24.sent-less", sent("glare", "", "")},
		{model.OwnWait, "T0-36", sent("glare", "", "")},
		{model.OwnEchoed, "T0-36", sent("glare", "", "")},
		{model.OwnEchoed, "T0-37", cell{"glare", "robust", "", "", ""}},
		{model.OwnEchoed, "T0-24.sent-greater", sent("glare", "", "")},
		{model.OwnEchoed, "T0-24.echoed-less", cell{"glare", "literal+inflight=echo", "", "", ""}},
		{model.OwnEchoed, "T0-30", sent("glare", "", "")}, // the named call's own echo
		{model.OwnEchoed, "T0-33", sent("glare-hangup", "", "")},
		{model.OwnCaptured, "T0-13", sent("slow-media", "", "")},
		{model.Less, "T0-36", sent("glare", "", "")},
		{model.Less, "T0-13", sent("glare", "", "")},
		{model.Less, "T0-13", cell{"glare", "literal+winner=earliest-ts", "", "", ""}},
		{model.Greater, "T0-37", sent("glare", "", "")},
		{model.Greater, "T0-37", cell{"glare", "literal+winner=first-in-room", "", "", ""}},
		{model.Equal, "T0-13", sent("equal-ids", "", "")},
		{model.Yields, "T0-36", sent("glare", "", "")},
		{model.OwnConn, "T0-46.ring", sent("glare", late, "")},
		{model.Taken, "T0-07", sent("glare", "", "")},
		{model.Talking, "T0-93.ring", sent("glare", late, "")},
		{model.RingsToo, "T0-57.send", sent("retro", "", "")},
		{model.HoldsOne, "T0-26.held", cell{"glare", "robust+abort-out=silent", "", "", ""}},
		{model.AwayPrep, "T0-15", sent("two-rooms", "", "")},
		{model.AwaySent, "T0-39", sent("two-rooms", "", "")},
		{model.Pair, "T0-36", sent("glare", "", "")},
		{model.InBatch, "T0-03.batch", cell{"glare", "literal-sent+batch=sync-end", "", "", ""}},
		{model.InBatch, "T0-53", cell{"single", "literal", "", "", ""}},
		{model.InBatch, "T0-30", sent("glare", "", "")},
		{model.Wider, "T0-36", sent("glare", "", voiceAndVideo)},
		{model.Wider, "T0-13", cell{"glare", "literal+kind=incoming", "", "", voiceAndVideo}},
		{model.IsOwn, "T0-30", sent("glare", "", "")},
		{model.IsHeld, "T0-53.silent", cell{"glare", "robust", "", "", ""}},
		{model.IsAuto, "T0-70", sent("glare", "", "")},
		{model.DoesOwe, "T0-A0.candidates", cell{"glare", "literal", "", "", "candidates 1\n"}},
		{model.DoesOwe, "T0-65", cell{"glare", "literal", "", "", ""}},
		{model.Quiet, "T0-53.silent", cell{"single", "literal", "", "", "quiet bob\n"}},
		{model.InSync, "T1-02", sent("glare-v1", "", "")},
		{model.Invite1, "T1-51", cell{"single-v1", "literal", "", "", ""}},
		{model.Invite1, "T1-3B", sent("interop", "", "")},
		{model.Peer1, "T1-30", sent("glare-v1", "", "")},
		{model.IsPushed, "T1-11.pushed", cell{"push", "robust+push=ring", "", "", ""}},
		{model.Stranger, "T1-46", cell{"hostile-member", "robust", "", "", ""}},
		{model.ForOther, "T1-06", cell{"third-member", "robust", "", "", ""}},
		{model.Uncalled, "T1-02.uncalled", cell{"hostile-member", "robust", "", "", ""}},
		{model.Surplus, "T1-94.one-stream", cell{"renegotiate", "alice=literal+metadata=none,bob=literal", "", "", "bob may renegotiate screen\n"}},
		{model.Unlisted, "T1-9B.unlisted", cell{"mute", "alice=literal+metadata=none,bob=literal", "", "", ""}},
		{model.IsOffered, "T1-98", cell{"renegotiate", "literal", "", "", ""}},
	}
}

// TestEveryFactIsKept shows of each fact that a rule which demands it applies in some
// run: what a rule can ask is kept, and nobody asks in vain.
func TestEveryFactIsKept(t *testing.T) {
	var asked model.Facts
	for _, a := range askings() {
		asked |= a.fact
		name := a.cell.String() + "/" + a.rule + "/" + strings.Join(a.fact.Names(), "+")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !applies(t, a) {
				t.Errorf("no run of %s comes to rule %s while this holds: %s", a.cell, a.rule, a.fact.Names())
			}
		})
	}
	for f := range model.NumFacts {
		if fact := model.Facts(1) << f; asked&fact == 0 {
			t.Errorf("no rule here asks for the fact %q", fact.Names())
		}
	}
}

// applies reports whether some run comes to the rule while its fact holds.
func applies(t *testing.T, a asking) bool {
	t.Helper()
	s := a.cell.load(t)
	rules := slices.Clone(max(s.Devices[0].Version, s.Devices[1].Version).Rules())
	at := slices.IndexFunc(rules, func(r model.Rule) bool { return r.Name() == a.rule })
	if at < 0 {
		t.Fatalf("there is no rule %s", a.rule)
	}
	probe := rules[at]
	probe.Variant += "-asked"
	probe.If |= a.fact
	probe.Unless &^= a.fact
	rules[at].Unless |= a.fact
	sys := a.cell.compileRules(t, append(rules, probe))
	seen, queue := map[string]bool{}, []string{}
	for i := range sys.Initials() {
		var w sim.World
		sys.Initial(i, &w)
		queue = append(queue, string(sys.Key(&w)))
	}
	var before sim.World
	for i := 0; i < len(queue) && i < 200_000; i++ {
		sys.Unpack(&before, []byte(queue[i]))
		for _, action := range sys.Enabled(&before, nil) {
			after := before
			sys.Do(&after, action)
			e := &after.Last.Effects
			if slices.Contains(e.Fired[:e.NFired], uint16(len(rules))) {
				return true
			}
			if key := string(sys.Key(&after)); !seen[key] {
				seen[key] = true
				queue = append(queue, key)
			}
		}
	}
	return false
}
