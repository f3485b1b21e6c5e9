package export

import (
	"math/bits"
	"strconv"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// Values as the Informal Trace Format has them.
type (
	itfInt struct {
		Text string `json:"#bigint"`
	}
	itfSet struct {
		Members []string `json:"#set"`
	}
	itfRecord map[string]any
)

func itfNumber[N ~uint8 | ~uint32 | ~int](n N) itfInt { return itfInt{strconv.FormatInt(int64(n), 10)} }

// stateVars are the variables of a state, in the order of [stateOf].
var stateVars = []string{"ids", "calls", "devices", "outbox", "replies", "federation", "sync", "late", "users", "ghosts", "room"}

// stateOf is a world as values of those variables: all that distinguishes worlds.
func stateOf(sys *sim.System, w *sim.World) itfRecord {
	ids, calls := itfRecord{}, itfRecord{}
	for c := range sys.Calls() {
		ids[sys.CallName(c)] = sys.ID(w, c)
		calls[sys.CallName(c)] = itfSet{flagNames(uint8(w.Call[c]), callFlagNames)}
	}
	vars := itfRecord{"ids": ids, "calls": calls, "room": roomOf(sys, w)}
	each := func(name string, of func(d int, b *sim.Box) any) {
		both := itfRecord{}
		for d := range sys.Devices() {
			both[sys.DeviceName(d)] = of(d, &w.Box[d])
		}
		vars[name] = both
	}
	each("devices", func(_ int, b *sim.Box) any { return deviceOf(sys, &b.Device) })
	each("outbox", func(_ int, b *sim.Box) any { return queueOf(sys, b.Out[:b.NOut]) })
	each("replies", func(_ int, b *sim.Box) any { return repliesOf(sys, b.Reply) })
	each("federation", func(d int, _ *sim.Box) any {
		items, _ := inbound(sys, w, d)
		return queueOf(sys, items)
	})
	each("sync", func(_ int, b *sim.Box) any { return queueOf(sys, b.In[:b.NIn]) })
	each("late", func(_ int, b *sim.Box) any {
		late, last := []sim.Item{b.Late}, []sim.Item{b.Last}
		return itfRecord{
			"undecrypted": queueOf(sys, late[:bits.OnesCount8(uint8(b.Holds&sim.HasLate))]),
			"replayable":  queueOf(sys, last[:bits.OnesCount8(uint8(b.Holds&sim.HasLast))]),
		}
	})
	each("users", func(d int, b *sim.Box) any {
		_, stalled := inbound(sys, w, d)
		users := itfRecord{
			"candidates": itfNumber(b.CandidatesLeft()), "willing_to_answer": callSet(sys, b.Willing&(1<<model.MaxCalls-1)), "willing_to_call": roomSet(sys, b.Willing>>model.MaxCalls&(1<<sim.MaxRooms-1)),
			"suspended": b.Holds&sim.Suspended != 0, "send_stalled": b.Holds&sim.OutStalled != 0, "federation_stalled": stalled,
			"media_stalled": b.Holds&sim.MediaStalled != 0,
			"refusals_left": itfNumber(b.Refusals()), "order": itfNumber(b.Order()),
		}
		if sys.Scenario.Gathers {
			users["gathered"] = callSet(sys, b.Gathered())
		}
		for _, kind := range sim.PressKinds() {
			users[kind.Rest] = itfNumber(*kind.Left(b))
		}
		return users
	})
	each("ghosts", func(_ int, b *sim.Box) any {
		return itfRecord{
			"seamless": roomSet(sys, b.Seamless), "pressed": roomSet(sys, b.Pressed&(1<<sim.MaxRooms-1)), "seen_over": callSet(sys, b.SeenOver),
			"media_hurt": callSet(sys, b.MediaHurt), "send_hurt": callSet(sys, b.SendHurt), "answers": callSet(sys, b.Answers),
			"user_ended": callSet(sys, b.UserEnded()), "hangup_lost": callSet(sys, b.HangupLost()),
		}
	})
	return vars
}

// inbound is what is on its way to the homeserver at which device d is the first, and whether
// some of it is held up.
func inbound(sys *sim.System, w *sim.World, d int) (items []sim.Item, stalled bool) {
	for _, link := range sys.Links(w) {
		if link.Gate == d {
			items = append(items, link.Queue.Items[:link.Queue.N]...)
			stalled = stalled || link.Queue.Stalled != 0
		}
	}
	return items, stalled
}

// roomOf is what a world has once.
func roomOf(sys *sim.System, w *sim.World) itfRecord {
	budget := itfRecord{}
	for i, f := range sys.Scenario.Faults {
		budget[f.Name] = itfNumber(w.Budget[i])
	}
	return itfRecord{
		"faults": budget, "third_member": w.Third != 0, "left": itfNumber(w.Left), "bystanders": itfNumber(w.Crowd),
		"causes": itfSet{flagNames(uint8(w.Causes), []string{"H-19", "H-20", "H-24", "H-23", "overflow"})},
	}
}

// deviceOf is the state of one device.
func deviceOf(sys *sim.System, d *model.Device) itfRecord {
	calls, owner := itfRecord{}, ""
	for c := range sys.Calls() {
		calls[sys.CallName(c)] = itfRecord{
			"state": d.Call[c].State.String(), "flags": itfSet{flagNames(uint8(d.Call[c].Flags), []string{"auto", "held", "echoed", "owes", "wide", "offered", "pushed", "complete"})},
		}
	}
	if c := d.OwnerCall(); c != model.NoCall {
		owner = sys.CallName(c)
	}
	return itfRecord{
		"calls": calls, "stream": [...]string{"none", "pending", "granted"}[d.Stream], "feeds": owner,
		"turn":  [...]string{"none", "fetching", "at hand"}[d.Turn],
		"muted": d.Streams&model.OwnMuted != 0, "shows_muted": callSet(sys, uint8(d.Streams&^(model.OwnStreams|model.PeerScreen))),
		"shares_screen": d.Streams&model.OwnScreen != 0, "shows_screen": d.Streams&model.PeerScreen != 0,
	}
}

// queueOf is the events of a queue, oldest first. Marks are those of the world: 1 in
// an outbox sent before, in a sync queue the device's own; 2 a copy.
func queueOf(sys *sim.System, queue []sim.Item) []itfRecord {
	list := []itfRecord{}
	for _, item := range queue {
		event := itfRecord{"type": item.Type().String(), "call": sys.CallName(item.Call()), "marks": itfNumber(item.Marks())}
		if sys.Devices() > 2 {
			event["sender"] = sys.DeviceName(item.Sender())
		}
		list = append(list, event)
	}
	return list
}

// repliesOf is the replies that are under way.
func repliesOf(sys *sim.System, reply uint8) itfSet {
	names := []string{}
	for b := range 2 * model.MaxCalls {
		if reply>>b&1 != 0 {
			t := model.Invite
			if b >= model.MaxCalls {
				t = model.Answer
			}
			names = append(names, t.String()+" "+sys.CallName(b%model.MaxCalls))
		}
	}
	return itfSet{names}
}

var callFlagNames = []string{
	"invite_sent", "invite_accepted", "answer_accepted", "invite_failed", "given_up", "hurt", "placed", "timed_out",
}

func flagNames(set uint8, names []string) []string {
	list := []string{}
	for i, name := range names {
		if set>>i&1 != 0 {
			list = append(list, name)
		}
	}
	return list
}

func callSet(sys *sim.System, set uint8) itfSet {
	var names []string
	for c := range sys.Calls() {
		names = append(names, sys.CallName(c))
	}
	return itfSet{flagNames(set, names)}
}

func roomSet(sys *sim.System, set uint8) itfSet {
	var names []string
	for _, room := range sys.Scenario.Rooms {
		names = append(names, room.Name)
	}
	return itfSet{flagNames(set, names)}
}
