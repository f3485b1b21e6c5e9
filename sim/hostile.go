package sim

import (
	"errors"
	"fmt"
	"slices"

	"github.com/glarelab/glare/model"
)

// A hostile member is a user of the room whose device follows no rules. It has no state,
// nothing is delivered to it, since whoever plans an attack is supposed to know all that a
// homeserver has accepted, and it is ready to connect with everybody who takes its call or
// its answer. What it sends, and when, is the fault hostile-member: see [hostileMember].

// maxForged is how many calls a hostile member can invite to.
const maxForged = 2

// hostile is the hostile user, or -1.
func (s *Scenario) hostile() int {
	return slices.IndexFunc(s.Users, func(u User) bool { return u.Hostile })
}

// forged is how many calls the hostile member can invite to: one for each event that it may
// send, as far as there is room beside the calls of others.
func (s *Scenario) forged(others int) int {
	events := 0
	for _, f := range s.Faults {
		if f.Name == hostileName {
			events = int(f.Times)
		}
	}
	per := s.CallsPerUser()
	return max(min(events, maxForged, model.MaxCalls/per-others), 0)
}

// wrongPeople reports what is wrong with whom the users call, and with who is hostile.
func (s *Scenario) wrongPeople() error {
	for i := range s.Users {
		u := &s.Users[i]
		if u.Hostile {
			if err := s.wrongHostile(i); err != nil {
				return fmt.Errorf("scenario %s: %w", s.Name, err)
			}
		}
		if u.Invitee == 0 {
			continue
		}
		v := int(u.Invitee) - 1
		callee := &s.Users[v]
		switch {
		case v == i && s.devicesOf(i) < 2:
			return fmt.Errorf("scenario %s: %s calls nobody else, and has one device; expected another user as invitee, or a second device", s.Name, u.Name)
		case callee.Hostile:
			return fmt.Errorf("scenario %s: %s calls %s, who is hostile and answers nobody", s.Name, u.Name, callee.Name)
		case s.Devices[s.placers(i)[0]].Version < model.Version1:
			return fmt.Errorf("scenario %s: the invites of %s name nobody: rules %s have no invitee; %s have", s.Name, u.Name, model.Version0, model.Version1)
		}
		for _, room := range s.Rooms {
			if room.has(i) && !room.has(v) {
				return fmt.Errorf("scenario %s: %s calls %s, who is not in room %s", s.Name, u.Name, callee.Name, room.Name)
			}
		}
	}
	return nil
}

// wrongHostile reports what is wrong with user i, who is hostile.
func (s *Scenario) wrongHostile(i int) error {
	u := &s.Users[i]
	devices, others := s.devicesOf(i), 0
	for v := range s.Users {
		if v != i && (s.Users[v].Place.Times > 0) {
			others++
		}
	}
	switch {
	case s.hostile() != i:
		return fmt.Errorf("both %s and %s are hostile; one user may be", s.Users[s.hostile()].Name, u.Name)
	case len(s.Users) < 3:
		return fmt.Errorf("%s is hostile and one of %d users; expected two others", u.Name, len(s.Users))
	case devices > 1:
		return fmt.Errorf("%s is hostile and has %d devices; expected one", u.Name, devices)
	case slices.ContainsFunc(pressKinds[:], func(kind PressKind) bool { return kind.Of(u).Times > 0 }):
		return fmt.Errorf("%s is hostile: what such a user does is the fault %s, and no line of its own", u.Name, hostileName)
	case s.forged(others) == 0 && s.forged(0) > 0:
		return fmt.Errorf("%d calls of others leave none to %s, who is hostile; the limit is %d", others*s.CallsPerUser(), u.Name, model.MaxCalls)
	}
	return nil
}

// parseInvitees reads whom the invites of users name: alice=bob.
func (p *parser) parseInvitees(s *Scenario, words []string) error {
	for _, word := range words {
		if !slices.Contains([]byte(word), '=') {
			return errors.New(p.line.expected() + ": each user has an invitee of their own")
		}
	}
	return p.eachUser("invitee", words, func(u *User, value string) error {
		_, err := p.user(value)
		u.Invitee = uint8(slices.Index(p.users(), value) + 1)
		return err
	})
}

// findHostile fills in who is hostile, and whose calls are for whom.
func (s *System) findHostile() {
	for d := range s.devices {
		if s.user(d).Hostile {
			s.hostile |= 1 << d
		}
	}
	s.company = s.users > 2 || s.oneself != 0
	for c := range s.calls {
		d := s.owner(c)
		s.called[c] = s.peers[d] & s.members[s.room[c]]
		if s.oneself>>c&1 != 0 {
			s.called[c] = s.mates[d] &^ (1 << d)
		}
		if s.hostile.Has(d) {
			s.forgeries |= 1 << c
		}
		for e := range s.devices {
			if !s.isFor(c, e) {
				s.called[c] &^= 1 << e
			}
		}
	}
}

// isFor reports whether call c is for the user of device d: the invite names that user, or
// nobody.
func (s *System) isFor(c, d int) bool {
	return s.IsFor(c, s.UserOf(d))
}

// uncalled is, for each incoming call of device d, the set of the calls that are with
// somebody else than its caller: own ones that are for another user or, where a room has
// more than two, for nobody in particular; and those of other callers.
func (s *System) uncalled(d int) (sets [model.MaxCalls]uint8) {
	for c := range s.calls {
		for other := range s.calls {
			differ := s.userOf[s.owner(other)] != s.userOf[s.owner(c)]
			if s.owner(other) == d {
				named := s.user(d).Invitee > 0 || s.ofTwo[other]
				differ = !named || !s.isFor(other, s.owner(c)) || s.oneself>>other&1 == 0 && s.UserOf(s.owner(c)) == s.UserOf(d)
			}
			sets[c] |= uint8(bit(differ)) << other
		}
	}
	return sets
}

// forOthers is the set of the calls of others whose invites name somebody else than the user
// of device d.
func (s *System) forOthers(d int) (calls uint8) {
	for c := range s.calls {
		if s.userOf[s.owner(c)] != s.userOf[d] && !s.isFor(c, d) {
			calls |= 1 << c
		}
	}
	return calls
}

// forgedNow is the set of the forged calls that device d is on, which the hostile member
// connects at once.
func (s *System) forgedNow(w *World, d int) (calls uint8) {
	in := w.In[d]
	calls = s.forgeries & in.Calls(model.InAnswered)
	for c := range s.calls {
		if callee := s.calleeOf(w, c); callee >= 0 && s.hostile.Has(callee) {
			calls |= in.Calls(model.InOffered) & (1 << c)
		}
	}
	return calls
}

// Company reports whether there are users who take no part in a call.
func (s *System) Company() bool { return s.company }

// Hostile reports whether device d is that of a hostile member.
func (s *System) Hostile(d int) bool { return s.hostile.Has(d) }

// WithHostile reports whether call c is with a hostile member: it has placed the call, or
// its answer was taken.
func (s *System) WithHostile(w *World, c int) bool {
	callee := s.calleeOf(w, c)
	return s.forgeries>>c&1 != 0 || callee >= 0 && s.hostile.Has(callee)
}

// Stranger reports whether, as far as device d knows in w, another device takes no part in
// call c: neither as the caller's nor, at the caller, as one whom the call is for or, once an
// answer was taken, whose user gave it. Own devices are no strangers.
func (s *System) Stranger(w *World, d, from, c int) bool {
	if !s.company {
		return false
	}
	user, caller := s.userOf[from], s.userOf[s.owner(c)]
	switch {
	case user == s.userOf[d]:
		return false
	case caller != s.userOf[d]:
		return user != caller
	case w.Peer[c] > 0:
		return user != s.userOf[w.Peer[c]-1]
	default:
		return !s.isFor(c, from)
	}
}

// IsFor reports whether call c is for user u: its invite names that user, or nobody.
func (s *System) IsFor(c, u int) bool { return s.invited[s.userOf[s.owner(c)]]>>u&1 != 0 }
