package odds

import (
	"encoding/json"
	"math/big"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/sim"
)

// FoundJSON is what odds writes about one scenario, one line. Shares are in 10,000,
// those of bad ends and of the call in 10,000 crossed calls.
type FoundJSON struct {
	story.Head
	Profile  string                `json:"profile"`
	WithinMS uint32                `json:"within_ms"`
	Latency  map[string][][2]int64 `json:"latency"` // ms and weight
	Exact    bool                  `json:"exact"`
	Reason   string                `json:"reason"` // why it is not complete
	States   uint64                `json:"states,omitempty"`
	Runs     uint64                `json:"runs,omitempty"`
	Seed     *uint64               `json:"seed,omitempty"`
	Crossed  json.Number           `json:"crossed"` // of 10,000 pairs of presses
	Bad      shareJSON             `json:"bad"`
	Kinds    []badJSON             `json:"kinds"`
	Active   *activeJSON           `json:"active"`  // null if nobody comes into the call
	Both     shareJSON             `json:"both"`    // bad, and in the call all the same
	Excused  shareJSON             `json:"excused"` // neither bad nor in the call
}

// shareJSON is a share in 10,000: exact, also as a fraction of one, or with the
// interval in which it lies.
type shareJSON struct {
	Per10000 json.Number `json:"per_10000"`
	Fraction string      `json:"fraction,omitempty"`
	Low      json.Number `json:"low,omitempty"`
	High     json.Number `json:"high,omitempty"`
}

// badJSON is one way in which calls end badly.
type badJSON struct {
	Words    string `json:"words"`
	Property string `json:"property"`
	shareJSON
}

// activeJSON is how long it takes until both ends are in the call.
type activeJSON struct {
	shareJSON
	MedianMS uint32 `json:"median_ms"`
	P99MS    uint32 `json:"p99_ms"`
	WorstMS  uint32 `json:"worst_ms"`
}

// JSON is what came of the scenario, as JSON has it.
func (f *Found) JSON(h story.Head) FoundJSON {
	line := FoundJSON{
		Head: h, Profile: f.profile, WithinMS: f.odds.WithinMS, Latency: latencyJSON(&f.odds.Latencies),
		Exact: f.Exact, Reason: f.Reason, Crossed: perJSON(f.Crossed, f.Whole), Bad: f.shareJSON(f.BadWeight()), Kinds: []badJSON{},
		Both: f.shareJSON(f.Both), Excused: f.shareJSON(f.Excused),
	}
	if f.Exact {
		line.States = f.Size
	} else {
		line.Runs, line.Seed = f.Size, &f.seed
	}
	for _, b := range f.Bad {
		line.Kinds = append(line.Kinds, badJSON{b.Words, b.Property, f.shareJSON(b.Weight)})
	}
	if len(f.Active) > 0 {
		median, _ := f.Quantile(1, 2)
		late, _ := f.Quantile(99, 100)
		line.Active = &activeJSON{f.shareJSON(f.ActiveWeight()), median, late, f.Active[len(f.Active)-1].MS}
	}
	return line
}

// shareJSON is a weight as a share of the crossed calls.
func (f *Found) shareJSON(weight *big.Int) shareJSON {
	s := shareJSON{Per10000: perJSON(weight, f.Crossed)}
	switch {
	case f.Crossed.Sign() == 0:
	case f.Exact:
		s.Fraction = new(big.Rat).SetFrac(weight, f.Crossed).RatString()
	default:
		low, high := interval(weight, f.Crossed)
		s.Low, s.High = json.Number(low), json.Number(high)
	}
	return s
}

// perJSON is weight in 10,000 of a whole, as a number with three digits behind the
// point.
func perJSON(weight, whole *big.Int) json.Number {
	if whole.Sign() == 0 {
		return "0"
	}
	return json.Number(new(big.Rat).SetFrac(new(big.Int).Mul(weight, big.NewInt(per)), whole).FloatString(3))
}

// latencyJSON is the tables by name.
func latencyJSON(l *Latencies) map[string][][2]int64 {
	tables := map[string][][2]int64{}
	for kind, table := range l {
		name := sim.LatencyNames()[kind]
		for _, d := range table {
			tables[name] = append(tables[name], [2]int64{int64(d.MS), int64(d.Weight)})
		}
	}
	return tables
}
