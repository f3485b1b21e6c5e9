package judge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim/event"
)

// cast is who takes part in some calls, as a scenario names them: never by their real
// names, since a run is handed on.
type cast struct {
	*trial
	users   []string
	parties [][]string // of each user
	placed  map[string][]*call
}

// join adds a party.
func (c *cast) join(who party) {
	u := slices.Index(c.users, who.user)
	if u < 0 {
		u = len(c.users)
		c.users, c.parties = append(c.users, who.user), append(c.parties, nil)
	}
	if !slices.Contains(c.parties[u], who.id) {
		c.parties[u] = append(c.parties[u], who.id)
	}
}

// device is the number of a party's device: those of one user stand together.
func (c *cast) device(who party) (n int) {
	for u, user := range c.users {
		if user == who.user {
			return n + slices.Index(c.parties[u], who.id)
		}
		n += len(c.parties[u])
	}
	return -1
}

// name is how a scenario calls a device.
func (c *cast) name(u, device int) string {
	name := firstNames[u%len(firstNames)]
	if len(c.parties[u]) > 1 {
		return fmt.Sprintf("%s.d%d", name, device+1)
	}
	return name
}

// text is the scenario.
func (c *cast) text(group []*call, explained []Device) string {
	var b strings.Builder
	line := func(words ...string) { fmt.Fprintln(&b, strings.Join(words, " ")) }
	var rules, room, devices, readings []string
	for u := range c.users {
		room = append(room, firstNames[u])
		for d, id := range c.parties[u] {
			name := c.name(u, d)
			devices = append(devices, name+"@hs1")
			version, reading := c.spoken(party{c.users[u], id}, group), "literal"
			for _, e := range explained {
				if e.Name == c.trial.device(party{c.users[u], id}) && len(e.Explained) > 0 {
					reading = e.Explained[0]
				}
			}
			if d == 0 {
				rules = append(rules, firstNames[u]+"="+version.String())
			}
			readings = append(readings, name+"="+reading)
		}
	}
	line(append([]string{"rules"}, rules...)...)
	line("servers hs1")
	line(append([]string{"room r1"}, room...)...)
	line(append([]string{"devices"}, devices...)...)
	line(append([]string{"reading"}, readings...)...)
	c.ids(line, group)
	c.presses(line, group)
	return b.String()
}

// places notes that a call is placed.
func (c *cast) places(one *call) { c.placed[one.caller.user] = append(c.placed[one.caller.user], one) }

// per is how many calls the scenario has of each caller.
func (c *cast) per() (n int) {
	for _, user := range c.users {
		n = max(n, len(c.placed[user]))
	}
	return n
}

// callers are those whose calls the scenario has: of two users both.
func (c *cast) callers() (list []string) {
	for _, user := range c.users {
		if len(c.users) == 2 || len(c.placed[user]) > 0 {
			list = append(list, user)
		}
	}
	return list
}

// call is the number of a call in the scenario.
func (c *cast) call(one *call) int {
	user := one.caller.user
	return slices.Index(c.callers(), user)*c.per() + slices.Index(c.placed[user], one)
}

// ids says which IDs the calls have: others, in the same order, since real ones are not
// handed on.
func (c *cast) ids(line func(...string), group []*call) {
	sorted := slices.Clone(group)
	slices.SortStableFunc(sorted, func(a, b *call) int { return strings.Compare(a.placed.ID, b.placed.ID) })
	words := []string{"ids"}
	for u, user := range c.users {
		if !slices.Contains(c.callers(), user) {
			continue
		}
		var ids []string
		for i := range c.per() {
			id := fmt.Sprintf("z%d%d", u, i) // of a call that is never placed
			if i < len(c.placed[user]) {
				id = fmt.Sprintf("c%d", slices.Index(sorted, c.placed[user][i])+1)
			}
			ids = append(ids, fmt.Sprintf("%q", id))
		}
		words = append(words, firstNames[u]+"="+strings.Join(ids, ","))
	}
	line(words...)
}

// presses says what users may do: as often as these events can need it.
func (c *cast) presses(line func(...string), group []*call) {
	const most = 4
	hangups, rejects, offers, mutes, failures := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, 0
	for _, one := range group {
		for _, i := range one.list {
			user := c.events[i].Sender
			switch content := c.events[i].Content.(type) {
			case event.Hangup:
				switch {
				case strings.HasPrefix(content.Reason, "ice_"):
					failures++
				case one.over == i && one.how == expired:
				default:
					hangups[user]++
					rejects[user]++
				}
			case event.Reject:
				rejects[user]++
			case event.Negotiate:
				offers[user]++
			case event.MetadataChanged:
				mutes[user]++
			}
		}
	}
	for u, user := range c.users {
		may := func(who, what string, times int) {
			if times > 0 {
				line(who, "may", what, fmt.Sprintf("x%d", min(times, most)))
			}
		}
		if placed := c.placed[user]; len(placed) > 0 {
			may(c.name(u, slices.Index(c.parties[u], placed[0].caller.id)), "place", len(placed))
		}
		may(firstNames[u], "answer", most)
		may(firstNames[u], "hangup", hangups[user])
		may(firstNames[u], "reject", rejects[user])
		may(firstNames[u], "renegotiate", offers[user])
		may(firstNames[u], "mute", mutes[user])
	}
	if failures > 0 {
		line("faults", fmt.Sprintf("ice-fail=%d", min(failures, most)))
	}
}

// spoken is the version that a party speaks in some calls.
func (c *cast) spoken(me party, group []*call) model.Version {
	for _, one := range group {
		for _, i := range one.list {
			if e := &c.events[i]; isOfCall(*e) && who(e) == me {
				return versionOf(e)
			}
		}
	}
	return group[0].version
}
