package sim

import (
	"errors"
	"fmt"
	"slices"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/model/names"
)

// Timing says what time means in a scenario.
type Timing uint8

// The timings.
const (
	Patient Timing = iota // a timer fires only when nothing else can happen
	Async                 // a timer may fire at any moment after it was set
	Timed                 // real delays in milliseconds
)

var timingNames = []string{"patient", "async", "timed"}

// String is the timing's name.
func (t Timing) String() string { return timingNames[t] }

// TimingNames lists the timings.
func TimingNames() []string { return timingNames }

// ParseTiming finds a timing by its name.
func ParseTiming(name string) (Timing, error) {
	for i, known := range timingNames {
		if name == known {
			return Timing(i), nil
		}
	}
	return 0, names.Unknown("timing", name, timingNames)
}

// Always is how often a user answers who answers each time a call rings.
const Always = 255

// insists is how often a user answers instead where a client stands, whose answer button may do
// nothing: after that a user gives up, as everybody does, and what the client makes of that is judged.
const insists = 8

// Press is how often a user does something, and whether that is sure to happen.
type Press struct {
	Must  bool
	Times uint8 // 0: never
	// By is, if not all of the user's devices are for it, the set of those that are, bit d for
	// device d of the scenario. Without it the first device is for calls, and any for the
	// rest. Several that are for calls each have presses and calls of their own.
	By DeviceSet
}

// User is one of the people.
type User struct {
	Name   string
	Server int // index into Servers
	Video  bool
	Quiet  bool // the room is silenced
	// Invitee is one more than the user, as an index into Users, whom this user's invites
	// name; 0: they name nobody, and are for every other member of the room. Who is named by
	// own invites calls the own other devices (V1-INVT-6).
	Invitee uint8
	Hostile bool // see [hostileMember]

	Place, Answer, Reject, Ignore, HangUp, Renegotiate, Mute Press
	// WhileRinging: may press call although the peer's call rings (H-06).
	WhileRinging bool
	// Screen: what the user changes of the media of a call is whether a screen is shared: a
	// second stream (V1-STRM-1).
	Screen bool
}

// The most that a scenario may have of what happens beside the calls.
const (
	maxDevices      = 3 // of each user
	maxCallsPerUser = 2
	maxCandidates   = 2 // of each device
	maxCrowd        = 6
)

// ends reports whether the user may end a call.
func (u *User) ends() bool {
	for i := range pressKinds {
		if kind := &pressKinds[i]; kind.Ends && kind.Of(u).Times > 0 {
			return true
		}
	}
	return false
}

// FaultBudget is how often a fault of one kind may happen.
type FaultBudget struct {
	Name  string
	Times uint8
}

// Device is what a user calls with.
type Device struct {
	User    int    // index into Users
	Name    string // "" may be that of a user's only one
	Reading model.Reading
	Version model.Version // of the call protocol
	Says    string        // the version that its events say, as JSON, if it is none of the known ones
}

// Room is where some of the users are.
type Room struct {
	Name  string
	Users uint8 // bit u: user u is in it
}

func (r Room) has(user int) bool { return r.Users>>user&1 != 0 }

// IDs is one assignment of call IDs: for each user the IDs of the calls that
// the user may place, in order.
type IDs [MaxUsers][]string

// Scenario is who is there, what their users will do, and which faults may
// happen. It is immutable once compiled. Once it is checked, how many there are of
// anything changes by its methods or in a copy, which is another scenario.
type Scenario struct {
	Name       string
	About      string
	Timing     Timing
	Servers    []string
	Rooms      []Room
	Users      []User
	Devices    []Device // those of one user stand together, in the order of the users
	IDs        []IDs    // empty: all orders of own against other IDs
	LifetimeMS uint32
	AnyMoment  bool // a lifetime may pass at any moment, in patient too
	SlowMedia  bool // capture, TURN and description are steps of their own
	Candidates uint8
	Gathers    bool  // the gathering of candidates comes to its end
	Crowd      uint8 // other events of the room
	Faults     []FaultBudget
	Latency    Latency
	Reasons    bool // why calls are hung up is judged

	named   bool      // a line says which rules the devices have
	checked *Scenario // itself, once nothing was wrong with it; a copy is not itself
}

// Clone is a scenario of its own, so that a change of its users or devices changes no other.
func (s *Scenario) Clone() *Scenario {
	other := *s
	other.Users, other.Devices = slices.Clone(s.Users), slices.Clone(s.Devices)
	return &other
}

// Reading is the reading of a user's first device.
func (s *Scenario) Reading(user int) model.Reading { return s.Devices[s.FirstDevice(user)].Reading }

// Versions are the version of the rules that all devices have, or one for each device, as
// [Scenario.SetRules] takes them.
func (s *Scenario) Versions() []string {
	same := true
	var words []string
	for d := range s.Devices {
		same = same && s.Devices[d].Version == s.Devices[0].Version
		words = append(words, s.DeviceName(d)+"="+s.Devices[d].Version.String())
	}
	if same {
		return []string{s.Devices[0].Version.String()}
	}
	return words
}

// Give gives all devices of a user a reading. Copies of the scenario do not change.
func (s *Scenario) Give(user int, reading model.Reading) {
	s.Devices = slices.Clone(s.Devices)
	for d := range s.Devices {
		if s.Devices[d].User == user {
			s.Devices[d].Reading = reading
		}
	}
}

// Pair is an error unless there are two users with one device each; what says for what that
// is needed.
func (s *Scenario) Pair(what string) error {
	if len(s.Users) != 2 || len(s.Devices) != 2 {
		return fmt.Errorf("scenario %s has %d users with %d devices; %s two users with one device each", s.Name, len(s.Users), len(s.Devices), what)
	}
	return nil
}

// Couple is an error unless there are two users, with however many devices; what says of what that is
// demanded: "the view is about".
func (s *Scenario) Couple(what string) error {
	if len(s.Users) != 2 {
		return fmt.Errorf("scenario %s has %d users; %s two", s.Name, len(s.Users), what)
	}
	return nil
}

// DeviceName is the name of device d in schedules: "alice" or, if alice has several,
// "alice.phone".
func (s *Scenario) DeviceName(d int) string {
	device := &s.Devices[d]
	for e := range s.Devices {
		if e != d && s.Devices[e].User == device.User {
			return s.fullName(d)
		}
	}
	return s.Users[device.User].Name
}

// fullName is the name of device d as files have it.
func (s *Scenario) fullName(d int) string {
	device := &s.Devices[d]
	if device.Name == "" {
		return s.Users[device.User].Name
	}
	return s.Users[device.User].Name + "." + device.Name
}

// Federated reports whether there are users on different homeservers.
func (s *Scenario) Federated() bool {
	return slices.ContainsFunc(s.Users, func(u User) bool { return u.Server != s.Users[0].Server })
}

// FirstDevice is the first device of a user.
func (s *Scenario) FirstDevice(user int) int {
	return slices.IndexFunc(s.Devices, func(d Device) bool { return d.User == user })
}

// Check reports what is wrong with the scenario, naming the limit. A scenario is checked
// once: [Parse] does, so does [Setup.Make], and what is compiled as it was checked is not
// checked again. Only a copy is.
func (s *Scenario) Check() error {
	s.checked = nil
	if err := s.wrong(); err != nil {
		return err
	}
	s.checked = s
	return nil
}

// require is Check of what nobody has checked yet. It leaves no trace, since one
// scenario may be compiled by many at once.
func (s *Scenario) require() error {
	if s.checked == s {
		return nil
	}
	return s.wrong()
}

func (s *Scenario) wrong() error {
	calls := s.CallsPerUser() * len(s.callers())
	switch {
	case len(s.Servers) < 1 || len(s.Servers) > MaxServers:
		return fmt.Errorf("scenario %s: %d homeservers; there are 1 to %d", s.Name, len(s.Servers), MaxServers)
	case len(s.Rooms) < 1 || len(s.Rooms) > MaxRooms:
		return fmt.Errorf("scenario %s: %d rooms; the limit is %d", s.Name, len(s.Rooms), MaxRooms)
	case len(s.Users) < 2 || len(s.Users) > MaxUsers:
		return fmt.Errorf("scenario %s: %d users; there are 2 to %d", s.Name, len(s.Users), MaxUsers)
	case len(s.Faults) > MaxFaults:
		return s.wrongFaults()
	case calls > model.MaxCalls:
		return fmt.Errorf("scenario %s: %d calls (presses × rooms × users); the limit is %d", s.Name, calls, model.MaxCalls)
	case s.mostCalls() > maxCallsPerUser:
		return fmt.Errorf("scenario %s: a user places %d calls (presses × rooms × devices that call); the limit is %d", s.Name, s.mostCalls(), maxCallsPerUser)
	case s.Crowd > maxCrowd:
		return fmt.Errorf("scenario %s: %d bystander events; the limit is %d", s.Name, s.Crowd, maxCrowd)
	case s.Candidates > maxCandidates:
		return fmt.Errorf("scenario %s: %d candidate events a device; the limit is %d", s.Name, s.Candidates, maxCandidates)
	}
	if err := s.checkDevices(); err != nil {
		return fmt.Errorf("scenario %s: %w", s.Name, err)
	}
	callers := s.callers()
	for _, ids := range s.IDs {
		for u := range s.Users {
			needs := 0
			for _, caller := range callers {
				if caller == u {
					needs += s.CallsPerUser()
				}
			}
			if len(ids[u]) != needs {
				return fmt.Errorf("scenario %s: ids: %s needs %d call IDs, has %d", s.Name, s.Users[u].Name, needs, len(ids[u]))
			}
		}
	}
	if err := errors.Join(s.wrongFaults(), s.wrongVersions(), s.wrongPeople()); err != nil {
		return err
	}
	if !slices.ContainsFunc(s.Users, func(u User) bool { return u.Place.Times > 0 }) {
		return fmt.Errorf("scenario %s: nobody ever calls; expected a line such as `%s must place`", s.Name, s.Users[0].Name)
	}
	return nil
}

// wrongVersions reports what a user is to do that the user's rules do not have.
func (s *Scenario) wrongVersions() error {
	for d := range s.Devices {
		device := &s.Devices[d]
		for k := range pressKinds {
			if kind := &pressKinds[k]; kind.Of(&s.Users[device.User]).Times > 0 && device.Version < kind.since {
				return fmt.Errorf("scenario %s: %s may %s, which rules %s do not have; they have %s", s.Name, s.DeviceName(d), kind.Name, device.Version, kind.since)
			}
		}
	}
	return nil
}

func (s *Scenario) wrongFaults() error {
	if len(s.Faults) > MaxFaults {
		return fmt.Errorf("scenario %s: %d kinds of faults; the limit is %d", s.Name, len(s.Faults), MaxFaults)
	}
	for _, f := range s.Faults {
		if _, err := findFault(f.Name); err != nil {
			return fmt.Errorf("scenario %s: %w", s.Name, err)
		}
		if f.Times > mostFaults {
			return fmt.Errorf("scenario %s: fault %s happens %d times in all; the limit is %d", s.Name, f.Name, f.Times, mostFaults)
		}
	}
	return nil
}

// checkDevices reports what is wrong with who is there.
func (s *Scenario) checkDevices() error {
	var devices [MaxUsers]int
	names := map[string]bool{}
	for i := range s.Users {
		if names[s.Users[i].Name] {
			return fmt.Errorf("two users are called %q", s.Users[i].Name)
		}
		names[s.Users[i].Name] = true
	}
	for d := range s.Devices {
		user := s.Devices[d].User
		if d > 0 && user < s.Devices[d-1].User {
			return fmt.Errorf("%s stands behind a device of another user; expected the devices of each user together, in the order of the users", s.DeviceName(d))
		}
		if devices[user]++; devices[user] > maxDevices {
			return fmt.Errorf("%s has more than %d devices, which is the limit", s.Users[user].Name, maxDevices)
		}
		for e := range d {
			if s.Devices[e].User == user && s.Devices[e].Name == s.Devices[d].Name {
				return fmt.Errorf("two devices are called %q", s.DeviceName(d))
			}
		}
	}
	for u := range s.Users {
		if devices[u] == 0 {
			return fmt.Errorf("%s has no device", s.Users[u].Name)
		}
	}
	return nil
}
