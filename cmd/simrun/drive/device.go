package drive

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
	"github.com/glarelab/glare/sim/event"
)

// device is one driven device of a scenario.
type device struct {
	index   int
	name    string // in schedules
	program string // as it was given
	manual  []string
	ids     [model.MaxCalls]string // of the calls
	own     [model.MaxCalls]bool
	names   [model.MaxCalls]string // in schedules
	calls   int
	pool    *pool
}

// callOf is the call with an ID, or -1.
func (d *device) callOf(id string) int {
	for c := range d.calls {
		if d.ids[c] == id {
			return c
		}
	}
	return -1
}

// callName is what schedules call the call with an ID, or the ID.
func (d *device) callName(id string) string {
	if c := d.callOf(id); c >= 0 {
		return d.names[c]
	}
	return id
}

// owns reports whether the device places call c.
func (d *device) owns(c int) bool { return d.own[c] }

// eventID is the ID of the event number n, from 1, of a kind about a call that the device
// has sent.
func (d *device) eventID(kind model.EventType, call, n int) string {
	return eventID(d.name, kind, call, n)
}

// eventWord makes a word of an event's type.
var eventWord = strings.NewReplacer("m.call.", "", "m.room.", "", "(", "-", ")", "")

func eventID(device string, kind model.EventType, call, n int) string {
	word := eventWord.Replace(kind.String())
	return fmt.Sprintf("$%s-%s-%d-%d", strings.ReplaceAll(device, ".", "-"), word, call+1, n)
}

// party is the device ID of device d of a scenario, which is its party ID too.
func party(s *sim.Scenario, d int) string {
	n := 1
	for e := range d {
		if s.Devices[e].User == s.Devices[d].User {
			n++
		}
	}
	return fmt.Sprintf("%s%d", strings.ToUpper(s.Users[s.Devices[d].User].Name), n)
}

// userID is the user ID of the user of device d.
func userID(s *sim.Scenario, d int) string {
	user := &s.Users[s.Devices[d].User]
	return event.UserID(user.Name, s.Servers[user.Server])
}

// epochMS is the time at which all runs begin, in ms since 1970.
const epochMS = 1_700_000_000_000
