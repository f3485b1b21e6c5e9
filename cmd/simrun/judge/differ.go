package judge

import (
	"crypto/sha256"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/glarelab/glare/cmd/simrun/term"
)

// digest is the same for the same event, however a file writes it: two devices order members
// and escape text in their own ways.
type digest [sha256.Size]byte

// digestOf is that of an event's content, which no homeserver changes but by a redaction.
func digestOf(content jsontext.Value) digest {
	text := content.Clone()
	if err := text.Canonicalize(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)); err != nil {
		text = content
	}
	return sha256.Sum256(text)
}

// spot is where an event stands: the file, and which of its events it is, from 0.
type spot struct{ file, number int }

// clash is one event ID under which two places have something else.
type clash struct {
	id            string
	first, second spot
	what          string // they differ in
}

// maxClashes is how many of them are told of.
const maxClashes = 10

// clashes finds events of calls with one ID that are not one: an ID is an event's in all rooms and on all
// devices, so that some of these were made up, edited, or put together from several rooms.
func clashes(dumps []*dump) (list []clash, more int) {
	known, told := map[string]spot{}, map[string]bool{}
	for i, d := range dumps {
		for j := range d.events {
			e := &d.events[j]
			at, has := known[e.ID]
			switch {
			case e.ID == "":
				continue
			case !has || dumps[at.file].events[at.number].isHidden():
				known[e.ID] = spot{i, j}
				continue
			}
			what := dumps[at.file].events[at.number].differsFrom(e)
			switch {
			case what == "" || told[e.ID] || !isOfCall(*e) && !isOfCall(dumps[at.file].events[at.number]):
			case len(list) == maxClashes:
				told[e.ID] = true
				more++
			default:
				told[e.ID] = true
				list = append(list, clash{e.ID, at, spot{i, j}, what})
			}
		}
	}
	return list, more
}

// isHidden reports whether what an event says cannot be seen: who has its key, or saw it before it
// was redacted, may see more.
func (e *seen) isHidden() bool { return e.Type == typeEncrypted || e.Unsigned.Redacted }

// differsFrom says in what two events with one ID differ, or "".
func (e *seen) differsFrom(o *seen) string {
	switch {
	case e.room != "" && o.room != "" && e.room != o.room:
		return "room"
	case e.Sender != o.Sender:
		return "sender"
	case e.isHidden() || o.isHidden():
		return ""
	case e.Type != o.Type:
		return "type"
	case e.digest != o.digest:
		return "content"
	default:
		return ""
	}
}

// tellClashes says which events with one ID are not one.
func (t *trial) tellClashes() {
	list, more := clashes(t.dumps)
	for _, c := range list {
		number, judged := 0, c.first
		if at, known := t.index[c.id]; known {
			number = at + 1
			if e := &t.dumps[c.second.file].events[c.second.number]; e.differsFrom(&t.events[at]) == "" {
				judged = c.second
			}
		}
		t.find(Finding{Grade: Note, Clause: "F-SYNC-2", Event: number, What: fmt.Sprintf(
			"two events that are not the same have one event ID: their %ss differ (%s, and %s); judged is %s", c.what, t.placeOf(c.first), t.placeOf(c.second), t.placeOf(judged))})
	}
	if more > 0 {
		t.find(Finding{Grade: Note, Clause: "F-SYNC-2", What: fmt.Sprintf("%d more event IDs stand for events that are not the same", more)})
	}
	if len(list) > 0 {
		t.unsay("what really happened where two events have one event ID: no homeserver gives an ID twice, so a file was edited, or is of another room; judge the files of one room, as they came")
	}
}

// placeOf is where an event stands, in words.
func (t *trial) placeOf(at spot) string {
	return fmt.Sprintf("event %d of %s", at.number+1, term.Safe(t.dumps[at.file].name))
}
