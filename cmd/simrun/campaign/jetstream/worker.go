package jetstream

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/campaign/work"
)

// Worker is the engine of a machine that takes shards from a host.
type Worker struct {
	Campaign *result.Campaign // that the host serves
	// Waits is told what the worker waits for.
	Waits func(error)

	conn *nats.Conn
	js   jetstream.JetStream
}

// Link is a connection to a server.
type Link struct{ conn *nats.Conn }

// Close ends the connection.
func (l *Link) Close() { l.conn.Close() }

// Connect connects to a server, and waits for one that does not answer yet. One that does not
// let us in is an error.
func Connect(ctx context.Context, address string, s Security, waits func(error)) (*Link, error) {
	options, err := s.Dial(address)
	if err != nil {
		return nil, err
	}
	for {
		conn, err := nats.Connect(address, options...)
		switch {
		case err == nil:
			return &Link{conn}, nil
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case errors.Is(err, nats.ErrAuthorization), errors.Is(err, nats.ErrAuthExpired):
			return nil, fmt.Errorf("--nats %s: the server does not let us in: %w; it wants its token (--token-file) or a key that it knows (--nkey-seed)", address, err)
		case !isUnreachable(err):
			return nil, fmt.Errorf("--nats %s: %w", address, err)
		}
		waits(fmt.Errorf("no server answers at %s yet: %w", address, err))
		if err := pause(ctx); err != nil {
			return nil, err
		}
	}
}

// isUnreachable reports whether nobody answers, who may do so later.
func isUnreachable(err error) bool {
	var timeout interface{ Timeout() bool }
	return errors.Is(err, nats.ErrNoServers) || errors.Is(err, nats.ErrTimeout) || strings.Contains(err.Error(), "connection re") || errors.As(err, &timeout) && timeout.Timeout()
}

// pause waits a little; the error is that of the context.
func pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(pauseBefore):
		return nil
	}
}

// NewWorker asks which campaign is served.
func NewWorker(ctx context.Context, l *Link, waits func(error)) (*Worker, error) {
	js, err := jetstream.New(l.conn)
	if err != nil {
		return nil, err
	}
	w := &Worker{conn: l.conn, js: js, Waits: waits}
	reply, err := w.ask(ctx, planSubject, nil, nil)
	if err != nil {
		return nil, err
	}
	if w.Campaign, err = result.DecodeCampaign(reply); err != nil {
		return nil, fmt.Errorf("what the server answers is no campaign of this version: %w", err)
	}
	return w, nil
}

// ask sends a request until somebody answers.
func (w *Worker) ask(ctx context.Context, subject string, text []byte, header nats.Header) ([]byte, error) {
	for {
		limited, cancel := context.WithTimeout(ctx, askWait)
		reply, err := w.conn.RequestMsgWithContext(limited, &nats.Msg{Subject: subject, Data: text, Header: header})
		cancel()
		switch {
		case err == nil && len(reply.Data) > 0:
			return reply.Data, nil
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case w.conn.IsClosed():
			return nil, fmt.Errorf("the server has closed the connection: %w", w.conn.LastError())
		case errors.Is(err, nats.ErrMaxPayload):
			return nil, fmt.Errorf("the server takes no message of %d bytes: %w; raise its max_payload to 8MB", len(text), err)
		case err == nil:
			err = errors.New("the server could not do it")
		}
		w.Waits(fmt.Errorf("waiting for the server: %w", err))
		if err := pause(ctx); err != nil {
			return nil, err
		}
	}
}

// Claim takes the next shard from the queue, or waits for one: shards may come back whose
// worker was lost.
func (w *Worker) Claim(ctx context.Context) (work.Claim, error) {
	for {
		message, err := w.next(ctx)
		switch {
		case ctx.Err() != nil:
			return work.Claim{}, context.Cause(ctx)
		case err == nil:
			if shard, ok := shardOf(message.Subject()); ok {
				return work.Claim{Shard: shard, Ticket: message}, nil
			}
			_ = message.Term() // not ours
			continue
		}
		at, stateErr := w.state(ctx)
		if stateErr != nil {
			return work.Claim{}, stateErr
		}
		if at.Done >= at.All {
			return work.Claim{}, work.ErrDone
		}
		if !isEmpty(err) {
			w.Waits(fmt.Errorf("waiting for the queue: %w", err))
		}
		if err := pause(ctx); err != nil {
			return work.Claim{}, err
		}
	}
}

// isEmpty reports whether there is nothing to take, or nothing yet.
func isEmpty(err error) bool {
	for _, known := range []error{nats.ErrTimeout, jetstream.ErrNoMessages, jetstream.ErrStreamNotFound, jetstream.ErrConsumerNotFound} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// next is the next message of the queue, if there is one soon.
func (w *Worker) next(ctx context.Context) (jetstream.Msg, error) {
	limited, cancel := context.WithTimeout(ctx, askWait)
	defer cancel()
	consumer, err := w.js.Consumer(limited, streamName(w.Campaign.Name), consumerName)
	if err != nil {
		return nil, err
	}
	return consumer.Next(jetstream.FetchMaxWait(claimWait))
}

// claimWait is how long to wait for a shard before it is asked whether any are left.
const claimWait = time.Second

// state asks how far the campaign is.
func (w *Worker) state(ctx context.Context) (state, error) {
	var at state
	reply, err := w.ask(ctx, stateSubject(w.Campaign.Name), nil, nil)
	if err == nil {
		err = json.Unmarshal(reply, &at)
	}
	return at, err
}

// Renewal is how often a claim must be renewed.
func (w *Worker) Renewal(ctx context.Context) (time.Duration, error) {
	for {
		consumer, err := w.js.Consumer(ctx, streamName(w.Campaign.Name), consumerName)
		if err == nil {
			return consumer.CachedInfo().Config.AckWait / heartbeats, nil
		}
		if at, err := w.state(ctx); err != nil || at.Done >= at.All {
			return AckWait / heartbeats, err
		}
		if err := pause(ctx); err != nil {
			return 0, err
		}
	}
}

// Renew says that the work on a shard goes on.
func (w *Worker) Renew(_ context.Context, c work.Claim) error {
	message, ok := c.Ticket.(jetstream.Msg)
	if !ok {
		return errors.New("this is no claim of a queue")
	}
	return message.InProgress()
}

// Deliver sends a result to the host until that has kept it, and then takes the shard out of
// the queue. That the last did not get through does no harm: the shard is handed out once
// more, and done to no avail.
func (w *Worker) Deliver(ctx context.Context, c work.Claim, text []byte, took time.Duration) error {
	header := nats.Header{}
	header.Set(secondsHeader, strconv.FormatFloat(took.Seconds(), 'f', 6, 64))
	reply, err := w.ask(ctx, resultSubject(w.Campaign.Name), text, header)
	if err != nil {
		return err
	}
	if why, bad := strings.CutPrefix(string(reply), refused); bad {
		return fmt.Errorf("the server refuses the result of shard %d: %s", c.Shard, why)
	}
	if message, ok := c.Ticket.(jetstream.Msg); ok {
		if err := message.Ack(); err != nil {
			w.Waits(fmt.Errorf("shard %d is done, and the queue does not hear of it: %w", c.Shard, err))
		}
	}
	return nil
}
