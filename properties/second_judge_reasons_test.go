package properties_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// listed are the reasons that the text has for a hangup, by version.
var listed = map[model.Version]string{
	model.Version0: "ice_failed invite_timeout",
	model.Version1: "ice_timeout ice_failed invite_timeout user_hangup user_media_failed user_busy unknown_error",
}

// saidText is the version that events of a device say, as JSON.
func (j secondJudge) saidText(d int) string {
	device := j.sys.Scenario.Devices[d]
	if device.Says == "" {
		return map[model.Version]string{model.Version0: "0", model.Version1: `"1"`}[device.Version]
	}
	return device.Says
}

// reads reports whether a device makes anything of an event: of a version that it is strict
// about, and of what breaks the schema that it minds, it does not.
func (j secondJudge) reads(w *sim.World, d int, event sim.Item) bool {
	sender := event.Sender()
	if event.Type() == model.Message || event.Type() == model.Leaving || sender == d {
		return true
	}
	own, reading := j.sys.Version(d), j.sys.Machine(d).Reading
	knows := map[model.Version]string{model.Version0: "0", model.Version1: `"1"`}[own]
	if reading.Value(model.Ver) == "strict" && !event.Own() && j.saidText(sender) != knows {
		return false
	}
	if reading.Value(model.Schema) != "drop" {
		return true
	}
	why := event.Why().String()
	if event.Type() == model.Hangup && why != "" && !slices.Contains(strings.Fields(listed[own]), why) {
		return false
	}
	id := j.sys.ID(w, event.Call())
	if own == model.Version0 {
		return id != ""
	}
	grammar := func(r rune) bool {
		return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("-._~", r)
	}
	return id != "" && len(id) <= 255 && strings.IndexFunc(id, func(r rune) bool { return !grammar(r) }) < 0
}

// read finds out what the device received of what came.
func (s *secondStep) read() {
	s.came = s.received
	s.received = slices.DeleteFunc(slices.Clone(s.received), func(event sim.Item) bool { return !s.reads(s.before, s.d, event) })
}

// judgeDropped judges what came and was dropped.
//
//	An event that a device takes for none changes nothing at it, and lets it send nothing.
func (s *secondStep) judgeDropped(o *opinion) {
	if len(s.came) == 0 || slices.ContainsFunc(s.came, func(event sim.Item) bool { return !s.isNone(event) }) {
		return
	}
	for c := range s.sys.Calls() { // the end of a sync may decide on what was stored
		if s.isStored(s.d, c) {
			return
		}
	}
	was, is := &s.before.Box[s.d].Device, &s.after.Box[s.d].Device
	o.is(badDropsWhole, len(s.sent) > 0 || was.Call != is.Call || was.Stream != is.Stream || was.Turn != is.Turn)
}

// isNone reports whether the device drops an event for what it says; one of the other version it
// passes over.
func (s *secondStep) isNone(event sim.Item) bool {
	foreign := s.saidText(event.Sender()) == "0" || s.saidText(event.Sender()) == `"1"`
	if foreign && s.sys.Version(event.Sender()) != s.sys.Version(s.d) && s.sys.Machine(s.d).Reading.Value(model.Ver) == "strict" {
		return false
	}
	return !s.reads(s.before, s.d, event)
}

// judgeReasons judges why the device says that it hangs up.
//
//	The reason of each hangup is one of its version's list, and the one that the text has
//	for what happened.
func (s *secondStep) judgeReasons(o *opinion) {
	if !s.sys.Scenario.Reasons {
		return
	}
	for _, event := range s.sent {
		if event.Type() != model.Hangup {
			continue
		}
		why, c := event.Why().String(), event.Call()
		is := func(reason string, exactly bool) { o.is(badSaysWhy, (why == reason) != exactly) }
		old := s.sys.Version(s.d) == model.Version0
		o.is(badSaysWhy, !slices.Contains(strings.Fields(listed[s.sys.Version(s.d)]), why) && (!old || why != ""))
		was := state(s.before, s.d, c)
		if was == model.Ended && !s.presses() { // what it says of a call that was over is not said
			o.is(badSaysWhy, strings.HasPrefix(why, "ice") || why == "user_media_failed" || why == "user_busy")
			continue
		}
		timer, ice := s.a.Op == sim.OpLifetime, s.fault == "ice-fail"
		broke := ice && was == model.Active || s.a.Op == sim.OpGone
		switch {
		case old: // which may leave out any of them
			o.is(badSaysWhy, why == "invite_timeout" && !timer || why == "ice_failed" && (broke || !ice && s.a.Op != sim.OpTimeout))
		default:
			is("user_hangup", s.presses())
			is("invite_timeout", timer)
			is("ice_timeout", broke)
			is("ice_failed", ice && !broke || s.a.Op == sim.OpTimeout)
			is("user_media_failed", s.fault == "capture-refused")
			o.is(badSaysWhy, why == "user_busy" && !s.engagedBeside(c))
		}
	}
}

// presses reports whether the step is a press by which the user ends a call.
func (s *secondStep) presses() bool {
	return s.a.Op == sim.OpHangUp || s.a.Op == sim.OpReject || s.a.Op == sim.OpAnswer
}

// engagedBeside reports whether the device is in another call than c.
func (s *secondStep) engagedBeside(c int) bool {
	for other := range s.sys.Calls() {
		if other != c && live(state(s.before, s.d, other)) {
			return true
		}
	}
	return false
}

// TestSecondJudgeAgreesOnReasons compares both judges where reasons are judged, and where
// devices drop what they cannot read.
func TestSecondJudgeAgreesOnReasons(t *testing.T) {
	lengthy(t)
	var sum tally
	const judged = "reasons judged\n"
	for _, c := range []cell{
		{"single-v1", "literal", "ice-fail=1", "", judged},
		{"single-v1", "literal+consent=30000", "send-fail=1", "", judged},
		{"single-v1", "literal+connecting=3000+ring-timer=shown-hangup", "capture-refused=1", "", "media slow\n" + judged},
		{"glare-v1", "literal", "", "", judged + "alice may hangup\n"},
		{"glare-v1", "literal+reason=user_hangup", "", "", judged},
		{"glare-v1", "literal-sent+abort-in=hangup+reason=replaced", "", "async", judged},
		{"glare-v1", "literal+reason=none", "crash=1", "", judged},
		{"single", "literal+reason=userHangup", "ice-fail=1", "", judged},
		{"single", "literal", "send-fail=1", "async", judged},
		{"glare", "literal+second-call=busy", "send-unknown=1", "", judged},
		{"single-v1", "literal+reason=userHangup+schema=drop", "", "", ""},
		{"single", "literal+schema=drop", "", "async", "rules alice=v1 bob=v0\nalice may hangup\n"},
		{"glare-v1", "literal+schema=drop", "", "", "ids alice=\"!\" bob=\"b\"\n"},
		{"glare-v1", "literal+ver=strict", "", "async", "says-version alice=2\n"},
		{"glare-v1", "literal+ver=lenient", "", "", "says-version alice=2\nbob may reject\n"},
		{"multi-device-v1", "literal+reason=replaced+schema=drop", "", "", ""},
	} {
		k := newSecondCheck(c, c.compile(t))
		if !k.walk(4000) {
			k.sample(200)
		}
		sum.add(t, k)
	}
	sum.require(t, 300, 20_000, "says-why", "kept-waiting")
}
