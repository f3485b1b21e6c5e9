// Package judge lays the call events of a real room over the model: who called whom, how
// each call ended at each end, where what happened left the specification and what could
// have followed instead, which readings explain each device, which known story it is, and
// what would have had to happen for it to go well.
//
// It is no client and no simulation: it guesses nothing. What events cannot tell, such as
// what one end saw or when somebody pressed what, it says it cannot tell. What is private
// (descriptions, candidates, addresses, and user IDs unless they are asked for) is never
// said; whatever a file holds, there is an answer or an error with its place.
//
// [Judge] takes files and gives a [Report], which text.go and picture.go show, and which
// is JSON as it is.
//
// Read judge.go; input.go with notes.go, merge.go and differ.go, by which files become events in one order;
// people.go; trial.go and call.go, then step.go, step_end.go, step_streams.go and close.go, which
// follow calls through them, with crossing.go, numbers.go and finding.go; ends.go; then
// view.go, device.go, explain.go and pool.go, which lay a device's events over the model;
// witness.go and known.go, which compare them with known stories; run.go and cast.go,
// which look for a run of the model; remedy.go; text.go and picture.go.
package judge
