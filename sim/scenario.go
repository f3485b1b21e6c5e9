package sim

import (
	"errors"
	"fmt"

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

// Press is how often a user does something, and whether that is sure to happen.
type Press struct {
	Must  bool
	Times uint8 // 0: never
}

// User is one of the two people, with the one device.
type User struct {
	Name    string
	Server  int // index into Servers
	Reading model.Reading
	Video   bool
	Quiet   bool // the room is silenced

	Version model.Version // of the call protocol

	Place, Answer, Reject, Ignore, HangUp, Renegotiate Press
	// WhileRinging: may press call although the peer's call rings (H-06).
	WhileRinging bool
}

// The most that a scenario may have of what happens beside the calls.
const (
	maxCandidates = 2 // of each device
	maxCrowd      = 6
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

// IDs is one assignment of call IDs: for each user the IDs of the calls that
// the user may place, in order.
type IDs [MaxDevices][]string

// Scenario is who is there, what their users will do, and which faults may
// happen. It is immutable once compiled. Once it is checked, how many there are of
// anything changes by its methods or in a copy, which is another scenario.
type Scenario struct {
	Name       string
	About      string
	Timing     Timing
	Servers    []string
	Rooms      []string
	Users      [MaxDevices]User
	IDs        []IDs // empty: all orders of own against other IDs
	LifetimeMS uint32
	AnyMoment  bool // a lifetime may pass at any moment, in patient too
	SlowMedia  bool // capture, TURN and description are steps of their own
	Candidates uint8
	Crowd      uint8 // other events of the room
	Faults     []FaultBudget
	Latency    Latency

	named   bool      // a line says which rules the devices have
	checked *Scenario // itself, once nothing was wrong with it; a copy is not itself
}

// CallNames are the names of the calls in schedules: alice's, bob's, and the
// further ones of each.
func (s *Scenario) CallNames() []string {
	per := s.CallsPerUser()
	names := make([]string, 0, model.MaxCalls)
	for user, base := range []string{"a", "b"} {
		_ = user
		for i := range per {
			if i == 0 {
				names = append(names, base)
			} else {
				names = append(names, fmt.Sprintf("%s%d", base, i+1))
			}
		}
	}
	return names
}

// CallsPerUser is how many calls each user can place in all rooms.
func (s *Scenario) CallsPerUser() int {
	per := 1
	for _, u := range s.Users {
		per = max(per, int(u.Place.Times))
	}
	return per * len(s.Rooms)
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
	switch {
	case len(s.Servers) < 1 || len(s.Servers) > 2:
		return fmt.Errorf("scenario %s: %d homeservers; this version knows 1 or 2", s.Name, len(s.Servers))
	case len(s.Rooms) < 1 || len(s.Rooms) > MaxRooms:
		return fmt.Errorf("scenario %s: %d rooms; the limit is %d", s.Name, len(s.Rooms), MaxRooms)
	case len(s.Faults) > MaxFaults:
		return s.wrongFaults()
	case s.CallsPerUser()*MaxDevices > model.MaxCalls:
		return fmt.Errorf("scenario %s: %d calls (presses × rooms × users); the limit is %d", s.Name,
			s.CallsPerUser()*MaxDevices, model.MaxCalls)
	case s.Crowd > maxCrowd:
		return fmt.Errorf("scenario %s: %d bystander events; the limit is %d", s.Name, s.Crowd, maxCrowd)
	case s.Candidates > maxCandidates:
		return fmt.Errorf("scenario %s: %d candidate events a device; the limit is %d", s.Name, s.Candidates, maxCandidates)
	case s.Users[0].Name == s.Users[1].Name:
		return fmt.Errorf("scenario %s: both users are called %q", s.Name, s.Users[0].Name)
	}
	for _, ids := range s.IDs {
		for u, list := range ids {
			if len(list) != s.CallsPerUser() {
				return fmt.Errorf("scenario %s: ids: %s needs %d call IDs, has %d", s.Name, s.Users[u].Name,
					s.CallsPerUser(), len(list))
			}
		}
	}
	if err := errors.Join(s.wrongFaults(), s.wrongVersions()); err != nil {
		return err
	}
	if s.Users[0].Place.Times+s.Users[1].Place.Times == 0 {
		return fmt.Errorf("scenario %s: nobody ever calls; expected a line such as `%s must place`", s.Name, s.Users[0].Name)
	}
	return nil
}

// wrongVersions reports what a user is to do that the user's rules do not have.
func (s *Scenario) wrongVersions() error {
	for i := range s.Users {
		u := &s.Users[i]
		for k := range pressKinds {
			if kind := &pressKinds[k]; kind.Of(u).Times > 0 && u.Version < kind.since {
				return fmt.Errorf("scenario %s: %s may %s, which rules %s do not have; they have %s", s.Name, u.Name, kind.Name, u.Version, kind.since)
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
