package sim

import (
	"github.com/glarelab/glare/model/names"
)

// bundled are the scenarios that come with the program, in the grammar of
// scenario files.
var bundled = []struct{ name, about, text string }{
	{"single", "one calls; the other answers, rejects or ignores; either may hang up", `
candidates 1
alice must place
alice may hangup
bob may answer
bob may reject
bob may ignore
bob may hangup
`},
	{"glare", "each calls once, while the own screen is idle, and answers what rings; nobody hangs up", glareUsers},
	{"glare-hangup", "as glare, and each may hang up once", glareUsers + `
alice may hangup
bob may hangup
`},
	{"retro", "as glare, but a user may call while the other's call rings, and may reject or ignore it", `
alice must place while-ringing
bob must place while-ringing
alice must answer
bob must answer
alice may reject
bob may reject
alice may ignore
bob may ignore
`},
	{"redial", "each may call, hang up and call again", `
alice may redial
bob may redial
alice must answer
bob must answer
`},
	{"federated-glare", "as glare, on two homeservers", `
servers hs1 hs2
devices alice@hs1 bob@hs2
` + glareUsers},
	{"expiry", "as glare, and a lifetime may pass at any moment", `
lifetime 90000 any-moment
` + glareUsers},
	{"slow-media", "as glare, with capture, TURN and description as steps of their own", `
media slow
faults capture-refused=1 turn-refused=1
` + glareUsers},
	{"equal-ids", "as glare, with call IDs that are equal, prefixes, or ordered differently by different collations", `
ids alice="x" bob="x"
ids alice="abc" bob="abc1"
ids alice="abc1" bob="abc"
ids alice="B" bob="a"
ids alice="a" bob="B"
ids alice="ab" bob="aB"
ids alice="aB" bob="ab"
ids alice="10" bob="9"
ids alice="9" bob="10"
ids alice="-" bob="_"
ids alice="_" bob="-"
ids alice="\uff5e" bob="\U0001f600"
ids alice="\U0001f600" bob="\uff5e"
` + glareUsers},
	{"two-rooms", "the same two people in two rooms; each calls once, in either room", `
room r1 alice bob
room r2 alice bob
` + glareUsers},
	{"bystanders", "as glare, with other events of the room in between", `
bystanders 2
` + glareUsers},
	{"single-v1", "as single, by the rules of version 1", `
rules v1
candidates 1
alice must place
alice may hangup
bob may answer
bob may reject
bob may ignore
bob may hangup
`},
	{"glare-v1", "as glare, by the rules of version 1", `
rules v1
` + glareUsers},
	{"interop", "as glare, between a device of version 0 and one of version 1", `
rules alice=v0 bob=v1
` + glareUsers},
	{"multi-device", "one calls; the other has two devices, and answers or rejects on either; the caller may hang up", `
devices alice@hs1 bob.phone@hs1 bob.laptop@hs1
alice must place
alice may hangup
bob must answer
bob may reject
`},
	{"multi-device-v1", "as multi-device, by the rules of version 1", `
rules v1
devices alice@hs1 bob.phone@hs1 bob.laptop@hs1
alice must place
alice may hangup
bob must answer
bob may reject
`},
	{"answer-reject", "version 1: one calls; of the two devices of the other one may answer and one may reject", `
rules v1
devices alice@hs1 bob.phone@hs1 bob.laptop@hs1
alice must place
bob.phone must answer
bob.laptop may reject
`},
	{"glare-multi-device", "as glare, and each has two devices, one of which calls", `
devices alice.phone@hs1 alice.laptop@hs1 bob.phone@hs1 bob.laptop@hs1
` + glareUsers},
	{"glare-multi-device-v1", "as glare-multi-device, by the rules of version 1", `
rules v1
devices alice.phone@hs1 alice.laptop@hs1 bob.phone@hs1 bob.laptop@hs1
` + glareUsers},
	{"self-call", "version 1: one calls the own other devices from two of them at once, and answers on any; somebody else is in the room", `
rules v1
devices alice.phone@hs1 alice.laptop@hs1 alice.tablet@hs1 bob@hs1
invitee alice=alice
alice.phone must place
alice.laptop must place
alice must answer
`},
	{"restart", "version 1: one calls, and may give up, the other answers; a device may restart, which decides on a stored invite after its next sync", `
rules v1
alice must place
alice may hangup
bob must answer
faults crash=1
`},
	{"late-decryption", "version 1: as glare, and the key for an event may come late", `
rules v1
faults late-decryption=1
` + glareUsers},
	{"catch-up", "version 1: one calls, and may give up, the other answers on one of two devices, one of which may be away for a while and then see all that happened at once", `
rules v1
devices alice@hs1 bob.phone@hs1 bob.laptop@hs1
alice must place
alice may hangup
bob must answer
faults suspend=1 sync-batch=1
`},
	{"leave", "version 1: one calls, the other answers; either may leave the room, or hang up", `
rules v1
alice must place
alice may hangup
bob must answer
bob may hangup
faults leave=1
`},
	{"push", "version 1: one calls, and may give up, the other answers or rejects; a push may wake a device that sleeps, or come late", `
rules v1
alice must place
alice may hangup
bob must answer
bob may reject
faults push=1 suspend=1
`},
	{"gathering", "version 1: one calls, the other answers; each gathers candidates and says when there are no more; either may hang up", `
rules v1
candidates 1 end
alice must place
alice may hangup
bob must answer
bob may hangup
`},
	{"renegotiate", "version 1: one calls, the other answers and changes the media of the call; either may hang up", `
rules v1
alice must place
bob must answer
bob may renegotiate
alice may hangup
bob may hangup
`},
	{"renegotiate-glare", "version 1: as glare, and each may change the media of the call, so that two offers can cross", `
rules v1
alice may renegotiate
bob may renegotiate
` + glareUsers},
	{"mute", "version 1: one calls, the other answers; each may mute the own stream, and the first may unmute it and hang up", `
rules v1
alice must place
alice may mute x2
bob must answer
bob may mute
alice may hangup
`},
	{"third-member", "version 1: one calls; so does a third member of the room, who calls the first; each invite names whom it is for", `
rules v1
room r1 alice bob carol
devices alice@hs1 bob@hs1 carol@hs1
invitee alice=bob carol=alice
alice must place
carol must place
alice must answer
bob must answer
carol must answer
`},
	{"hostile-member", "version 1: as glare, in a room with a hostile third member, who sends one event of any kind", `
rules v1
room r1 alice bob mallory
devices alice@hs1 bob@hs1 mallory@hs1
invitee alice=bob bob=alice
hostile mallory
faults hostile-member=1
` + glareUsers},
}

const glareUsers = `
alice must place
bob must place
alice must answer
bob must answer
`

// ScenarioNames lists the names of the bundled scenarios.
func ScenarioNames() []string {
	var names []string
	for _, b := range bundled {
		names = append(names, b.name)
	}
	return names
}

// ScenarioText is the text of a bundled scenario, as a scenario file has it.
func ScenarioText(name string) (string, error) {
	for _, b := range bundled {
		if b.name == name {
			return b.text, nil
		}
	}
	return "", names.Unknown("scenario", name, ScenarioNames())
}

// FindScenario is a bundled scenario by name. It is a fresh copy.
func FindScenario(name string) (*Scenario, error) {
	for _, b := range bundled {
		if b.name == name {
			s, err := Parse(name, b.text, 1)
			if err != nil {
				panic("sim: bundled scenario: " + err.Error())
			}
			s.About = b.about
			return s, nil
		}
	}
	return nil, names.Unknown("scenario", name, ScenarioNames())
}
