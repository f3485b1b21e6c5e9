package record

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/glarelab/glare/scheduler"
	"github.com/glarelab/glare/sim"
)

// Token is a run in one word: the scenario, the index of the initial world, the
// schedule by the names of its actions, and the hashes of both devices' rules.
// Names, not picks, so that it can still be followed after the rules have
// changed.
type Token struct {
	Scenario *sim.Scenario
	Schedule scheduler.Schedule
	Hashes   string // of the rules, as Rules.Hash gives it
}

const (
	tokenPrefix  = "glare1-"
	maxTokenText = 64 << 10 // bytes of a token when unpacked
)

// Encode is the token as text: URL-safe, and the same on every machine that
// has the same version of the compressor.
func (t *Token) Encode() string {
	var text bytes.Buffer
	fmt.Fprintf(&text, "%s %s %d\n%s\n", t.Hashes, strconv.Quote(t.Scenario.Name), t.Schedule.Initial, sim.Format(t.Scenario))
	for _, name := range t.Schedule.Names {
		fmt.Fprintln(&text, name)
	}
	var packed bytes.Buffer
	w, err := flate.NewWriterDict(&packed, flate.BestCompression, []byte(tokenWords))
	if err == nil {
		if _, err = w.Write(text.Bytes()); err == nil {
			err = w.Close()
		}
	}
	if err != nil {
		panic("record: packing a token into memory failed: " + err.Error())
	}
	return tokenPrefix + base64.RawURLEncoding.EncodeToString(packed.Bytes())
}

// IsToken reports whether text looks like a token of this or another format.
func IsToken(text string) bool {
	return strings.HasPrefix(text, "glare") && strings.Contains(text, "-") && !strings.ContainsAny(text, "/. ") && tokenNumber(text) != ""
}

// tokenNumber is the format number of what looks like a token, or "".
func tokenNumber(text string) string {
	digits, _, ok := strings.Cut(strings.TrimPrefix(text, "glare"), "-")
	if !ok || digits == "" || strings.Trim(digits, "0123456789") != "" {
		return ""
	}
	return digits
}

// tokenLetters are the characters of which tokens are made.
const tokenLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// copyAgain says what to do about a token that cannot be read.
const copyAgain = "; copy it again, from " + tokenPrefix + " to its last character and in one piece, or draw the story anew by the command that told it"

// DecodeToken reads a token; whatever the text holds, the answer is a token or
// an error.
func DecodeToken(text string) (*Token, error) {
	body, ok := strings.CutPrefix(text, tokenPrefix)
	if !ok {
		if n := tokenNumber(text); n != "" {
			return nil, fmt.Errorf("token: format glare%s is not known; this version reads %s…", n, tokenPrefix)
		}
		return nil, fmt.Errorf("token: expected %s…, found %.20q", tokenPrefix, text)
	}
	packed, err := base64.RawURLEncoding.Strict().DecodeString(body)
	if err != nil {
		if i := strings.IndexFunc(body, func(r rune) bool { return !strings.ContainsRune(tokenLetters, r) }); i >= 0 {
			return nil, fmt.Errorf("token: character %d (%q) stands in no token%s", len(tokenPrefix)+i+1, []rune(body[i:])[0], copyAgain)
		}
		return nil, errors.New("token: it is not whole: characters of it are missing" + copyAgain)
	}
	rest := bytes.NewReader(packed)
	reader := flate.NewReaderDict(rest, []byte(tokenWords))
	unpacked, err := io.ReadAll(io.LimitReader(reader, maxTokenText+1))
	if err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, errors.New("token: it is not whole: its end is missing" + copyAgain)
		}
		return nil, errors.New("token: it is damaged: a character of it is missing or was changed" + copyAgain)
	}
	if len(unpacked) > maxTokenText {
		return nil, fmt.Errorf("token: holds more than %d bytes", maxTokenText)
	}
	if rest.Len() > 0 {
		return nil, fmt.Errorf("token: %d bytes follow its end%s", rest.Len(), copyAgain)
	}
	return parseToken(string(unpacked))
}

// parseToken reads what a token holds when unpacked.
func parseToken(unpacked string) (*Token, error) {
	if strings.ContainsFunc(unpacked, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
		return nil, errors.New("token: it holds characters that are no text")
	}
	first, body, ok1 := strings.Cut(unpacked, "\n")
	hash, first, ok2 := strings.Cut(first, " ")
	head, names, ok3 := strings.Cut(body, "\n\n")
	quoted, err := strconv.QuotedPrefix(first)
	if !ok1 || !ok2 || !ok3 || err != nil {
		return nil, errors.New("token: it is damaged: what it holds is no run" + copyAgain)
	}
	name, err := strconv.Unquote(quoted)
	if err != nil {
		return nil, fmt.Errorf("token: %w", err)
	}
	initial, err := strconv.Atoi(strings.TrimSpace(first[len(quoted):]))
	if err != nil {
		return nil, fmt.Errorf("token: initial world: %w", err)
	}
	s, err := sim.Parse("token", head, 1)
	if err != nil {
		return nil, err
	}
	s.Name = name
	t := &Token{Scenario: s, Hashes: hash, Schedule: scheduler.Schedule{Initial: initial}}
	if names = strings.TrimSuffix(names, "\n"); names != "" {
		t.Schedule.Names = strings.Split(names, "\n")
	}
	return t, nil
}

// tokenWords is what tokens are made of, the most frequent last: a dictionary
// for the compressor. Changing it changes the format.
const tokenWords = `federated-glare slow-media equal-ids bystanders two-rooms redial retro expiry single glare-hangup
media slow
candidates 1
bystanders 2
latency send= reply= sync= federate= media= connect= react= press=
faults send-fail=1 soft-fail=1 send-unknown=1 sync-batch=1 sync-gap=1 crash=1 late-decryption=1 duplicate=1 clock-skew=1
kind alice=voice bob=video
quiet alice bob
timing async
timing timed
literal-sent robust +inflight= +abort-out=silent +abort-in=hangup +unk=tombstone +retro=accept +eq=user-id
hs2 receives m.call.invite a from hs1
hs1 receives m.call.invite b from hs2
hs1 receives m.call.hangup b from hs2
hs2 receives m.call.answer a from hs1
lifetime of a passes at alice
lifetime of b passes at bob
alice answers b
bob answers a
alice hangs up a
bob hangs up b
hs1 refuses alice m.call.invite a
rules v0
timing patient
servers hs1 hs2
servers hs1
room r1 alice bob
devices alice@hs1 bob@hs2
devices alice@hs1 bob@hs1
reading alice=literal-sent bob=literal-sent
reading alice=robust bob=robust
reading alice=literal bob=literal
ids alice="id1" bob="id2"
lifetime 90000 any-moment
lifetime 90000
alice may hangup
bob may hangup
alice must place
alice must answer
bob must place
bob must answer

alice syncs own m.call.invite a
bob syncs own m.call.invite b
hs1 acknowledges alice m.call.answer b
hs1 acknowledges bob m.call.answer a
hs1 accepts bob m.call.answer a
hs1 accepts alice m.call.answer b
alice syncs m.call.answer a
bob syncs m.call.answer b
alice connects a
bob connects a
alice connects b
bob connects b
hs1 accepts alice m.call.hangup a
hs1 accepts bob m.call.hangup b
alice syncs m.call.hangup b
bob syncs m.call.hangup a
hs1 acknowledges alice m.call.invite a
hs1 acknowledges bob m.call.invite b
alice places a
bob places b
alice media ready
bob media ready
hs1 accepts alice m.call.invite a
hs1 accepts bob m.call.invite b
alice syncs m.call.invite b
bob syncs m.call.invite a
`
