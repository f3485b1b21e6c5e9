// Package drive lets real clients stand where model devices would: it starts an adapter for
// each, tells it what happens to the device, and mirrors what the client makes of it in the
// terms of package sim.
//
// It does not choose what happens, and does not say what is right: the world, its users,
// network and media stay the simulator's. It knows no client in particular; adapters do,
// which are programs of their own. docs/ADAPTERS.md is what they and this package
// agree on.
//
// [Open] starts clients and makes a scenario one that they can take part in. [Clients] are
// what a driven system asks ([sim.Clients]); a client that does not keep to the protocol
// is a [Failure], never a verdict about calls. What happened to a device is a way
// through a tree of commands: a process that stands where a run goes on is told the next one,
// another one begins anew and is told all of them.
//
// Read protocol.go; process.go with process_*.go and failure.go; state.go and state_calls.go
// (what is known of a client), tree.go, pool.go and reserve.go (where it stands); device.go, arrivals.go,
// clients.go and turn.go; open.go with words.go and bundled.go. trial.go, trials.go and
// trials_rings.go try an adapter out: [Test].
package drive
