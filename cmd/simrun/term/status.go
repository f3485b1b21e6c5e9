package term

// Status is the exit status of the program.
type Status int

// The exit statuses.
const (
	StatusOK        Status = 0 // nothing wrong was found, or the work was done
	StatusViolated  Status = 1 // a property is violated
	statusUsage     Status = 2 // bad usage or bad input
	StatusUndecided Status = 3 // out of budget, or interrupted
)

// rank orders statuses from good to bad: of several scenarios one that is
// violated is worse news than one that is undecided.
func (s Status) rank() int {
	switch s {
	case StatusOK:
		return 0
	case StatusUndecided:
		return 1
	case StatusViolated:
		return 2
	default:
		return 3
	}
}
