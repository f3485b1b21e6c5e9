package explorer

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// eventName finds the events in the name of an action.
var eventName = regexp.MustCompile(`(own )?\bm\.(call|room)\.([a-z_]+)(?: ([a-z][0-9]?)\b)?`)

// eventWords says what events the name of an action is about: "the invite of a".
func eventWords(name string) string {
	return eventName.ReplaceAllStringFunc(name, func(found string) string {
		m := eventName.FindStringSubmatch(found)
		whose := "the "
		if m[1] != "" {
			whose = "its own "
		}
		switch {
		case m[2] == "room":
			return "another message"
		case m[4] == "":
			return whose + m[3]
		case m[3] == "answer":
			return whose + "answer to " + m[4]
		default:
			return whose + m[3] + " of " + m[4]
		}
	})
}

// bare is the name of an action without its time.
func bare(name string) string {
	name, _, _ = strings.Cut(name, " @")
	return name
}

// event is the event in the name of an action, in words.
func event(name string) string { return eventWords(eventName.FindString(name)) }

// gloss says in plain words what an action does.
func gloss(t *checker.Trace, line *checker.Line) string {
	name := bare(line.Name)
	u := &t.Scenario.Users[t.Scenario.Devices[line.Device].User]
	device, server := u.Name+"'s device", t.Scenario.Servers[u.Server]
	if name := t.Scenario.DeviceName(line.Device); name != u.Name {
		device = name
	}
	last := name[strings.LastIndexByte(name, ' ')+1:] // where an action is about a call, its name
	text := eventWords(name)
	switch {
	case line.Name == scheduler.HealName:
		text = "all faults end"
	case line.Fault:
	default:
		switch line.Op {
		case sim.OpAccept:
			text = acceptWords(name, server, u.Name)
		case sim.OpReply:
			text = server + " tells " + device + " that " + event(name) + " was accepted"
		case sim.OpSync:
			text = device + " sees " + event(name)
			if strings.Contains(name, " own ") {
				text += " come back"
			}
		case sim.OpDecrypt:
			text = device + " gets the key for " + event(name)
		case sim.OpSyncNothing:
			text = device + " sees that nothing new has happened"
		case sim.OpExpired:
			text = device + " sees " + event(name) + ", which has expired"
		case sim.OpCapture:
			text = u.Name + " allows the microphone"
		case sim.OpTurn:
			text = device + " gets its TURN credentials"
		case sim.OpReady:
			text = device + " has its media ready"
		case sim.OpConnect:
			text = device + " finds a media path for " + last
		case sim.OpCandidate:
			text = device + " gathers candidates of " + last
		case sim.OpPlace:
			text = u.Name + " presses “call” (" + last + ")"
		case sim.OpReject:
			text = u.Name + " declines " + last
		case sim.OpIgnore:
			text = u.Name + " silences the ringing of " + last
		case sim.OpTimeout:
			text = device + " gives up connecting"
		case sim.OpGone:
			text = device + " notices that nobody is at the other end of " + last
		case sim.OpResume:
			text = device + " wakes up"
		default: // its name says it
		}
	}
	if line.AtMS >= 0 {
		text += " · at " + strconv.FormatInt(line.AtMS, 10) + " ms"
	}
	return text
}

// acceptWords says how a homeserver takes a send.
func acceptWords(name, server, user string) string {
	verb := " takes "
	switch {
	case strings.Contains(name, " gets again "):
		verb = " gets once more "
	case strings.Contains(name, " refuses again "):
		verb = " refuses once more "
	}
	return server + verb + event(name) + " from " + user + "'s device"
}

// whoActs is who does an action: a user, a homeserver, time or a fault.
func whoActs(t *checker.Trace, line *checker.Line) string {
	u := &t.Scenario.Users[t.Scenario.Devices[line.Device].User]
	switch {
	case line.Name == scheduler.HealName || line.Fault:
		return "fault"
	case line.Server || line.Op == sim.OpReply:
		return t.Scenario.Servers[u.Server]
	case line.Op == sim.OpCrowd:
		return "somebody else"
	case line.Op == sim.OpLifetime || line.Op == sim.OpTimeout || line.Op == sim.OpGone:
		return "time"
	default:
		return u.Name
	}
}

// screenWords is what a screen shows.
func screenWords(s sim.Screen) string {
	if s == sim.ShowsNothing {
		return "no call"
	}
	return "“" + s.String() + "”"
}

// stateWords says what a device does about a call.
func stateWords(state model.State, call string) string {
	switch state {
	case model.OPrep:
		return "is preparing its call " + call + "; nothing was sent yet"
	case model.OSending:
		return "has sent the invite of " + call + ", and does not know yet whether it arrived"
	case model.OWait:
		return "waits for an answer to " + call
	case model.OConn, model.IConn:
		return "is connecting the media of " + call
	case model.IPend:
		return "holds the invite of " + call + " back"
	case model.IRing:
		return "rings for " + call
	case model.IIgn:
		return "was told to be silent about " + call
	case model.IAcc:
		return "has accepted " + call + ", and is making the answer"
	case model.ISending:
		return "has sent the answer to " + call + ", and does not know yet whether it arrived"
	case model.Active:
		return "is in call " + call
	case model.Ended:
		return "is done with " + call
	default:
		return "knows nothing of " + call
	}
}
