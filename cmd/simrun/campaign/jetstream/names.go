package jetstream

import (
	"strconv"
	"strings"
	"time"
)

// The subjects of a campaign. Its name is sixteen hexadecimal digits, so that it can be a
// part of one.
const (
	// planSubject asks which campaign is served.
	planSubject = "glare.plan"
	prefix      = "glare."
)

func streamName(campaign string) string   { return "glare-" + campaign }
func shardSubject(campaign string) string { return prefix + campaign + ".shard." }

// resultSubject takes results; the answer says that one is kept.
func resultSubject(campaign string) string { return prefix + campaign + ".result" }

// stateSubject asks how far the campaign is.
func stateSubject(campaign string) string { return prefix + campaign + ".state" }

// consumerName is that of the workers, which share the shards.
const consumerName = "workers"

// shardOf is the number at the end of a shard's subject.
func shardOf(subject string) (int, bool) {
	digits := subject[strings.LastIndexByte(subject, '.')+1:]
	shard, err := strconv.Atoi(digits)
	return shard, err == nil && shard >= 0
}

// secondsHeader tells how long a shard took; it stands beside the result and not in it.
const secondsHeader = "Glare-Seconds"

// The answers to a result.
const (
	kept    = "kept"
	refused = "refused: "
)

// state is how far a campaign is.
type state struct {
	Done, All int
}

// AckWait is how long a worker may be silent before its shard is handed to another, unless
// somebody says otherwise.
const AckWait = 30 * time.Second

// The bounds of that.
const (
	leastAckWait = 100 * time.Millisecond
	mostAckWait  = time.Hour
)

// heartbeats is how often in that time a worker says that it is still at it.
const heartbeats = 4

// askWait is how long an answer may take before it is asked for again.
const askWait = 5 * time.Second

// pauseBefore is how long to wait before something is tried again.
const pauseBefore = 200 * time.Millisecond
