package judge

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
	"github.com/glarelab/glare/sim/event"
)

// beyondViews are faults after which what a device has sent is not what it handed over in its
// order, or what came to it is not what its file has.
var beyondViews = []string{"duplicate", "send-overlap", "rate-limit", "sync-replay", "hostile-member"}

// neverSent are stories in which a device answers another one's call for one that it gave up
// before any event told of that.
var neverSent = []string{"own-device-loses-the-selection"}

// sentAgain are stories in which what is sent again comes behind what was sent later.
var sentAgain = []string{"muted-while-the-invite-is-sent-again"}

// equalIDs are stories in which two calls have one ID, so that the room has one call.
var equalIDs = []string{"same-millisecond-nheko-and-web"}

// TestOwnReadings shows that what a device of a bundled story has sent is explained by the very
// reading that it had there, with other devices of its user too.
func TestOwnReadings(t *testing.T) {
	asked, several := 0, 0
	for _, name := range corpus.Names() {
		files, trace, err := witnessed(name)
		if err != nil {
			t.Fatal(err)
		}
		s := trace.Scenario
		if len(files) == 0 || slices.Contains(equalIDs, name) || slices.Contains(neverSent, name) || slices.Contains(sentAgain, name) || slices.ContainsFunc(s.Faults, func(f sim.FaultBudget) bool { return slices.Contains(beyondViews, f.Name) }) {
			continue
		}
		tr, err := try(files, Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for d, device := range s.Devices {
			mates := 0
			for _, other := range s.Devices {
				if other.User == device.User {
					mates++
				}
			}
			user := s.Users[device.User]
			me := party{user: event.UserID(user.Name, s.Servers[user.Server])}
			if device.Version == model.Version1 {
				me.id = s.DeviceName(d)
			} else if mates > 1 {
				continue // their events have nothing that tells them apart
			}
			x := &explainer{trial: tr, named: []model.Reading{device.Reading}, varied: []model.Reading{}, machines: map[machineKey]*model.Machine{}, answers: map[string]*explained{}, left: effort}
			for _, group := range tr.together() {
				if !slices.ContainsFunc(group, func(c *call) bool { return x.takesPart(me, c) }) {
					continue
				}
				asked++
				if mates > 1 {
					several++
				}
				if e := x.group(me, device.Version, group); e.open == "" && !slices.Contains(e.by, device.Reading.Name) {
					t.Errorf("%s: %s does not explain %s: stuck at %d, where it would have sent %v", name, device.Reading.Name, s.DeviceName(d), e.stuck, e.expected)
				}
			}
		}
	}
	if e := devicesOf(t, "both-devices-answer"); !slices.ContainsFunc(e, func(d Device) bool { return strings.Contains(d.Open, "does not tell apart") }) {
		t.Errorf("two devices of version 0 are taken for one: %v", e)
	}
	if asked < 350 || several < 25 {
		t.Errorf("only %d were asked, %d of users with several devices", asked, several)
	}
}

// devicesOf is what is said of the devices of a bundled story.
func devicesOf(t *testing.T, name string) []Device {
	t.Helper()
	files, _, err := witnessed(name)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Judge(files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r.Devices
}
