package scheduler

// System is everything that can be explored: an immutable description that
// creates worlds, says what may happen in one and makes it happen. W is a flat
// value without pointers, so that copying it is a snapshot; A is a small
// comparable value that is cheap to pass.
//
// A System is used by several goroutines at once and must not keep state
// between calls.
type System[W any, A comparable] interface {
	// Initials is the number of initial worlds, at least one.
	Initials() int
	// Initial writes initial world i, 0 ≤ i < Initials(), into w.
	Initial(i int, w *W)
	// Enabled appends to buf the actions that may happen in w and returns it.
	// Their order is a function of w alone, calmest first: entry 0 is what a
	// fast and fair network would do next.
	Enabled(w *W, buf []A) []A
	// Do makes an enabled action happen. It does not allocate.
	Do(w *W, a A)
	// Copy makes dst equal to src. It may leave parts of dst alone that no
	// world of this system uses.
	Copy(dst, src *W)
	// Key is the part of w that distinguishes worlds, as bytes, always of the
	// same length for one system. It aliases w and is valid until w changes.
	Key(w *W) []byte
	// Fair reports whether an enabled action must happen sooner or later: a
	// message, a media step, a must-action, a running timer. A world in which
	// no enabled action is fair is quiescent.
	Fair(w *W, a A) bool
	// Heal ends all faults in w: what is suspended resumes, no fault is
	// offered any more. What was lost stays lost.
	Heal(w *W)
	// Name is the text of an action as a schedule stores it, stable between
	// builds and unique among the actions enabled in w. It may depend on w.
	Name(w *W, a A) string
	// Info is what a strategy or a reduction may know of an action.
	Info(a A) (actor uint8, objects uint64, kind Kind, calm uint8)
	// Fault is the index of the fault kind that a spends, or -1. Swarm testing
	// switches kinds off by it; Faults is the number of kinds.
	Fault(a A) int
	Faults() int
}

// Kind is the sort of an action. It is an alias so that a system need not
// import this package.
type Kind = uint8

// The kinds of actions.
const (
	KindUser    Kind = iota // somebody presses something
	KindMessage             // the network or the media layer takes a step
	KindTimer               // a timer fires
	KindFault               // the network or a device does harm
)

// Set is a set of properties: bit i stands for the caller's property i.
type Set = uint64

// Judge says what is wrong with a run.
type Judge[W any, A comparable] interface {
	// Step is the set of properties that the step from before by a to after
	// violates.
	Step(before *W, a A, after *W) Set
	// Final is the set of properties that the quiescent world w violates.
	Final(w *W) Set
	// Cause is a small number by which violations of one property are told
	// apart (which rare circumstance the run went through).
	Cause(w *W) uint32
	// Outcome classifies a quiescent world; equal codes are equal outcomes.
	Outcome(w *W) Code
}

// Code is an outcome as numbers, by which outcomes are sorted. It is an alias so that a
// judge need not import this package.
type Code = [3]uint64
