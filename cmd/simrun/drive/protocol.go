package drive

import (
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Protocol is the version of the adapter protocol that is spoken: docs/ADAPTERS.md.
const Protocol = 1

// Reply is what an adapter writes for one command.
type Reply struct {
	Seq          int64    `json:"seq"`
	Now          *int64   `json:"now"`
	Protocol     int64    `json:"protocol"`
	Client       string   `json:"client"`
	Capabilities []string `json:"capabilities"`
	Outs         []Out    `json:"outs"`
	Next         *int64   `json:"next"`
	Calls        []Call   `json:"calls"`
	Mic          int64    `json:"mic"`
	Error        string   `json:"error"`
}

// Out is one thing that a client did.
type Out struct {
	Ev   string `json:"ev"`
	Req  int64  `json:"req"`
	Kind string `json:"kind"`
	// Of a send.
	Type    string         `json:"type"`
	Txn     string         `json:"txn"`
	Content jsontext.Value `json:"content"`
	// Of a request for media.
	Audio bool `json:"audio"`
	Video bool `json:"video"`
	// Of a call or a peer connection.
	PC     int64  `json:"pc"`
	Call   string `json:"call"`
	What   string `json:"what"`
	Ufrag  string `json:"ufrag"`
	From   string `json:"from"`
	To     string `json:"to"`
	By     string `json:"by"`
	Reason any    `json:"reason"`
	Code   any    `json:"code"`
	Op     string `json:"op"`
	Text   string `json:"text"`
}

// Call is a call that a client knows.
type Call struct {
	ID       string `json:"id"`
	Own      bool   `json:"own"`
	State    string `json:"state"`
	Native   string `json:"native"`
	Reason   any    `json:"reason"`
	Opponent string `json:"opponent"`
	PC       int64  `json:"pc"`
}

// command is a command without its number, as a JSON object: the same bytes for the same
// command, since they name the vertex that it leads to.
type command string

// line is the command as it is sent.
func (c command) line(seq int64) string {
	rest := string(c[1:])
	if rest != "}" {
		rest = "," + rest
	}
	return `{"seq":` + strconv.FormatInt(seq, 10) + rest + "\n"
}

// commandOf makes a command of a struct, in the order of its fields.
func commandOf(fields any) command {
	text, err := json.Marshal(fields)
	if err != nil {
		panic("drive: a command cannot be written: " + err.Error())
	}
	return command(text)
}

// The commands, in the order in which docs/ADAPTERS.md has them.
type (
	initCommand struct {
		Op       string            `json:"op"`
		Protocol int               `json:"protocol"`
		User     string            `json:"user"`
		Device   string            `json:"device"`
		Room     string            `json:"room"`
		Members  []string          `json:"members"`
		Invitee  *string           `json:"invitee"`
		Seed     uint64            `json:"seed"`
		SkewMS   int64             `json:"skew_ms"`
		Manual   []string          `json:"manual"`
		Stub     map[string]string `json:"stub"`
	}
	placeCommand struct {
		At    uint32 `json:"at"`
		Op    string `json:"op"`
		Call  string `json:"call"`
		Video bool   `json:"video"`
	}
	pressCommand struct {
		At   uint32 `json:"at"`
		Op   string `json:"op"`
		Call string `json:"call"`
	}
	resolveCommand struct {
		At           uint32 `json:"at"`
		Op           string `json:"op"`
		Req          int64  `json:"req"`
		EventID      string `json:"event_id,omitzero"`
		Error        string `json:"error,omitzero"`
		RetryAfterMS uint32 `json:"retry_after_ms,omitzero"`
	}
	syncCommand struct {
		At      uint32           `json:"at"`
		Op      string           `json:"op"`
		Events  []jsontext.Value `json:"events"`
		Limited bool             `json:"limited"`
	}
	iceCommand struct {
		At    uint32 `json:"at"`
		Op    string `json:"op"`
		PC    int64  `json:"pc"`
		State string `json:"state"`
	}
	advanceCommand struct {
		At uint32 `json:"at"`
		Op string `json:"op"`
	}
	quitCommand struct {
		Op string `json:"op"`
	}
)

// The kinds of requests.
const (
	kindCapture     = "gum"
	kindSend        = "send"
	kindTurn        = "turn"
	kindDescription = "sdp"
)
