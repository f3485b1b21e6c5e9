package main

// status is the exit status of the program.
type status int

// The exit statuses.
const (
	statusOK        status = 0 // nothing wrong was found, or the work was done
	statusViolated  status = 1 // a property is violated
	statusUsage     status = 2 // bad usage or bad input
	statusUndecided status = 3 // out of budget, or interrupted
)

// rank orders statuses from good to bad: of several scenarios one that is
// violated is worse news than one that is undecided.
func (s status) rank() int {
	switch s {
	case statusOK:
		return 0
	case statusUndecided:
		return 1
	case statusViolated:
		return 2
	default:
		return 3
	}
}
