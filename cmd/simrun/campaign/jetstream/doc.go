// Package jetstream hands the shards of a campaign to workers on other machines, by way of
// NATS JetStream: a server within this program, or a cluster that is there.
//
// It is the only one that knows NATS, and knows nothing of what a shard explores. It is no
// place where anything is kept: the queue follows from the plan and the results that are
// there, and can be lost at any moment.
//
// A [Server] is NATS within this program: on this machine alone, unless it has TLS and asks
// who is there ([Security]). A [Host] publishes the shards that are missing, each on a subject
// of its own that takes one message, so that a shard is never queued twice; again and again,
// for a broker may lose what it has acknowledged. A [Worker] is the engine on the other side:
// it takes a shard, says now and then that it is still at it, sends the result to the host,
// and acknowledges the shard only when the host has written the result down. Whatever is cut
// off in between, the shard is handed out once more, and work done twice is harmless.
//
// Read names.go, security.go, server.go, host.go, worker.go; lock_unix.go and lock_other.go keep a
// second server out of a store.
package jetstream
