package judge

import "github.com/glarelab/glare/model"

// streams takes an event which says what the streams of its sender are, such as muted.
func (t *trial) streams(c *call, i int, from party) {
	switch {
	case c.invite < 0:
		t.about(c, i, Note, "VX-UNK-1", "%s says what its streams are, of a call that nobody knows yet: the invite will say something else", t.device(from))
	case c.version == model.Version0:
		t.about(c, i, Left, "V1-STRM-5", "%s says what its streams are, in a call of version 0, which has no such event", t.device(from)).allow("nothing")
	case c.state == ended:
		t.about(c, i, Note, "VX-UNK-2", "%s says what its streams are, of a call that is over", t.device(from))
	case c.isCaller(from):
	case !c.isChosen(from):
		t.about(c, i, Note, "VX-UNK-2", "%s says what its streams are, and is no end of the call: nobody shows it", t.device(from))
	case t.first("streams of a callee"):
		t.about(c, i, Note, "V1-STRM-5", "%s was called: to the letter, this event is one of callers (H-57)", t.device(from))
	}
}
