package event

import (
	"bytes"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/glarelab/glare/model"
)

func (c Call) writeTo(o *object) {
	o.text("call_id", c.ID)
	switch {
	case c.Says != "":
		o.add("version", jsontext.Value(c.Says))
	case c.Version == model.Version0:
		o.integer("version", 0)
	default:
		o.text("version", "1")
	}
	o.optional("party_id", c.Party)
	o.optional("conf_id", c.Group.Conf)
	if c.Group.Has {
		o.integer("seq", c.Group.Seq)
	}
}

func (d Description) value() jsontext.Value {
	o := object{}
	o.text("type", d.Type)
	o.text("sdp", d.SDP.Reveal())
	return o.value()
}

func writeStreams(o *object, list []Stream) {
	streams := object{}
	for _, s := range list {
		one := object{}
		one.text("purpose", s.Purpose)
		if s.AudioMuted {
			one.add("audio_muted", jsontext.Value("true"))
		}
		if s.VideoMuted {
			one.add("video_muted", jsontext.Value("true"))
		}
		streams.add(s.ID.Reveal(), one.value())
	}
	o.add("sdp_stream_metadata", streams.value())
}

func (c Invite) write(o *object) {
	c.writeTo(o)
	o.add("offer", c.Offer.value())
	o.integer("lifetime", c.LifetimeMS)
	o.optional("invitee", c.Invitee)
	if len(c.Streams) > 0 {
		writeStreams(o, c.Streams)
	}
}

func (c Answer) write(o *object) {
	c.writeTo(o)
	o.add("answer", c.Answer.value())
	if len(c.Streams) > 0 {
		writeStreams(o, c.Streams)
	}
}

func (c Candidates) write(o *object) {
	c.writeTo(o)
	list := make([][]byte, len(c.List))
	for i, candidate := range c.List {
		list[i] = candidate.value()
	}
	o.add("candidates", slices.Concat([]byte("["), bytes.Join(list, []byte(",")), []byte("]")))
}

func (c Hangup) write(o *object) {
	c.writeTo(o)
	o.optional("reason", c.Reason)
	if c.IsTrue {
		o.add("reason", jsontext.Value("true"))
	}
}

func (c SelectAnswer) write(o *object) {
	c.writeTo(o)
	o.text("selected_party_id", c.Selected)
}

func (c Reject) write(o *object) { c.writeTo(o) }

func (c Negotiate) write(o *object) {
	c.writeTo(o)
	o.add("description", c.Description.value())
	o.integer("lifetime", c.LifetimeMS)
	if len(c.Streams) > 0 {
		writeStreams(o, c.Streams)
	}
}

func (c MetadataChanged) write(o *object) {
	c.writeTo(o)
	writeStreams(o, c.Streams)
}

func (c Member) write(o *object) { o.text("membership", c.Membership) }

// write adds nothing: the content is an object already.
func (c Other) write(*object) {}

// object is the content as it came, or an empty object if that was none.
func (c Other) object() []byte {
	raw := jsontext.Value(c.Raw.Reveal())
	if !raw.IsValid(lenient...) || raw.Kind() != '{' {
		return []byte("{}")
	}
	return raw
}

func (c Candidate) value() jsontext.Value {
	o := object{}
	o.text("candidate", c.Line.Reveal())
	if c.HasMid {
		o.text("sdpMid", c.Mid.Reveal())
	}
	if c.HasIndex {
		o.integer("sdpMLineIndex", c.LineIndex)
	}
	return o.value()
}
