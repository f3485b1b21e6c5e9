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
		return addPress(kind, u, press)
	}
	for _, short := range shorthands {
		if short.name == args[1] {
			short.set(u, press)
			return nil
		}
	}
	return names.Unknown("action", args[1], pressWords())
}

// addPress says of a user what a line does: of several lines that name devices, all of them.
func addPress(kind *PressKind, u *User, press Press) error {
	had := kind.Of(u)
	if had.By == 0 || press.By == 0 || had.By == press.By {
		*had = press
		return nil
	}
	if press.Must != had.Must || press.Times != had.Times {
		return fmt.Errorf("%s %s with several devices, but not alike: expected one of must and may, and one number, for all of them", u.Name, kind.Verb)
	}
	had.By |= press.By
	return nil
}

// by is, of a name that a press line begins with, the device that it is of; none for a user,
// or for a user's only device.
func (p *parser) by(name string) DeviceSet {
	for d := range p.s.Devices {
		if p.s.DeviceName(d) == name && strings.Contains(name, ".") {
			return 1 << d
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
		if press.Must {
			words[1] = "must"
		}
		if press.Times != kind.usual {
			words = append(words, "x"+strconv.Itoa(int(press.Times)))
		}
		if kind.option != nil && *kind.Option(u) {
			words = append(words, kind.option.word)
		}
		if press.By == 0 {
			line(words...)
		}
		for d := range s.Devices {
			if press.By.Has(d) {
				line(append([]string{s.DeviceName(d)}, words[1:]...)...)
			}
		}
	}
}
