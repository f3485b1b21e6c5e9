package sim

import (
	"fmt"
	"strings"

	"github.com/glarelab/glare/model/names"
)

// LatencyKind is which of a scenario's latencies an action takes.
type LatencyKind uint8

// The kinds of latencies. Those before PressLatency are taken by steps of a run; it is
// when a run begins. GatherLatency is taken where candidates are gathered to their end.
const (
	SendLatency LatencyKind = iota
	ReplyLatency
	SyncLatency
	FederateLatency
	MediaLatency
	ConnectLatency
	ReactLatency
	PressLatency
	GatherLatency
	NoLatency    // a timer, which has a time of its own
	NumLatencies = int(NoLatency)
)

// latencies are what scenarios call each kind, and how long it takes if they do not
// say: what a mobile phone on a busy homeserver sees.
var latencies = [NumLatencies]struct {
	name  string
	usual Range
}{
	SendLatency:     {"send", Range{20, 400}},
	ReplyLatency:    {"reply", Range{20, 400}},
	SyncLatency:     {"sync", Range{20, 600}},
	FederateLatency: {"federate", Range{50, 2000}},
	MediaLatency:    {"media", Range{50, 3000}},
	ConnectLatency:  {"connect", Range{100, 2000}},
	ReactLatency:    {"react", Range{500, 10000}},
	PressLatency:    {"press", Range{0, 2000}},
	GatherLatency:   {"gather", Range{100, 5000}},
}

// maxLatencyMS is the longest latency that a scenario may name.
const maxLatencyMS = 600000

// Latency is a range of milliseconds for each kind of step, in timed worlds.
type Latency [NumLatencies]Range

// Range is an interval of milliseconds, both ends included.
type Range struct{ Min, Max uint32 }

// usualLatency is the latencies of a scenario that names none.
func usualLatency() (l Latency) {
	for kind := range latencies {
		l[kind] = latencies[kind].usual
	}
	return l
}

// LatencyNames lists the kinds of latencies as scenarios name them.
func LatencyNames() []string {
	var names []string
	for _, l := range latencies {
		names = append(names, l.name)
	}
	return names
}

// Of is the range of one kind of latency.
func (l *Latency) Of(kind LatencyKind) *Range { return &l[kind] }

// latency reads kind=MS and kind=MS-MS words.
func (p *parser) latency(s *Scenario, args []string) error {
	list := LatencyNames()
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		kind := 0
		for kind < len(list) && list[kind] != name {
			kind++
		}
		if kind == len(list) {
			return names.Unknown("latency", name, list)
		}
		if p.timed[kind] {
			return fmt.Errorf("latency %s stands here a second time", name)
		}
		p.timed[kind] = true
		low, high, ok := strings.Cut(value, "-")
		if !ok {
			high = low
		}
		a, err := number(low, 0, maxLatencyMS)
		if err != nil {
			return err
		}
		b, err := number(high, a, maxLatencyMS)
		if err != nil {
			return err
		}
		s.Latency[kind] = Range{uint32(a), uint32(b)}
	}
	return nil
}

// words are the latencies as a scenario's line has them; how long gathering takes, only
// where that is unusual.
func (l *Latency) words() []string {
	var words []string
	for kind, r := range l {
		if LatencyKind(kind) == GatherLatency && r == latencies[kind].usual {
			continue
		}
		words = append(words, fmt.Sprintf("%s=%d-%d", latencies[kind].name, r.Min, r.Max))
	}
	return words
}
