package jetstream

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nats-io/nuid"

	"github.com/glarelab/glare/cmd/simrun/campaign/result"
)

// Keeper is where results are kept: a folder.
type Keeper interface {
	Put(text []byte, took time.Duration) error
	Missing() []int
	Left() int // how many are missing
}

// Host publishes the shards of a campaign and takes the results.
type Host struct {
	Campaign *result.Campaign
	Keeper   Keeper
	AckWait  time.Duration
	// Failed is told what does not work and is tried again.
	Failed func(error)

	stream jetstream.JetStream
}

// CheckAckWait refuses a time that is too short or too long.
func CheckAckWait(wait time.Duration) error {
	if wait < leastAckWait || wait > mostAckWait {
		return fmt.Errorf("--ack-wait %v: expected %v to %v", wait, leastAckWait, mostAckWait)
	}
	return nil
}

// Run serves the campaign until every shard is done or the context ends; then for a moment
// more, so that workers hear of it.
func (h *Host) Run(ctx context.Context, l *Link) error {
	conn := l.conn
	var err error
	if h.stream, err = jetstream.New(conn, jetstream.WithPublishAsyncMaxPending(mostPending)); err != nil {
		return err
	}
	broken := make(chan error, 1)
	for subject, answer := range map[string]func(*nats.Msg) []byte{
		planSubject: func(*nats.Msg) []byte { return h.Campaign.Encode() }, stateSubject(h.Campaign.Name): h.state,
		resultSubject(h.Campaign.Name): func(m *nats.Msg) []byte { return h.take(m, broken) },
	} {
		sub, err := conn.Subscribe(subject, func(m *nats.Msg) {
			if err := m.Respond(answer(m)); err != nil {
				h.Failed(fmt.Errorf("an answer did not get through: %w", err))
			}
		})
		if err != nil {
			return err
		}
		defer sub.Unsubscribe() //nolint:errcheck // the connection may be gone
	}
	if err := conn.Flush(); err != nil {
		return err
	}
	return h.publishUntilDone(ctx, broken)
}

// state says how far the campaign is.
func (h *Host) state(*nats.Msg) []byte {
	text, err := json.Marshal(state{h.Campaign.Shards - h.Keeper.Left(), h.Campaign.Shards})
	if err != nil {
		panic("jetstream: " + err.Error())
	}
	return text
}

// take keeps a result. One that is none is refused, so that its worker hears of it; that it
// cannot be kept ends the work.
func (h *Host) take(m *nats.Msg, broken chan<- error) []byte {
	r, err := result.Decode(m.Data)
	if err != nil {
		return []byte(refused + err.Error())
	}
	seconds, err := strconv.ParseFloat(m.Header.Get(secondsHeader), 64)
	if err != nil || seconds < 0 || seconds > (30*24*time.Hour).Seconds() {
		seconds = 0
	}
	switch err := h.Keeper.Put(m.Data, time.Duration(seconds*float64(time.Second))); {
	case err == nil:
		return []byte(kept)
	case errors.Is(err, result.ErrForeign), errors.Is(err, result.ErrDiffers):
		h.Failed(fmt.Errorf("the result of shard %d is refused: %w", r.Head.Shard, err))
		return []byte(refused + err.Error())
	default:
		select {
		case broken <- err:
		default:
		}
		return nil // as if it had not arrived: the worker keeps it and tries again
	}
}

const (
	mostPending = 256             // messages on their way to the queue
	sweepEvery  = 2 * time.Second // how often to look whether the queue has lost anything
)

// publishUntilDone publishes what is missing, and what the queue has lost since, until there
// is nothing missing.
func (h *Host) publishUntilDone(ctx context.Context, broken <-chan error) error {
	ticker := time.NewTicker(pauseBefore)
	defer ticker.Stop()
	var next time.Time
	for {
		if h.Keeper.Left() == 0 {
			select {
			case <-ctx.Done():
			case <-time.After(2 * claimWait):
			}
			return nil
		}
		if now := time.Now(); now.After(next) {
			if err := h.publish(ctx); err != nil && ctx.Err() == nil {
				h.Failed(fmt.Errorf("the queue does not take the shards; they are published again: %w", err))
			}
			next = time.Now().Add(sweepEvery)
		}
		select {
		case <-ctx.Done():
			return nil
		case err := <-broken:
			return err
		case <-ticker.C:
		}
	}
}

// publish puts the shards into the queue that are missing and not in it. The queue and its
// consumer are made if they are not there.
func (h *Host) publish(ctx context.Context) error {
	limited, cancel := context.WithTimeout(ctx, askWait)
	defer cancel()
	queue, err := h.stream.CreateOrUpdateStream(limited, jetstream.StreamConfig{
		Name: streamName(h.Campaign.Name), Subjects: []string{shardSubject(h.Campaign.Name) + "*"}, Retention: jetstream.WorkQueuePolicy,
		Storage: jetstream.FileStorage, Duplicates: time.Minute,
		// A subject takes one message, so that no shard is in the queue twice, whenever it
		// was published.
		MaxMsgsPerSubject: 1, Discard: jetstream.DiscardNew, DiscardNewPerSubject: true,
	})
	if err != nil {
		return err
	}
	if _, err = queue.CreateOrUpdateConsumer(limited, jetstream.ConsumerConfig{
		Durable: consumerName, AckPolicy: jetstream.AckExplicitPolicy, AckWait: h.AckWait, MaxDeliver: -1, MaxAckPending: -1,
	}); err != nil {
		return err
	}
	info, err := queue.Info(limited)
	if err != nil {
		return err
	}
	missing := h.Keeper.Missing() // after the queue was looked at, which only gets shorter
	if info.State.Msgs >= uint64(len(missing)) {
		return nil // as many as are missing, or more: results whose acknowledgement was lost
	}
	return h.publishAll(ctx, missing)
}

// publishAll publishes shards; those that are in the queue already it refuses itself.
func (h *Host) publishAll(ctx context.Context, missing []int) error {
	subject, round := shardSubject(h.Campaign.Name), nuid.Next()
	for _, shard := range missing {
		if ctx.Err() != nil {
			return nil
		}
		// The identifier keeps a message that is sent twice in this round from being taken
		// twice; in the next round the shard may have been lost, and must be taken again.
		name := strconv.Itoa(shard)
		if _, err := h.stream.PublishAsync(subject+name, nil, jetstream.WithMsgID(name+"."+round), jetstream.WithStallWait(askWait)); err != nil {
			return err
		}
	}
	select {
	case <-h.stream.PublishAsyncComplete():
		return nil
	case <-ctx.Done():
		return nil
	case <-time.After(time.Minute):
		return errors.New("it does not answer")
	}
}
