package sim

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/glarelab/glare/model/names"
)

func (p *parser) servers(s *Scenario, args []string) error {
	if p.placed {
		return errors.New("the line servers stands before the line devices")
	}
	s.Servers = args
	for i, server := range args {
		if err := checkName("homeserver", server); err != nil {
			return err
		}
		if slices.Contains(args[:i], server) {
			return fmt.Errorf("homeserver %q stands twice", server)
		}
	}
	return nil
}

func (p *parser) room(s *Scenario, args []string) error {
	first := !p.named
	p.named = true
	if p.pressed {
		return errors.New("room lines, which name the users, stand before what the users do")
	}
	if err := checkName("room", args[0]); err != nil {
		return err
	}
	if first {
		s.Rooms = nil
	}
	if slices.ContainsFunc(s.Rooms, func(r Room) bool { return r.Name == args[0] }) {
		return fmt.Errorf("room %q stands twice", args[0])
	}
	if len(args) < 3 || len(args) > 1+MaxUsers {
		return fmt.Errorf("%s: a room has 2 to %d users", p.line.expected(), MaxUsers)
	}
	room := Room{Name: args[0]}
	for i, name := range args[1:] {
		u, err := p.member(s, name, i, first)
		if err != nil {
			return err
		}
		if room.has(u) {
			return fmt.Errorf("room %q has %s twice", args[0], name)
		}
		room.Users |= 1 << u
	}
	s.Rooms = append(s.Rooms, room)
	return nil
}

// member is the user, by its index, who stands at a place of a room's line: the first of
// them names the first users, and any can name one more.
func (p *parser) member(s *Scenario, name string, place int, first bool) (int, error) {
	u := slices.Index(p.users(), name)
	if !first && (u >= 0 || p.placed) {
		_, err := p.user(name)
		return u, err
	}
	if err := checkName("user", name); err != nil {
		return 0, err
	}
	if first && place < 2 {
		s.Users[place].Name = name
		return place, nil
	}
	if u >= 0 {
		return u, nil
	}
	if len(s.Users) == MaxUsers {
		return 0, fmt.Errorf("%s is one user more than %d, which is the limit", name, MaxUsers)
	}
	s.Users = append(s.Users, User{Name: name})
	return len(s.Users) - 1, nil
}

// devices reads who calls with what: USER@SERVER or USER.NAME@SERVER.
func (p *parser) devices(s *Scenario, args []string) error {
	p.placed = true
	had := s.Devices
	s.Devices = nil
	for _, arg := range args {
		name, server, ok := strings.Cut(arg, "@")
		if !ok {
			return fmt.Errorf("expected USER@SERVER, found %q", arg)
		}
		name, device, named := strings.Cut(name, ".")
		if _, err := p.user(name); err != nil {
			return err
		}
		user := slices.Index(p.users(), name)
		if named {
			if err := checkName("device", device); err != nil {
				return err
			}
		}
		at := slices.Index(s.Servers, server)
		if at < 0 {
			return names.Unknown("homeserver", server, s.Servers)
		}
		if s.FirstDevice(user) >= 0 && s.Users[user].Server != at {
			return fmt.Errorf("%s is at %s already: a user has one homeserver", name, s.Servers[s.Users[user].Server])
		}
		s.Users[user].Server = at
		// What was said of the user's reading before holds for each of the devices.
		reading := had[max(slices.IndexFunc(had, func(d Device) bool { return d.User == user }), 0)].Reading
		s.Devices = append(s.Devices, Device{User: user, Name: device, Reading: reading})
	}
	slices.SortStableFunc(s.Devices, func(x, y Device) int { return x.User - y.User })
	return p.checkDevices(s)
}

// checkDevices refuses devices that have no names to be told apart by, and users without.
func (p *parser) checkDevices(s *Scenario) error {
	for u := range s.Users {
		several, unnamed := 0, false
		for _, d := range s.Devices {
			if d.User == u {
				several++
				unnamed = unnamed || d.Name == ""
			}
		}
		switch name := s.Users[u].Name; {
		case several == 0:
			return fmt.Errorf("%s has no device; %s, with one at least of each user", name, p.line.expected())
		case several > 1 && unnamed:
			return fmt.Errorf("%s has %d devices; expected a name for each, such as %s.phone@%s", name, several, name, s.Servers[s.Users[u].Server])
		}
	}
	return s.checkDevices()
}

func (p *parser) user(name string) (*User, error) {
	for d := range p.s.Users {
		if p.s.Users[d].Name == name {
			return &p.s.Users[d], nil
		}
	}
	return nil, p.unknownUser(name, p.users())
}

// eachUser reads user=value words, or one value for all.
func (p *parser) eachUser(what string, args []string, set func(*User, string) error) error {
	find := func(name string) ([]int, error) {
		_, err := p.user(name)
		return []int{slices.Index(p.users(), name)}, err
	}
	return p.each(what, args, find, p.users(), func(u int, value string) error { return set(&p.s.Users[u], value) })
}

// eachDevice reads user=value and device=value words, or one value for all.
func (p *parser) eachDevice(what string, args []string, set func(*Device, string) error) error {
	var who []string
	for d := range p.s.Devices {
		who = append(who, p.s.DeviceName(d))
	}
	find := func(name string) (devices []int, err error) {
		for d := range p.s.Devices {
			if user := p.s.Users[p.s.Devices[d].User].Name; name == user || name == p.s.fullName(d) {
				devices = append(devices, d)
			}
		}
		if devices == nil {
			err = p.unknownUser(name, append(p.users(), p.deviceNames()...))
		}
		return devices, err
	}
	return p.each(what, args, find, who, func(d int, value string) error { return set(&p.s.Devices[d], value) })
}

// each reads name=value words, or one value for all that there are. A second value for
// one of them is refused, since it would undo the first.
func (p *parser) each(what string, args []string, find func(name string) ([]int, error), who []string, set func(int, string) error) error {
	had := map[int]string{}
	give := func(i int, value, arg string) error {
		if first, twice := had[i]; twice {
			return fmt.Errorf("%s %q: %s has %q already; expected one for both users, or one for each", what, arg, who[i], first)
		}
		had[i] = value
		return set(i, value)
	}
	for _, arg := range args {
		name, value, ok := strings.Cut(arg, "=")
		found, err := find(name)
		if !ok || err != nil && strings.Contains(name, "+") {
			found, value, err = nil, arg, nil
			for i := range who {
				found = append(found, i)
			}
		}
		for _, i := range found {
			if err == nil {
				err = give(i, value, arg)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// callIDs reads one assignment: alice="x","y" bob="z","w".
func (p *parser) callIDs(s *Scenario, args []string) error {
	var ids IDs
	for _, arg := range args {
		name, list, ok := strings.Cut(arg, "=")
		if !ok {
			return fmt.Errorf(`expected user="ID", found %s`, arg)
		}
		if _, err := p.user(name); err != nil {
			return err
		}
		i := slices.Index(p.users(), name)
		for list != "" {
			quoted, err := strconv.QuotedPrefix(list)
			if err != nil || quoted[0] != '"' {
				return fmt.Errorf(`expected a call ID in quotes, found %s`, list)
			}
			id, err := strconv.Unquote(quoted)
			if err != nil {
				return fmt.Errorf("call ID %s: %w", quoted, err)
			}
			if len(id) > 255 {
				return fmt.Errorf("a call ID has at most 255 bytes, this one has %d", len(id))
			}
			ids[i] = append(ids[i], id)
			list = list[len(quoted):]
			if list != "" {
				if list = strings.TrimPrefix(list, ","); list == "" || list[0] != '"' {
					return fmt.Errorf(`expected a comma and a call ID in quotes after %s`, quoted)
				}
			}
		}
	}
	if len(s.IDs) == 64 {
		return errors.New("at most 64 assignments of call IDs")
	}
	s.IDs = append(s.IDs, ids)
	return nil
}
