package explorer

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// Request is one question of a page.
type Request struct {
	Ask  string          `json:"ask"`
	With json.RawMessage `json:"with"`
}

// Reply is the answer to a question: a value, or what is wrong with the question.
type Reply struct {
	Value any    `json:"value"`
	Error string `json:"error"`
}

// Answer answers what is known at once; what it is given and what it gives is JSON.
func (e *Explorer) Answer(request []byte) []byte { return e.reply(request, e.atOnce) }

// Work answers what takes longer, too. It tells now and then how far it is, and ends
// early when the context does.
func (e *Explorer) Work(ctx context.Context, request []byte, progress func(Progress)) []byte {
	return e.reply(request, func(r Request) (any, error) { return e.later(ctx, r, progress) })
}

func (e *Explorer) reply(request []byte, answer func(Request) (any, error)) []byte {
	var r Request
	err := json.Unmarshal(request, &r)
	var reply Reply
	if err == nil {
		reply.Value, err = answer(r)
	}
	if err != nil {
		reply = Reply{Error: term.Safe(err.Error())}
	}
	text, err := json.Marshal(reply)
	if err != nil {
		panic("explorer: an answer is no JSON: " + err.Error())
	}
	return text
}

func (e *Explorer) atOnce(r Request) (any, error) {
	var with struct {
		Link    string  `json:"link"`
		Text    string  `json:"text"`
		As      string  `json:"as"`
		Session Session `json:"session"`
	}
	if r.Ask != "change" {
		if err := read(r.With, &with); err != nil {
			return nil, err
		}
	}
	switch r.Ask {
	case "open":
		return e.OpenLink(with.Link), nil
	case "stand":
		return e.Facts(&with.Session)
	case "change":
		var ch Change
		if err := read(r.With, &ch); err != nil {
			return nil, err
		}
		return e.Apply(ch)
	case "check":
		return CheckText(with.Text), nil
	case "copy":
		return e.Copy(&with.Session, with.As)
	case "options":
		return SetupOptions(), nil
	case "stories":
		return e.Stories()
	case "rules":
		return checker.EveryHash(), nil
	default:
		return nil, fmt.Errorf("nobody knows the question %q", r.Ask)
	}
}

func (e *Explorer) later(ctx context.Context, r Request, progress func(Progress)) (any, error) {
	var effort Effort
	switch r.Ask {
	case "ahead", "turn":
		if err := read(r.With, &effort); err != nil {
			return nil, err
		}
	}
	switch r.Ask {
	case "ahead":
		return e.LookAhead(ctx, effort, progress)
	case "turn":
		return e.Turn(ctx, effort, progress)
	case "pairs":
		return e.WhoCanCallWhom(ctx, progress)
	case "measure":
		var with struct {
			What string `json:"what"`
		}
		if err := read(r.With, &with); err != nil {
			return nil, err
		}
		return e.Measure(ctx, with.What)
	default:
		return e.atOnce(r)
	}
}

// read reads what a question comes with.
func read(text json.RawMessage, into any) error {
	if len(text) == 0 {
		return nil
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("a question that is not as it should be: %w", err)
	}
	return nil
}
