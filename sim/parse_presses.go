package sim

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/glarelab/glare/model"
)

var presses = []string{"place", "answer", "reject", "ignore", "hangup", "redial"}

// press reads what a user does: may | must, what, how often.
func (p *parser) press(_ *Scenario, words []string) error {
	u, err := p.user(words[0])
	if err != nil {
		return err
	}
	args := words[1:]
	if len(args) < 2 || args[0] != "may" && args[0] != "must" {
		return fmt.Errorf("%s, ACTION one of %s", strings.ReplaceAll(p.line.expected(), "USER", u.Name), strings.Join(presses, ", "))
	}
	p.pressed = true
	press := Press{Must: args[0] == "must", Times: 1}
	if args[1] == "answer" {
		press.Times = Always
	}
	for _, arg := range args[2:] {
		switch {
		case arg == "while-ringing" && args[1] == "place":
			u.WhileRinging = true
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
	switch args[1] {
	case "place":
		u.Place = press
	case "answer":
		u.Answer = press
	case "reject":
		u.Reject = press
	case "ignore":
		u.Ignore = press
	case "hangup":
		u.HangUp = press
	case "redial": // place, hang up, place again
		u.Place = Press{Must: press.Must, Times: press.Times + 1}
		u.HangUp = Press{Times: press.Times}
	default:
		return model.Unknown("action", args[1], presses)
	}
	return nil
}

// formatPresses writes what a user does.
func formatPresses(u *User, line func(...string)) {
	for _, p := range []struct {
		press Press
		what  string
		usual uint8 // how often, if nothing is said
	}{{u.Place, "place", 1}, {u.Answer, "answer", Always}, {u.Reject, "reject", 1}, {u.Ignore, "ignore", 1}, {u.HangUp, "hangup", 1}} {
		if p.press.Times == 0 {
			continue
		}
		words := []string{u.Name, "may", p.what}
		if p.press.Must {
			words[1] = "must"
		}
		if p.press.Times != p.usual {
			words = append(words, "x"+strconv.Itoa(int(p.press.Times)))
		}
		if p.what == "place" && u.WhileRinging {
			words = append(words, "while-ringing")
		}
		line(words...)
	}
}
