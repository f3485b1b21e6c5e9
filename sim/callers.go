package sim

import (
	"fmt"

	"github.com/glarelab/glare/model"
)

// placers are the devices with which a user calls.
func (s *Scenario) placers(user int) (devices []int) {
	for d := range s.Devices {
		if s.Users[user].Place.By.Has(d) {
			devices = append(devices, d)
		}
	}
	if devices == nil {
		devices = []int{s.FirstDevice(user)}
	}
	return devices
}

// callsOneself reports whether a user's invites name that user.
func (s *Scenario) callsOneself(user int) bool { return int(s.Users[user].Invitee) == user+1 }

// within reports whether calls go between devices of one user, or cross there.
func (s *Scenario) within() bool {
	for u := range s.Users {
		if s.callsOneself(u) || len(s.placers(u)) > 1 {
			return true
		}
	}
	return false
}

// callers are the users who have calls, each as often as there are devices for that: of more
// than two, or where a user's devices call each other, those who may place one. A hostile
// one stands there once for each of the calls that it can invite to, behind all others.
func (s *Scenario) callers() (users []int) {
	few := len(s.Users) <= 2 && !s.within()
	for u := range s.Users {
		if few || s.Users[u].Place.Times > 0 {
			for range s.placers(u) {
				users = append(users, u)
			}
		}
	}
	if hostile := s.hostile(); hostile >= 0 {
		for range s.forged(len(users)) {
			users = append(users, hostile)
		}
	}
	return users
}

// CallNames are the names of the calls in schedules: alice's, bob's, and the
// further ones of each.
func (s *Scenario) CallNames() []string {
	per := s.CallsPerUser()
	names := make([]string, 0, model.MaxCalls)
	had := [MaxUsers]int{}
	for _, user := range s.callers() {
		base := string(rune('a' + user))
		for range per {
			if had[user]++; had[user] == 1 {
				names = append(names, base)
			} else {
				names = append(names, fmt.Sprintf("%s%d", base, had[user]))
			}
		}
	}
	return names
}

// mostCalls is how many calls one user can place with all devices.
func (s *Scenario) mostCalls() int {
	most := 1
	for u := range s.Users {
		most = max(most, len(s.placers(u)))
	}
	return most * s.CallsPerUser()
}

// CallsPerUser is how many calls each user can place in all rooms, with each device that is
// for it.
func (s *Scenario) CallsPerUser() int {
	per := 1
	for _, u := range s.Users {
		per = max(per, int(u.Place.Times))
	}
	return per * len(s.Rooms)
}

// devicesOf is how many devices a user has.
func (s *Scenario) devicesOf(user int) (devices int) {
	for d := range s.Devices {
		if s.Devices[d].User == user {
			devices++
		}
	}
	return devices
}
