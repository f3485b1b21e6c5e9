package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// crossed is the usual place of a device: its own call 0 and the peer's call 1 in
// one room. In the next two the peer's calls have video; the others have more calls, and
// two rooms.
var (
	crossed   = Config{Calls: 2, Own: 0b01}
	wider     = Config{Calls: 2, Own: 0b01, Kind: [MaxCalls]uint8{1: 1}}
	twoRivals = Config{Calls: 3, Own: 0b001, Kind: [MaxCalls]uint8{1: 1, 2: 1}}
	twoOwn    = Config{Calls: 3, Own: 0b011}
	twoRooms  = Config{Calls: 4, Own: 0b0011, Room: [MaxCalls]uint8{0, 1, 0, 1}}
)

// validDevices lists every device that Valid accepts.
func validDevices(config Config) []Device {
	list := []Device{{}}
	for c := range config.Calls {
		var longer []Device
		for _, d := range list {
			for s := range NumStates {
				for flags := range 1 << NumFlag {
					if d.Call[c] = (Call{s, Flags(flags)}); validCall(config, d.Call[c], c) == nil {
						longer = append(longer, d)
					}
				}
			}
		}
		list = longer
	}
	var valid []Device
	for _, d := range list {
		for owner := range config.Calls + 1 {
			for stream := range Granted + 1 {
				for turn := range HaveTurn + 1 {
					d.Owner, d.Stream, d.Turn = uint8(owner), stream, turn
					if Valid(config, &d) == nil {
						valid = append(valid, d)
					}
				}
			}
		}
	}
	return valid
}

// surroundings lists every Env of a device: each own ID lesser, equal or greater
// than each of the peer's, and every combination of the rest.
func surroundings(config Config) []Env {
	orders := []*[MaxCalls][MaxCalls]int8{{}}
	for x := range config.Calls {
		for y := range x {
			if (config.Own>>x^config.Own>>y)&1 == 0 || config.Room[x] != config.Room[y] {
				continue
			}
			var more []*[MaxCalls][MaxCalls]int8
			for _, order := range orders {
				for sign := int8(-1); sign <= 1; sign++ {
					signed := *order
					signed[x][y], signed[y][x] = sign, -sign
					more = append(more, &signed)
				}
			}
			orders = more
		}
	}
	var list []Env
	for _, order := range orders {
		for bits := range 8 << config.Version {
			list = append(list, Env{Order: order, Facts: Pair.If(bits&1 == 0) | MoreInSync.If(bits&2 != 0) | Quiet.If(bits&4 != 0) | Peer1.If(bits&8 != 0)})
		}
	}
	return list
}

// distinctMachines compiles every reading and leaves out those that came to the
// same table as one before.
func distinctMachines(rules []Rule, readings []Reading, config Config) []*Machine {
	var list []*Machine
	seen := map[string]bool{}
	for _, reading := range readings {
		m := Compile(rules, reading, config)
		if text := fmt.Sprint(m.table, m.ringOnly, m.echoes); !seen[text] {
			seen[text] = true
			list = append(list, m)
		}
	}
	return list
}

// comparingReadings lists those with two knobs changed that have rules of their own:
// an own call that is still being prepared, and IDs that are equal.
func comparingReadings() []Reading {
	var list []Reading
	for _, base := range everyReading() {
		if base.Is(Rule1, "compare") || base.Is(InFlight, "echo") {
			for i := range Eq.Values() {
				list = append(list, base.With(Eq, Setting{Value: uint8(i)}))
			}
		}
	}
	return list
}

// holdingReadings lists those of the taking readings under which two rivals can
// wait for one own invite, and differ from robust in nothing else.
func holdingReadings() []Reading {
	names := []string{"robust+accept=ring", "robust+kind=ask", "robust+kind=incoming"}
	return slices.DeleteFunc(takingReadings(), func(r Reading) bool { return !slices.Contains(names, r.Name) })
}

// stepAll gives an input that names call c; a restart comes to all calls.
func stepAll(m *Machine, d *Device, in Input, c int, env *Env, e *Effects) {
	if !ofEveryCall(in) {
		m.Step(d, in, c, env, e)
		return
	}
	for i := range m.calls {
		m.Step(d, in, i, env, e)
	}
}

// ofEveryCall reports whether an input is given to every call of a device, one after the other.
func ofEveryCall(in Input) bool { return in == Restart || in == RecvLeave || in == Left }

// TestPropertyNoInputLeavesValid shows that no input takes a valid device out of
// what is valid, that exactly one rule applies to it, and that what the device
// sends can be sent then.
func TestPropertyNoInputLeavesValid(t *testing.T) {
	if glareBroken {
		t.Skip("the law of glare is broken already, and says more")
	}
	for _, place := range []struct {
		name     string
		config   Config
		readings []Reading
	}{
		{"crossed", crossed, append(everyReading(), comparingReadings()...)},
		{"wider", wider, takingReadings()},
		{"two rivals", twoRivals, append(Readings(), holdingReadings()...)},
		{"two own", twoOwn, Readings()},
		{"two rooms", twoRooms, Readings()},
		{"version 1", ofVersion1(crossed, 3), append(Readings(), rejectingReadings()...)},
		{"old invite", ofVersion1(crossed, 1<<mine), Readings()},
	} {
		t.Run(place.name, func(t *testing.T) {
			t.Parallel()
			devices, envs := validDevices(place.config), surroundings(place.config)
			machines := distinctMachines(place.config.Version.Rules(), place.readings, place.config)
			steps := 0
			for _, m := range machines {
				seen := slices.Clone(envs)
				if !m.LooksAt(MoreInSync) { // this reading does not see the difference
					seen = slices.DeleteFunc(seen, func(env Env) bool { return env.Facts&InBatch != 0 })
				}
				for i := range devices {
					if m.canHave(&devices[i]) {
						steps += requireClosed(t, m, place.config, &devices[i], seen)
					}
				}
				if t.Failed() {
					return // the other readings would say the same
				}
			}
			t.Logf("%d devices, %d machines, %d steps", len(devices), len(machines), steps)
		})
	}
}

// rejectingReadings lists those in which what version 1 alone has is sent where others
// send something else, or nothing.
func rejectingReadings() []Reading {
	names := []string{"robust+abort-in=reject", "robust+auth=party", "robust+reject-v1=both", "literal+batch=sync-end"}
	return slices.DeleteFunc(everyReading(), func(r Reading) bool { return !slices.Contains(names, r.Name) })
}

// ofVersion1 is a place of a device of version 1, where some calls have invites of it too.
func ofVersion1(config Config, v1 uint8) Config {
	config.Version, config.V1 = Version1, v1
	return config
}

// canHave reports whether the reading of a machine can have led to a valid device:
// only inflight=defer holds rivals back, and an echo is remembered where it is asked for.
func (m *Machine) canHave(d *Device) bool {
	for c := range m.calls {
		if d.Call[c].Flags&Held != 0 && !m.Reading.Is(InFlight, "defer") ||
			d.Call[c].Flags&Echoed != 0 && !m.echoes.Has(d.Call[c].State) {
			return false
		}
	}
	return true
}

// requireClosed gives a device every possible input in every surrounding and returns
// how many steps there are. Most surroundings make no difference to a step, so that
// what it comes to is judged where it is not what the last one came to.
func requireClosed(t *testing.T, m *Machine, config Config, before *Device, envs []Env) (steps int) {
	t.Helper()
	for in := range NumInputs {
		for c := range config.Calls {
			if !Possible(config, before, in, c) || ofEveryCall(in) && c > 0 {
				continue
			}
			var judged Device
			var judgedEffects Effects
			for i := range envs {
				steps++
				after, e := *before, Effects{}
				stepAll(m, &after, in, c, &envs[i], &e)
				if i > 0 && after == judged && e == judgedEffects {
					continue
				}
				judged, judgedEffects = after, e
				if err := sound(&m.Reading, config, before, &after, &e); err != nil && !t.Failed() {
					t.Errorf("%s: %v of call %d at %s makes it %s: %v; rules %v; in %+v, order %v", m.Reading.Name, in, c,
						describe(before), describe(&after), err, firedNames(m, &e), envs[i], *envs[i].Order)
				}
			}
		}
	}
	return steps
}

// describe is a device in words: its calls, and the stream and TURN phases with
// the call that they are for.
func describe(d *Device) string {
	var calls []string
	for c, call := range d.Call {
		text := call.State.String()
		for i, name := range flagNames {
			if call.Flags&(1<<i) != 0 {
				text += "+" + name
			}
		}
		if call != (Call{}) {
			calls = append(calls, fmt.Sprintf("%d=%s", c, text))
		}
	}
	return fmt.Sprintf("{%s stream %d TURN %d for %d}", strings.Join(calls, " "), d.Stream, d.Turn, d.OwnerCall())
}

func firedNames(m *Machine, e *Effects) []string {
	var names []string
	for _, i := range e.Fired[:e.NFired] {
		names = append(names, m.Rule(i).Name())
	}
	return names
}

// sound says what is wrong with a step from one device to another under a reading.
func sound(r *Reading, config Config, before, after *Device, e *Effects) error {
	if e.Marks&NoRule != 0 {
		return fmt.Errorf("no rule applies")
	}
	if e.Marks&TwoRules != 0 {
		return fmt.Errorf("two rules apply")
	}
	if err := Valid(config, after); err != nil {
		return err
	}
	for i, send := range e.Sends[:e.N] {
		c := int(send.Call)
		own, was, is := config.Own&(1<<c) != 0, before.Call[c].State, after.Call[c].State
		if slices.Contains(e.Sends[:i], send) {
			return fmt.Errorf("%v of call %d is sent twice", send.Type, c)
		}
		switch {
		case send.Type == Invite && (!own || is != OSending && !send.Again):
			return fmt.Errorf("an invite of call %d, which is %v", c, is)
		case send.Type == Answer && was == IAcc && is == Ended && r.Is(EndedAnswer, "send"): // it was being made
		case send.Type == Answer && (own || is != ISending):
			return fmt.Errorf("an answer of call %d, which is %v", c, is)
		case send.Type == Candidates && !States(OWait, OConn, IConn).Has(is):
			return fmt.Errorf("candidates of call %d, which is %v", c, is)
		case send.Type == Hangup && is != Ended:
			return fmt.Errorf("a hangup of call %d, which is %v", c, is)
		case send.Type == Hangup && own && States(None, OPrep).Has(was) && r.Is(UnsentHangup, "silent"):
			return fmt.Errorf("a hangup of call %d, whose invite was never handed over", c)
		}
	}
	return nil
}

// TestValidTellsGoodFromBad shows devices that a client can be in, and with each
// the ways in which a slip of a rule would spoil it.
func TestValidTellsGoodFromBad(t *testing.T) {
	call := func(s State, flags ...Flags) Call {
		c := Call{State: s}
		for _, f := range flags {
			c.Flags |= f
		}
		return c
	}
	// with is a device in a one-room world whose stream is granted to a call.
	with := func(owner int, calls ...Call) Device {
		d := Device{Stream: Granted, Owner: uint8(owner + 1), Turn: HaveTurn}
		if owner == NoCall {
			d = Device{}
		}
		copy(d.Call[:], calls)
		return d
	}
	phase := func(d Device, stream Stream, turn Turn) Device {
		d.Stream, d.Turn = stream, turn
		return d
	}
	// Calls 0 and 2 are this device's own, 1 and 3 the peer's.
	oneRoom := Config{Calls: 4, Own: 0b0101}
	for _, d := range []Device{
		{},
		phase(with(0, call(OPrep)), Pending, Fetching),
		with(0, call(OSending, Echoed), call(IPend, Held), Call{}, call(IPend, Held)),
		with(0, call(OWait), call(IRing), call(Ended, Owes)),
		with(1, call(Ended, Owes), call(IAcc, Auto, Wide), call(Ended), call(IPend)),
		with(1, call(Ended), call(Active, Auto), Call{}, call(IIgn)),
	} {
		if err := Valid(oneRoom, &d); err != nil {
			t.Errorf("%s: %v", describe(&d), err)
		}
	}
	for _, bad := range []struct {
		slip   string
		device Device
		wants  string // part of the error
	}{
		{"a state beyond the table", with(NoCall, Call{State: NumStates}), "unknown state"},
		{"version 0 waits for candidates", with(NoCall, Call{}, call(IRing, Complete)), "of version 1"},
		{"the own call rings here", with(NoCall, call(IRing)), "a state of the callee"},
		{"the own call was accepted here", with(0, call(IAcc)), "a state of the callee"},
		{"the peer's call is placed here", with(1, Call{}, call(OWait)), "a state of the caller"},
		{"the peer's call connects as caller", with(1, Call{}, call(OConn)), "a state of the caller"},
		{"two own calls wait", with(0, call(OWait), Call{}, call(OWait)), "engaged in one call"},
		{"yielding forgot to end the own call", with(1, call(OWait), call(IAcc, Auto)), "engaged in one call"},
		{"the second answered call did not end the first", with(3, Call{}, call(Active), Call{}, call(IAcc)), "engaged in one call"},
		{"Held outlived the decision", with(NoCall, Call{}, call(IRing, Held)), "flag Held in I_RING"},
		{"held back after the send's fate is known", with(0, call(OWait), call(IPend, Held)), "no own invite"},
		{"held back by nothing", with(NoCall, Call{}, call(IPend, Held)), "no own invite"},
		{"owes a hangup while it waits", with(0, call(OWait, Owes)), "flag Owes in O_WAIT"},
		{"owes a hangup of the peer's call", with(NoCall, Call{}, call(Ended, Owes)), "Owes at the wrong end"},
		{"rings although it was accepted", with(NoCall, Call{}, call(IRing, Auto)), "flag Auto in I_RING"},
		{"placed on behalf of the user", with(0, call(Active, Auto)), "Auto at the wrong end"},
		{"the echo is remembered too long", with(0, call(OConn, Echoed)), "flag Echoed in O_CONN"},
		{"wide, but not answered", with(NoCall, Call{}, call(IPend, Wide)), "flag Wide in I_PEND"},
		{"open microphone on a dead call", with(0, call(Ended)), "feeds call 0"},
		{"the stream was released too early", with(NoCall, Call{}, call(Active)), "does not feed it"},
		{"the stream still feeds the replaced call", with(0, call(Ended), call(ISending)), "does not feed it"},
		{"an invite without media", phase(with(0, call(OSending)), Pending, HaveTurn), "past its offer"},
		{"an answer without TURN", phase(with(1, Call{}, call(ISending)), Granted, Fetching), "past its offer"},
		{"TURN kept for nobody", phase(with(NoCall), NoStream, HaveTurn), "nobody holds"},
		{"accepting without capture", phase(with(1, Call{}, call(IAcc)), NoStream, HaveTurn), "nothing was captured"},
		{"a phase beyond the last", phase(with(0, call(OPrep)), Granted+1, HaveTurn), "unknown phase"},
	} {
		err := Valid(oneRoom, &bad.device)
		if err == nil || !strings.Contains(err.Error(), bad.wants) {
			t.Errorf("%s, %s: got %v, want an error with %q", bad.slip, describe(&bad.device), err, bad.wants)
		}
	}
	elsewhere := with(0, call(OSending), Call{}, Call{}, call(IPend, Held))
	if err := Valid(Config{Calls: 4, Own: 0b0101, Room: [MaxCalls]uint8{0, 0, 1, 1}}, &elsewhere); err == nil {
		t.Errorf("%s: held back by an own call in another room", describe(&elsewhere))
	}
	if fourth := with(NoCall, Call{}, Call{}, Call{}, call(Ended)); Valid(twoOwn, &fourth) == nil {
		t.Errorf("%s: a fourth call in a world of three", describe(&fourth))
	}
}
