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
		if i > 0 && server == args[0] {
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
	if slices.Contains(s.Rooms, args[0]) {
		return fmt.Errorf("room %q stands twice", args[0])
	}
	if len(args) != 3 {
		return fmt.Errorf("%s: rules v0 know rooms of two", p.line.expected())
	}
	if first {
		for d, name := range args[1:] {
			if err := checkName("user", name); err != nil {
				return err
			}
			s.Users[d].Name = name
		}
	}
	for _, name := range args[1:] {
		if _, err := p.user(name); err != nil {
			return err
		}
	}
	s.Rooms = append(s.Rooms, args[0])
	return nil
}

func (p *parser) devices(s *Scenario, args []string) error {
	p.placed = true
	if len(args) != MaxDevices {
		return fmt.Errorf("%s, found %d devices; the limit is one a user", p.line.expected(), len(args))
	}
	var had [MaxDevices]bool
	for _, arg := range args {
		name, server, ok := strings.Cut(arg, "@")
		if !ok {
			return fmt.Errorf("expected USER@SERVER, found %q", arg)
		}
		if user, device, several := strings.Cut(name, "."); several {
			return fmt.Errorf("device %q of %s: this version knows one device a user, without a name", device, user)
		}
		u, err := p.user(name)
		if err != nil {
			return err
		}
		i := 0
		if u == &s.Users[1] {
			i = 1
		}
		if had[i] {
			return fmt.Errorf("%s has a device already; the limit is one a user", name)
		}
		had[i] = true
		u.Server = -1
		for k, known := range s.Servers {
			if known == server {
				u.Server = k
			}
		}
		if u.Server < 0 {
			return names.Unknown("homeserver", server, s.Servers)
		}
	}
	return nil
}

func (p *parser) user(name string) (*User, error) {
	for d := range p.s.Users {
		if p.s.Users[d].Name == name {
			return &p.s.Users[d], nil
		}
	}
	return nil, names.Unknown("user", name, p.users())
}

// each reads user=value words, or one value for both; what is a value is for
// errors. A second value for a user is refused, since it would undo the first.
func (p *parser) each(what string, args []string, set func(*User, string) error) error {
	had := map[*User]string{}
	give := func(u *User, value, arg string) error {
		if first, twice := had[u]; twice {
			return fmt.Errorf("%s %q: %s has %q already; expected one for both users, or one for each", what, arg, u.Name, first)
		}
		had[u] = value
		return set(u, value)
	}
	for _, arg := range args {
		name, value, ok := strings.Cut(arg, "=")
		u, err := p.user(name)
		switch {
		case ok && err == nil:
			err = give(u, value, arg)
		case !ok || strings.Contains(name, "+"):
			if err = give(&p.s.Users[0], arg, arg); err == nil {
				err = give(&p.s.Users[1], arg, arg)
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
		u, err := p.user(name)
		if err != nil {
			return err
		}
		i := 0
		if u == &s.Users[1] {
			i = 1
		}
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
