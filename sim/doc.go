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
// Read world.go, topology.go (who is where), action.go, presses.go; scenario.go, callers.go,
// lines.go (the grammar of files) with parse.go, parse_*.go and format.go, scenarios.go
// and setup.go; system.go and compile.go with ids.go, hostile.go, latency.go and asks.go; then
// enabled.go and enabled_many.go with acts.go, moves.go, gathering.go and arrival.go, do.go and
// sync.go with readable.go (what a device makes of events), queue.go, retry.go, lifetime.go, stored.go and streams.go,
// and name.go with vocabulary.go.
// fault.go lists the faults, of which each is a file of its own, fault_*.go;
// destroyed.go says what they destroy. How a world looks from outside is in screen.go,
// what users see, and outcome.go, how the calls of a run have ended, with awaited.go,
// told.go, willing.go and winner.go for who judges that. What a search makes use of:
// key.go, info.go, measure.go, commute.go, exchange.go with symmetry.go and alike.go, dead.go
// and drop.go. Worlds
// with a clock: timed.go and timed_*.go; zone.go. Where real clients stand in the place of
// devices: seam.go with timed_driven.go.
package sim
