package event

import (
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/glarelab/glare/model"
)

// content reads the content of an event of a type.
func (p *problems) content(eventType string, v jsontext.Value) Content {
	m, ok := p.take("content", untrusted, v)
	if !ok {
		m.path = "content"
	}
	switch eventType {
	case TypeMember:
		membership, _ := m.needed("F-MEM-1", "membership")
		return Member{membership}
	case TypeInvite:
		call := m.call()
		c := Invite{Call: call, Offer: m.description("offer", call.Version), LifetimeMS: m.duration(either(call.Version, "V0-INV-4", "V1-LIVE-6"), "lifetime")}
		if invitee, has := m.text("V1-INVT-1", "invitee"); has {
			if wrong := userID(invitee); wrong != "" {
				p.add("V1-INVT-1", m.at("invitee"), wrong)
			}
			c.Invitee = invitee
		}
		c.Streams = m.streams(false)
		return c
	case TypeAnswer:
		call := m.call()
		return Answer{call, m.description("answer", call.Version), m.streams(false)}
	case TypeCandidates:
		call := m.call()
		return Candidates{call, m.candidates(call.Version)}
	case TypeHangup:
		call := m.call()
		return Hangup{Call: call, Reason: m.reason(call.Version)}
	case TypeSelectAnswer:
		c := SelectAnswer{Call: m.laterCall()}
		c.Selected = m.opaque("V1-SEL-1", "selected_party_id")
		return c
	case TypeReject:
		return Reject{m.laterCall()}
	case TypeNegotiate:
		call := m.laterCall()
		return Negotiate{call, m.description("description", model.Version1), m.duration("V1-NEG-5", "lifetime"), m.streams(false)}
	case TypeMetadataChanged, typeMetadataUnstable:
		return MetadataChanged{m.laterCall(), m.streams(true)}
	default:
		return Other{Withhold(string(v))}
	}
}

// either is the clause of a version.
func either(v model.Version, zero, one string) string {
	if v == model.Version0 {
		return zero
	}
	return one
}

// call reads what every call event says.
func (m members) call() Call {
	c := Call{Version: m.version()}
	if c.Version == model.Version0 {
		id, has := m.needed("V0-INV-2", "call_id")
		if c.ID = id; has && id == "" {
			m.p.add("V0-INV-2", m.at("call_id"), "is empty")
		}
		c.Party, _ = m.text("V1-PARTY-4", "party_id")
	} else {
		c.ID = m.opaque("V1-ID-1", "call_id")
		c.Party = m.opaque("V1-PARTY-4", "party_id")
	}
	if conf, has := m.text(untrusted, "conf_id"); has {
		c.Group.Conf = conf
		c.Group.Seq, c.Group.Has = m.integer(untrusted, "seq")
	}
	return c
}

// laterCall is call, of a type of event that version 0 does not have.
func (m members) laterCall() Call {
	c := m.call()
	if c.Version == model.Version0 {
		m.p.add("V0-GEN-5", m.at("version"), "is 0, which has no events of this type")
	}
	return c
}

// version reads the version: 0 is 0, and anything else is 1 (V1-VER-4).
func (m members) version() model.Version {
	v, has := m.values["version"]
	switch {
	case !has:
		m.missing("V1-VER-1", "version")
	case string(v) == "0":
		return model.Version0
	case v.Kind() == '0' && isZero(string(v)):
		m.p.add("V0-GEN-5", m.at("version"), "is 0, but not written as an integer")
		return model.Version0
	case v.Kind() != '"' && v.Kind() != '0':
		m.wrong("V1-VER-1", "version", v, "0 or a string")
	case v.Kind() == '0' || unquote(v) != "1":
		m.p.add("V1-VER-4", m.at("version"), `is neither 0 nor the string "1", and is taken for it`)
	}
	return model.Version1
}

// isZero reports whether a JSON number is 0 without being written so, as 0.0 and 0e1.
func isZero(number string) bool {
	mantissa, _, _ := strings.Cut(strings.ToLower(number), "e")
	return strings.Trim(mantissa, "-0.") == ""
}

// opaque is a member that must be there and be an opaque identifier. One that is not is
// kept all the same: what to do with it is not said (V1-ID-3).
func (m members) opaque(clause, name string) string {
	id, has := m.needed(clause, name)
	if wrong := opaque(id); has && wrong != "" {
		m.p.add("V1-ID-1", m.at(name), wrong)
	}
	return id
}

// description reads an offer or an answer.
func (m members) description(name string, v model.Version) (d Description) {
	clause := either(v, "V0-INV-3", "V1-NEG-7")
	if name == "answer" && v == model.Version0 {
		clause = "V0-ANS-1"
	}
	inner, ok := m.object(clause, name)
	if !ok {
		return d
	}
	d.Type, ok = inner.needed(clause, "type")
	if wrong := d.Type != name && (name != "description" || d.Type != "offer" && d.Type != "answer"); ok && wrong {
		inner.p.add(clause, inner.at("type"), "is of another description")
	}
	sdp, _ := inner.needed(clause, "sdp")
	d.SDP = Withhold(sdp)
	return d
}

// reason reads why a call was hung up. One that the list of the version does not have is
// kept: what to do with it is not said (V1-HUP-2).
func (m members) reason(v model.Version) string {
	clause := either(v, "V0-HUP-2", "V1-HUP-2")
	_, has := m.values["reason"]
	reason, ok := m.text(clause, "reason")
	switch {
	case !has && v == model.Version1:
		m.missing(clause, "reason")
	case ok && !isReason(v, reason):
		m.p.add(clause, m.at("reason"), "is none of the list")
	}
	return reason
}

// isReason reports whether a hangup of a version can have a reason.
func isReason(v model.Version, text string) bool {
	return slices.ContainsFunc(model.Reasons(v), func(r model.Reason) bool { return r.String() == text })
}

// candidates reads a list of candidates; what is none is left out.
func (m members) candidates(v model.Version) (list []Candidate) {
	clause := either(v, "V0-CAND-3", "V1-CAND-5")
	raw, has := m.values["candidates"]
	switch {
	case !has:
		m.missing(clause, "candidates")
		return nil
	case raw.Kind() != '[':
		m.wrong(clause, "candidates", raw, "an array")
		return nil
	}
	for i, entry := range elements(raw) {
		c, ok := m.p.take(m.at("candidates["+strconv.Itoa(i)+"]"), clause, entry)
		if !ok {
			continue
		}
		line, _ := c.needed(clause, "candidate")
		mid, hasMid := c.text(clause, "sdpMid")
		index, hasIndex := c.integer(clause, "sdpMLineIndex")
		switch {
		case v == model.Version0 && (!hasMid || !hasIndex):
			c.p.add(clause, c.path, "has not both sdpMid and sdpMLineIndex")
		case v == model.Version1 && line != "" && !hasMid && !hasIndex:
			c.p.add(clause, c.path, "has neither sdpMid nor sdpMLineIndex")
		}
		list = append(list, Candidate{Withhold(line), Withhold(mid), hasMid, index, hasIndex})
	}
	return list
}

// streams reads what the streams of a description are for.
func (m members) streams(needed bool) (list []Stream) {
	name := "sdp_stream_metadata"
	if _, has := m.values[name]; !has {
		if _, old := m.values["org.matrix.msc3077."+name]; old { // the proposal's name, which deployed clients have
			name = "org.matrix.msc3077." + name
		} else if !needed {
			return nil
		}
	}
	all, _ := m.object(either(0, "V1-STRM-1", "V1-STRM-5"), name)
	slices.Sort(all.names)
	for i, id := range all.names {
		s, ok := all.p.take(m.at(name)+"["+strconv.Itoa(i)+"]", "V1-STRM-1", all.values[id])
		if !ok {
			continue
		}
		purpose, _ := s.needed("V1-STRM-1", "purpose")
		list = append(list, Stream{Withhold(id), purpose, s.flag("V1-STRM-6", "audio_muted"), s.flag("V1-STRM-6", "video_muted")})
	}
	return list
}
