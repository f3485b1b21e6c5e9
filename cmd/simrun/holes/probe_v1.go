package holes

// ownScenario is a scenario of the probe alone: smaller than the bundled one of its kind,
// so that every run can be explored twice.
type ownScenario struct{ name, about, text string }

// ownV1 are the scenarios that version 1's networks have beside the bundled ones. Whoever
// calls answers nothing where it is not said: only what is answered for them connects.
var ownV1 = []ownScenario{
	{unanswered, "both call, and answer nothing that rings", callers},
	{"sibling-answers", "both call, and the callee's laptop may answer what rings", `
devices alice@hs1 bob.phone@hs1 bob.laptop@hs1
alice must place
bob.phone must place
bob.laptop must answer
`},
	{"sibling-rejects", "both call, and the callee's laptop may reject what rings", `
devices alice@hs1 bob.phone@hs1 bob.laptop@hs1
alice must place
bob.phone must place
bob.laptop may reject
`},
	{"sibling-rings", "both call, and one has a laptop, too, which rings and is not answered", `
devices alice.phone@hs1 alice.laptop@hs1 bob@hs1
alice.phone must place
bob must place
`},
	{"sibling-calls", "one calls; so do both devices of the other, whose IDs lie around that", `
devices alice@hs1 bob.phone@hs1 bob.laptop@hs1
ids alice="b" bob="a","c"
alice must place
bob.phone must place
bob.laptop must place
`},
	{"calls-oneself", "one calls the own other device from both; somebody else is in the room", `
devices alice.phone@hs1 alice.laptop@hs1 bob@hs1
invitee alice=alice
alice.phone must place
alice.laptop must place
alice must answer
`},
	{"third-calls", "one calls another, and a third member of the room calls the first", `
room r1 alice bob carol
devices alice@hs1 bob@hs1 carol@hs1
invitee alice=bob carol=alice
alice must place
carol must place
`},
	{"three-call", "three call, for everybody in the room", `
room r1 alice bob carol
devices alice@hs1 bob@hs1 carol@hs1
ids alice="a" bob="b" carol="c"
alice must place
bob must place
carol must place
`},
	{"mined", "one calls another, though something may ring, in a room with a hostile member, who sends one event of any kind", `
room r1 alice bob mallory
devices alice@hs1 bob@hs1 mallory@hs1
invitee alice=bob bob=alice
hostile mallory
faults hostile-member=1
alice must place while-ringing
bob must answer
`},
}

// Whose rules the devices follow.
const (
	rulesV1 = "rules v1"
	mixed   = "rules alice=v0 bob=v1"
)

// probeV1 are the networks of version 1: those of version 0 by its rules, and what only it
// or only several devices and members have.
var probeV1 = []Stage{
	{Scenario: "single-v1", Holes: "H-12 H-13 H-23", Knobs: "reject-v1 select user-end unsent-hangup hangup-echo early-media"},
	{Scenario: "single-v1", Faults: "send-fail=1", Holes: "H-32", Knobs: "late-answer select"},
	{Scenario: "glare-v1", Holes: "H-01 H-04 H-05 H-10 H-11 H-12 H-23 H-50", Knobs: "glare hangup-echo early-media select"},
	{Scenario: "glare-v1", Faults: "send-fail=1", Holes: "H-02 H-03 H-32 H-32b"},
	{Scenario: "glare-v1", Faults: "send-unknown=1", Holes: "H-03 H-17"},
	{Scenario: "glare-v1", Faults: "send-overlap=1", Holes: "H-03 H-41"},
	{Scenario: "glare-v1", Faults: "rate-limit=1", Holes: "H-21"},
	{Scenario: "glare-v1", Faults: "sync-replay=1", Holes: "H-17 H-53"},
	{Scenario: "glare-v1", Faults: "duplicate=1", Holes: "H-17 H-53"},
	{Scenario: "glare-v1", Faults: "sync-gap=1", Holes: "H-43"},
	{Scenario: "glare-v1", Faults: "late-decryption=1", Holes: "H-44"},
	{Scenario: "glare-v1", Faults: "crash=1", Holes: "H-23 H-45"},
	{Scenario: "equal-ids", Lines: rulesV1, Holes: "H-15"},
	{Scenario: "glare-v1", Lines: "ids alice=\"c1767225600001\" bob=\"1767225600002\"", Holes: "H-15b"},
	{Scenario: "glare-v1", Lines: "ids alice=\"|\" bob=\"a\"", Holes: "H-16"},
	{Scenario: "glare-v1", Lines: "ids alice=\"!\" bob=\"a\"", Holes: "H-16"},
	{Scenario: "single-v1", Lines: "says-version alice=2", Holes: "H-39", Knobs: "ver"},
	{Scenario: "glare-v1", Lines: "ids alice=\"x\" bob=\"x\"", Holes: "H-14", Knobs: "hangup-echo"},
	{Scenario: "glare-v1", Lines: "ids alice=\"x\" bob=\"x\"", Faults: "duplicate=1", Holes: "H-14 H-53"},
	{Scenario: "federated-glare", Lines: rulesV1, Holes: "H-41"},
	{Scenario: "federated-glare", Lines: rulesV1, Faults: "clock-skew=1", Holes: "H-19 H-22"},
	{Scenario: "federated-glare", Lines: rulesV1, Faults: "fed-reorder=1", Holes: "H-41"},
	{Scenario: "federated-glare", Lines: rulesV1, Faults: "fed-reorder=2", Holes: "H-05 H-41"},
	{Scenario: "federated-glare", Lines: rulesV1, Faults: "soft-fail=1", Holes: "H-40"},
	{Scenario: unanswered, Lines: rulesV1 + "\n" + between, Holes: "H-10 H-48 H-50"},
	{Scenario: unanswered, Lines: rulesV1 + "\n" + between, Faults: "fed-reorder=1", Holes: "H-09 H-41"},
	{Scenario: unanswered, Lines: rulesV1 + "\n" + between, Faults: "late-decryption=1", Holes: "H-09 H-44"},
	{Scenario: "slow-media", Lines: rulesV1, Holes: "H-51 H-54"},
	{Scenario: "glare-v1", Lines: "kind alice=voice bob=video", Holes: "H-51"},
	{Scenario: "glare-v1", Lines: "quiet bob", Holes: "H-07 H-33"},
	{Scenario: "glare-v1", Lines: "alice may ignore", Holes: "H-07"},
	{Scenario: "glare-v1", Lines: "bob may reject", Holes: "H-08 H-13", Knobs: "reject-v1 user-end"},
	{Scenario: "glare-v1", Lines: "bob may reject", Faults: "rate-limit=1", Holes: "H-08"},
	{Scenario: "retro", Lines: rulesV1, Holes: "H-06"},
	{Scenario: "glare-v1", Lines: "alice may hangup", Holes: "H-25", Knobs: "glare unsent-hangup"},
	{Scenario: "glare-v1", Lines: "alice may hangup", Faults: "send-overlap=1", Holes: "H-42 H-46"},
	{Scenario: "glare-v1", Lines: "alice may hangup", Faults: "sync-batch=1", Holes: "H-25 H-26", Knobs: "sync"},
	{Scenario: "expiry", Lines: rulesV1, Holes: "H-20 H-21 H-24 H-55", Knobs: "ring-timer late-answer ended-answer"},
	{Scenario: "two-rooms", Lines: rulesV1, Holes: "H-18 H-38"},
	{Scenario: "glare-v1", Lines: "alice may redial\nids alice=\"a\",\"c\" bob=\"b\",\"d\"", Holes: "H-27", Knobs: "late-answer ended-answer"},
	{Scenario: "glare-v1", Lines: "alice may redial\nids alice=\"a\",\"c\" bob=\"b\",\"d\"", Faults: "sync-batch=1", Holes: "H-27"},
	{Scenario: "interop", Holes: "H-39 H-40"},
	{Scenario: "interop", Lines: "bob may reject", Holes: "H-39", Knobs: "reject-v1"},
	{Scenario: unanswered, Lines: mixed + "\n" + between, Holes: "H-39"},
	{Scenario: unanswered, Lines: mixed + "\n" + between, Faults: "fed-reorder=1", Holes: "H-39"},
	{Scenario: "restart", Holes: "H-45"},
	{Scenario: "catch-up", Holes: "H-26", Knobs: "sync"},
	{Scenario: "gathering", Knobs: "eoc trickle"},
	{Scenario: "gathering", Faults: "late-decryption=1", Knobs: "trickle"},
	{Scenario: "leave", Knobs: "leave"},
	{Scenario: "push", Knobs: "push"},
	{Scenario: "mute", Holes: "H-57"},
	{Scenario: "mute", Faults: "send-overlap=1", Holes: "H-56"},
	{Scenario: "answer-reject", Knobs: "reject-v1 select elsewhere"},
	{Scenario: "multi-device-v1", Knobs: "reject-v1 select elsewhere"},
	{Scenario: "sibling-rings", Lines: rulesV1, Holes: "H-10 H-11"},
	{Scenario: "sibling-answers", Lines: rulesV1, Holes: "H-28 H-29 H-30"},
	{Scenario: "sibling-rejects", Lines: rulesV1, Holes: "H-31"},
	{Scenario: "sibling-calls", Lines: rulesV1, Holes: "H-36"},
	{Scenario: "calls-oneself", Lines: rulesV1, Holes: "H-37"},
	{Scenario: "third-member", Holes: "H-34"},
	{Scenario: "third-calls", Lines: rulesV1, Holes: "H-34"},
	{Scenario: "three-call", Lines: rulesV1, Holes: "H-35"},
	{Scenario: "mined", Lines: rulesV1, Holes: "H-48 H-49 H-52 H-53"},
	{Scenario: "mined", Lines: rulesV1 + "\nlifetime 90000 any-moment", Holes: "H-49"},
}
