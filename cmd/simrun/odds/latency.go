package odds

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/glarelab/glare/model/names"
	"github.com/glarelab/glare/sim"
)

// Delay is one of the times that something may take, and how often it does, beside
// the weights of the others of its table.
type Delay struct{ MS, Weight uint32 }

// Delays is a table of the times that one kind of step may take, least first.
type Delays []Delay

// The limits of a table.
const (
	MaxDelays      = 5
	maxDelayMS     = 600_000
	maxDelayWeight = 1000
)

// total is the sum of the weights.
func (d Delays) total() (sum int) {
	for _, delay := range d {
		sum += int(delay.Weight)
	}
	return sum
}

// at is the delay on which number n, from 0 to below the total, falls.
func (d Delays) at(n int) uint32 {
	for _, delay := range d {
		if n -= int(delay.Weight); n < 0 {
			return delay.MS
		}
	}
	panic("odds: a number beyond the weights of a table")
}

// String is the table as [ParseLatencies] reads it: "40:3,80:1".
func (d Delays) String() string {
	var parts []string
	for _, delay := range d {
		parts = append(parts, fmt.Sprintf("%d:%d", delay.MS, delay.Weight))
	}
	return strings.Join(parts, ",")
}

// Latencies are the tables of all kinds of steps but the presses that begin a run,
// by [sim.LatencyKind].
type Latencies [sim.PressLatency]Delays

// Profile is a set of tables by name.
type Profile struct {
	Name, About, Text string
}

// Profiles lists the bundled profiles. Their tables are assumptions, not
// measurements: round numbers of the size that one sees on such networks.
func Profiles() []Profile {
	return []Profile{
		{
			"lan", "computers beside their homeserver; cameras that are ready at once",
			"send=10:12,20:4 reply=10:12,20:4 sync=10:12,20:4 federate=10:12,20:4 media=100:12,300:4 connect=100:12,200:4 react=2000:8,5000:8",
		},
		{
			"lte", "phones on a mobile network, now and then one in a bad place",
			"send=60:10,120:5,600:1 reply=60:10,120:5,600:1 sync=60:10,120:5,600:1 federate=60:12,120:4 media=200:8,400:6,1000:2 connect=400:12,1000:4 react=2000:8,5000:8",
		},
		{
			"federation", "phones on a mobile network, whose homeservers are far from each other and sometimes busy",
			"send=60:10,120:5,600:1 reply=60:10,120:5,600:1 sync=60:10,120:5,600:1 federate=120:8,300:5,1200:2,4800:1 media=200:8,400:6,1000:2 connect=400:12,1000:4 react=2000:8,5000:8",
		},
	}
}

// ProfileNames lists the names of the bundled profiles.
func ProfileNames() []string {
	var names []string
	for _, p := range Profiles() {
		names = append(names, p.Name)
	}
	return names
}

// ProfileLatencies are the tables of a bundled profile.
func ProfileLatencies(name string) (Latencies, error) {
	for _, p := range Profiles() {
		if p.Name == name {
			l, err := ParseLatencies(Latencies{}, p.Text)
			if err != nil {
				panic("odds: bundled profile " + name + ": " + err.Error())
			}
			return l, nil
		}
	}
	return Latencies{}, names.Unknown("latency profile", name, ProfileNames())
}

// ParseLatencies replaces the tables that a text names: "send=40:3,80:1 sync=50".
// A time without a weight has the weight 1.
func ParseLatencies(base Latencies, text string) (Latencies, error) {
	known := sim.LatencyNames()[:len(base)]
	seen := [len(base)]bool{}
	for word := range strings.FieldsSeq(text) {
		name, table, _ := strings.Cut(word, "=")
		kind := 0
		for kind < len(known) && known[kind] != name {
			kind++
		}
		switch {
		case name == sim.LatencyNames()[sim.PressLatency]:
			return base, fmt.Errorf("press: the times of the presses follow from the interval in which both press; leave it out here")
		case kind == len(known):
			return base, names.Unknown("latency", name, known)
		case seen[kind]:
			return base, fmt.Errorf("%s stands here a second time", name)
		}
		delays, err := parseDelays(table)
		if err != nil {
			return base, fmt.Errorf("%s: %w", name, err)
		}
		seen[kind], base[kind] = true, delays
	}
	return base, nil
}

// parseDelays reads one table.
func parseDelays(text string) (Delays, error) {
	var table Delays
	for part := range strings.SplitSeq(text, ",") {
		value, weight, weighted := strings.Cut(part, ":")
		ms, err := strconv.ParseUint(value, 10, 32)
		if err != nil || ms > maxDelayMS {
			return nil, fmt.Errorf("expected MS:WEIGHT,… with times from 0 to %d ms, such as 40:3,80:1, found %q", maxDelayMS, part)
		}
		n := uint64(1)
		if weighted {
			if n, err = strconv.ParseUint(weight, 10, 32); err != nil || n < 1 || n > maxDelayWeight {
				return nil, fmt.Errorf("expected a weight from 1 to %d after %d:, found %q", maxDelayWeight, ms, weight)
			}
		}
		if last := len(table) - 1; last >= 0 && uint64(table[last].MS) >= ms {
			return nil, fmt.Errorf("expected times that rise, each once, found %d after %d", ms, table[last].MS)
		}
		table = append(table, Delay{uint32(ms), uint32(n)})
	}
	if len(table) > MaxDelays {
		return nil, fmt.Errorf("a table has at most %d times, this one has %d", MaxDelays, len(table))
	}
	return table, nil
}

// String is the tables as [ParseLatencies] reads them.
func (l *Latencies) String() string {
	var words []string
	for kind, table := range l {
		words = append(words, sim.LatencyNames()[kind]+"="+table.String())
	}
	return strings.Join(words, " ")
}

// ranges are the windows that the tables span, with presses within so many ms, as a
// timed scenario has them.
func (l *Latencies) ranges(withinMS uint32) sim.Latency {
	var r sim.Latency
	for kind, table := range l {
		r[kind] = sim.Range{Min: table[0].MS, Max: table[len(table)-1].MS}
	}
	r[sim.PressLatency] = sim.Range{Max: withinMS}
	return r
}
