package scheduler

// replay repeats the explored part of a recorded run; the drain that follows is
// a function of the world. It is how a run is checked against itself. Schedules
// that were stored by name are replayed by the function Replay.
type replay[W any, A comparable] struct {
	schedule Schedule
	name     string
}

// NewReplay makes a strategy that repeats the picks of a schedule, up to where
// it was healed. The schedule must come from the same build of the same system.
func NewReplay[W any, A comparable](schedule Schedule) Strategy[W, A] {
	return &replay[W, A]{schedule: schedule, name: "replay"}
}

func (r *replay[W, A]) Name() string { return r.name }

func (r *replay[W, A]) Begin(uint64, uint64) int { return r.schedule.Initial }

func (r *replay[W, A]) Pick(c *Choice[W, A]) int {
	if c.Step >= len(r.schedule.Picks) {
		return Stop
	}
	if pick := r.schedule.Picks[c.Step]; pick >= 0 && pick < len(c.Enabled) {
		return pick
	}
	return Stop
}
