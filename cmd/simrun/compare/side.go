package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/sim"
)

// Side is what is upgraded at once: all devices of a user, or one device.
type Side struct {
	Name    string
	Devices sim.DeviceSet
}

// What the sides of a rollout are.
const (
	EachUser   = "user"
	eachDevice = "device"
)

// EachNames are the names of what sides can be.
func EachNames() []string { return []string{EachUser, eachDevice} }

// mostSides is of how many sides all mixes are explored, which are 2 to that power.
const mostSides = 6

// Sides are who is upgraded on their own in a scenario: each user or device, by [EachNames]. A hostile
// member has no client.
func Sides(s *sim.Scenario, each string) ([]Side, error) {
	if !slices.Contains(EachNames(), each) {
		return nil, fmt.Errorf("unknown side %q; known: %s", each, strings.Join(EachNames(), ", "))
	}
	var list []Side
	for d, device := range s.Devices {
		user := s.Users[device.User]
		name := user.Name
		if each == eachDevice {
			name = s.DeviceName(d)
		}
		i := slices.IndexFunc(list, func(side Side) bool { return side.Name == name })
		switch {
		case user.Hostile:
		case i < 0:
			list = append(list, Side{name, 1 << d})
		default:
			list[i].Devices |= 1 << d
		}
	}
	if len(list) > mostSides {
		return nil, fmt.Errorf("rollout: %d devices of %s can be upgraded in %d ways, and at most %d are explored; --each user upgrades all "+
			"devices of a user at once", len(list), s.Name, 1<<len(list), 1<<mostSides)
	}
	return list, nil
}

func sideNames(sides []Side) string {
	var list []string
	for _, side := range sides {
		list = append(list, side.Name)
	}
	return strings.Join(list, ", ")
}

// Upgrade is a set of sides: bit i is side i.
type Upgrade uint

// Has reports whether a side is upgraded.
func (u Upgrade) Has(side int) bool { return u>>side&1 != 0 }

// all is the upgrade of every one of some sides.
func all(sides []Side) Upgrade { return 1<<len(sides) - 1 }

// mixed is the scenario of a revision in which some sides have the new clients.
func (r *Revision) mixed(upgraded Upgrade) *sim.Scenario {
	s := r.From.Scenario.Clone()
	for i, side := range r.Sides {
		for d := range s.Devices {
			if upgraded.Has(i) && side.Devices.Has(d) {
				s.Devices[d] = r.To.Scenario.Devices[d]
			}
		}
	}
	return s
}
