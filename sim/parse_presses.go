package sim

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/model"
)

var presses = []string{"place", "answer", "reject", "ignore", "hangup", "redial"}

// press reads what a user does: may | must, what, how often.
func (p *parser) press(u *User, args []string) error {
	if len(args) < 2 || args[0] != "may" && args[0] != "must" {
		return fmt.Errorf("expected `%s must ACTION` or `%s may ACTION`, ACTION one of %s", u.Name, u.Name,
			strings.Join(presses, ", "))
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
