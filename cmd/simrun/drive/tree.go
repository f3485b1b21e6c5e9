package drive

import (
	"encoding/binary"
	"hash/fnv"
	"sync"

	"github.com/glarelab/glare/sim"
)

// vertex is where a client stands after a command. It is not changed once it is made.
type vertex struct {
	id      sim.Node
	parent  *vertex // nil: the client has not begun
	command command
	seq     int64 // of the command, counted from the latest init
	raw     []byte
	state   *state
	from    int // the index of the first send that came of the command
	// replaced: a call was put into the place of another one.
	replaced bool
	failure  *Failure // or nil
}

// idOf is the identity of the vertex that a command leads to: it follows from the commands
// on the way there.
func idOf(parent *vertex, c command) sim.Node {
	h := fnv.New64a()
	if parent != nil {
		var id [8]byte
		binary.LittleEndian.PutUint64(id[:], uint64(parent.id))
		_, _ = h.Write(id[:])
	}
	_, _ = h.Write([]byte(c))
	return sim.Node(max(h.Sum64(), 1))
}

// tree holds the vertices that somebody may still stand at. Two generations bound its memory:
// what nobody has looked at while a whole one was made is forgotten. Who stands at a vertex
// looks at it at each step, and keeps the way to it.
type tree struct {
	mutex      sync.Mutex
	young, old map[sim.Node]*vertex
}

// generation is how many vertices one generation has: each has a few kilobytes.
const generation = 8192

// find is the vertex with an identity, or nil.
func (t *tree) find(id sim.Node) *vertex {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if v := t.young[id]; v != nil {
		return v
	}
	if v := t.old[id]; v != nil {
		t.add(v)
		return v
	}
	return nil
}

// keep adds a vertex, or returns the one that was there before.
func (t *tree) keep(v *vertex) *vertex {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if was := t.young[v.id]; was != nil {
		return was
	}
	t.add(v)
	return v
}

func (t *tree) add(v *vertex) {
	if t.young == nil || len(t.young) >= generation {
		t.young, t.old = make(map[sim.Node]*vertex, generation), t.young
	}
	t.young[v.id] = v
}

// way are the vertices from the latest init to v.
func (v *vertex) way() []*vertex {
	list := make([]*vertex, v.seq)
	for at := v; at != nil; at = at.parent {
		if list[at.seq-1] = at; at.seq == 1 {
			break
		}
	}
	return list
}
