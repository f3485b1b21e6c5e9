package sim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/glarelab/glare/model/names"
)

// press reads what a user does: may | must, what, how often.
func (p *parser) press(_ *Scenario, words []string) error {
	name, _, _ := strings.Cut(words[0], ".")
	u, err := p.user(name)
	if err != nil {
		return err
	}
	args := words[1:]
	if len(args) < 2 || args[0] != "may" && args[0] != "must" {
		return fmt.Errorf("%s, ACTION one of %s", strings.ReplaceAll(p.line.expected(), "USER", u.Name), strings.Join(pressWords(), ", "))
	}
	p.pressed = true
	kind := findPress(args[1])
	press := Press{Must: args[0] == "must", Times: 1, By: p.by(words[0])}
	if kind != nil {
		press.Times = kind.usual
	}
	for _, arg := range args[2:] {
		switch {
		case kind != nil && kind.option != nil && arg == kind.option.word:
			*kind.Option(u) = true
		case strings.HasPrefix(arg, "x"):
			n, err := number(arg[1:], 0, 4)
			if err != nil {
				return err
			}
			press.Times = uint8(n)
		default:
			return fmt.Errorf("expected xN (how often), found %q", arg)
		}
	}
	if kind != nil {
		*kind.Of(u) = press
		return nil
	}
	for _, short := range shorthands {
		if short.name == args[1] {
			short.set(u, press)
			return nil
		}
	}
	return names.Unknown("action", args[1], pressWords())
}

// by is, of a name that a press line begins with, the device that it is of, plus one; 0 for
// a user, or for a user's only device.
func (p *parser) by(name string) uint8 {
	for d := range p.s.Devices {
		if p.s.DeviceName(d) == name && strings.Contains(name, ".") {
			return uint8(d) + 1
		}
	}
	return 0
}

// findPress is the kind of press with a name, or nil.
func findPress(name string) *PressKind {
	i := slices.IndexFunc(pressKinds[:], func(k PressKind) bool { return k.Name == name })
	if i < 0 {
		return nil
	}
	return &pressKinds[i]
}

// formatPresses writes what a user does.
func (s *Scenario) formatPresses(u *User, line func(...string)) {
	for i := range pressKinds {
		kind := &pressKinds[i]
		press := *kind.Of(u)
		if press.Times == 0 {
			continue
		}
		words := []string{u.Name, "may", kind.Name}
		if press.By > 0 {
			words[0] = s.DeviceName(int(press.By) - 1)
		}
		if press.Must {
			words[1] = "must"
		}
		if press.Times != kind.usual {
			words = append(words, "x"+strconv.Itoa(int(press.Times)))
		}
		if kind.option != nil && *kind.Option(u) {
			words = append(words, kind.option.word)
		}
		line(words...)
	}
}
