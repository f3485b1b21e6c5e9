package verdict

import (
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/scheduler"
)

// StopJSON is what a tour writes about each scenario with each fault, a line each.
type StopJSON struct {
	Scenario  string         `json:"scenario"`
	Fault     string         `json:"fault"`   // the single one beside the scenario's own, or ""
	Faults    map[string]int `json:"faults"`  // all, name to budget
	Refused   string         `json:"refused"` // why clients cannot take part
	Reason    string         `json:"reason"`  // how a client is at fault
	Schedules uint64         `json:"schedules"`
	Crossing  uint64         `json:"crossing"`
	Violated  uint64         `json:"violated"`
	Excused   uint64         `json:"excused"`
	Undecided uint64         `json:"undecided"`
}

// FoundJSON is what it writes about each way in which they go wrong, a line each.
type FoundJSON struct {
	Property   string           `json:"property"`
	Severity   int              `json:"severity"` // from 1, the gravest
	Message    string           `json:"message"`
	Scenario   string           `json:"scenario"`
	FaultsUsed story.FaultsUsed `json:"faults_used"`
	Schedules  uint64           `json:"schedules"` // that go wrong so
	Schedule   []string         `json:"schedule"`
	Token      string           `json:"token"`
	Again      string           `json:"again"` // the command that has the story back
}

// TourJSON is its last line.
type TourJSON struct {
	Verdict    string       `json:"verdict"`
	Reason     string       `json:"reason"`
	Clients    string       `json:"clients"`
	Schedules  uint64       `json:"schedules"`
	Crossing   uint64       `json:"crossing"`
	Violated   uint64       `json:"violated"`
	Findings   int          `json:"findings"`
	More       int          `json:"more"` // ways that are not told
	Seed       uint64       `json:"seed"`
	Strategy   string       `json:"strategy"`
	Digest     string       `json:"digest"` // of all that happened
	Seconds    float64      `json:"seconds"`
	CPUSeconds float64      `json:"cpu_seconds"`
	Tested     story.Tested `json:"tested"`
}

// emit writes the tour as JSON. Again is the command that carries a token out again, without it.
func (t *Tour) emit(p *story.Reporter, again string) error {
	for _, s := range t.Stops {
		line := StopJSON{s.Scenario.Name, s.Fault, story.HeadOf(s.Scenario).Faults, s.Refused, s.Broken, s.Done, s.Crossing, s.Wrong, s.Excused, s.Unknown}
		if err := p.Emit(line); err != nil {
			return err
		}
	}
	for _, f := range t.Findings {
		problem := f.Story.Problem
		line := FoundJSON{
			problem.Property, problem.Severity + 1, f.Story.Sentence(), f.Stop.Scenario.Name, f.Story.Spent(), f.Count,
			f.Story.Schedule.Names, f.Story.Token, again + f.Story.Token,
		}
		if err := p.Emit(line); err != nil {
			return err
		}
	}
	total := t.total()
	return p.Emit(TourJSON{
		Verdict: t.verdict().String(), Reason: t.reason(), Clients: t.Clients, Schedules: total.Done, Crossing: total.Crossing, Violated: total.Wrong,
		Findings: len(t.Findings), More: t.More, Seed: t.Seed, Strategy: t.Strategy, Digest: fmt.Sprintf("%016x", t.Sum),
		Seconds: t.Elapsed.Seconds(), CPUSeconds: t.CPU.Seconds(), Tested: p.Tested(),
	})
}

// total are all stops together.
func (t *Tour) total() (all Stop) {
	for _, s := range t.Stops {
		all.add(s)
	}
	return all
}

func (s *Stop) add(other *Stop) {
	s.Done, s.Crossing, s.Wrong = s.Done+other.Done, s.Crossing+other.Crossing, s.Wrong+other.Wrong
	s.Excused, s.Unknown = s.Excused+other.Excused, s.Unknown+other.Unknown
}

// verdict is what the runs come to.
func (t *Tour) verdict() scheduler.Verdict {
	switch total := t.total(); {
	case total.Wrong > 0:
		return scheduler.Violated
	case t.reason() != "":
		return scheduler.Undecided
	default:
		return scheduler.OK
	}
}

// reason is why not all is known, or "".
func (t *Tour) reason() string {
	total := t.total()
	for _, s := range t.Stops {
		if s.Broken != "" {
			return s.Broken
		}
	}
	switch {
	case t.Cut != nil:
		return t.Cut.Error()
	case total.Done == 0:
		return "the clients can take part in none of these scenarios"
	case total.Unknown > 0:
		return fmt.Sprintf("%s did not come to rest, or exceed a limit of the simulated world", term.Count(total.Unknown, "schedule"))
	default:
		return ""
	}
}

// TourStatus is the exit status of a tour.
func TourStatus(p *term.Printer, t *Tour) term.Status {
	switch v := t.verdict(); {
	case v == scheduler.Violated:
		return term.StatusViolated
	case v == scheduler.Undecided:
		return term.StatusUndecided
	case t.total().Excused > 0:
		return story.ExcusedStatus(p)
	default:
		return term.StatusOK
	}
}
