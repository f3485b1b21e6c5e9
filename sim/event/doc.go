// Package event is the real JSON of call events: what a client of Matrix sends and gets
// from /sync, as values, and what model and sim say of calls instead.
//
// It is not a client and no judge of calls: it knows nothing of states, time or
// networks, and does not say what a device has to do about an event.
//
// [Parse] reads one event, whatever somebody put into it: it never fails on what is
// JSON, keeps what is right, and lists the rest as problems, each with the clause that it
// breaks. [Render] writes an event, the same bytes for the same event; what it writes of
// a valid event is read back without a problem, and equal. A [Signal] is what the model
// knows of an event; [Signal.Content] makes content of it, with a placeholder for a
// description, and [SignalOf] goes back.
//
// Descriptions, candidates and whatever else is private are Secrets: no way of printing
// one shows it.
//
// Read event.go, content.go with secret.go; problem.go, parse.go, content_read.go and
// fields.go, with id.go; render.go and content_write.go; signal.go.
package event
