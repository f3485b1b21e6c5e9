package event

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Render writes an event as JSON: without space, members in the order of their names (as
// Matrix' canonical JSON has them), the same bytes for the same event. What is empty or
// zero because it may be missing is left out. It reveals secrets: the bytes are for those
// who the event is for.
func Render(e Event) []byte {
	o := object{}
	o.text("type", e.Type)
	o.text("sender", e.Sender)
	o.optional("room_id", e.RoomID)
	o.optional("event_id", e.ID)
	if e.StateKey != nil {
		o.text("state_key", *e.StateKey)
	}
	if e.OriginServerTSMS != 0 {
		o.integer("origin_server_ts", e.OriginServerTSMS)
	}
	unsigned := object{}
	if e.Unsigned.HasAge {
		unsigned.integer("age", e.Unsigned.AgeMS)
	}
	unsigned.optional("transaction_id", e.Unsigned.TransactionID)
	if len(unsigned) > 0 {
		o.add("unsigned", unsigned.value())
	}
	o.add("content", RenderContent(e.Content))
	return o.value()
}

// RenderContent is Render for the content alone, as it is handed over to be sent.
func RenderContent(c Content) []byte {
	if other, ok := c.(Other); ok {
		return other.object()
	}
	o := object{}
	c.write(&o)
	return o.value()
}

// object is the members of a JSON object that is written.
type object []member

type member struct {
	name  string
	value jsontext.Value
}

func (o *object) add(name string, v jsontext.Value) { *o = append(*o, member{name, v}) }

func (o *object) text(name, text string) { o.add(name, quote(text)) }

func (o *object) optional(name, text string) {
	if text != "" {
		o.text(name, text)
	}
}

func (o *object) integer(name string, n int64) { o.add(name, strconv.AppendInt(nil, n, 10)) }

// value is the object as JSON.
func (o object) value() jsontext.Value {
	slices.SortFunc(o, func(a, b member) int { return strings.Compare(a.name, b.name) })
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(quote(m.name))
		b.WriteByte(':')
		b.Write(m.value)
	}
	b.WriteByte('}')
	return b.Bytes()
}

// quote is a text as a JSON string; what is no Unicode becomes U+FFFD.
func quote(text string) jsontext.Value {
	v, _ := jsontext.AppendQuote(nil, strings.ToValidUTF8(text, "�"))
	return v
}
