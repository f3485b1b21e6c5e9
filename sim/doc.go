// Package sim is the world around the devices: outboxes, homeservers, room
// timelines, sync queues, timers, media, users and faults. It offers the
// actions that may happen ([System.Enabled]) and does the one it is told
// ([System.Do]).
//
// It does not choose, and it does not know what is right: package scheduler
// chooses, package properties judges. It never rolls dice; loss and delay are
// offered as actions while a scenario's fault budget lasts.
//
// A [World] is a flat comparable value. What never changes during a run (names,
// call IDs, readings) is the [Scenario], which [Compile] turns into a [System].
//
// Read world.go, action.go, presses.go, scenario.go, lines.go (the grammar of files),
// system.go, then enabled.go and do.go; each fault is a file of its own. How a world looks
// from outside is in screen.go, what users see, and outcome.go, how the calls of a run
// have ended.
package sim
