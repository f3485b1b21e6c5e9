package sim

import (
	"unsafe"
)

// Copy makes dst equal to src.
func (s *System) Copy(dst, src *World) {
	if s.two { // the most frequent sizes are known to the compiler
		to, from := unsafe.Add(unsafe.Pointer(dst), s.from), unsafe.Add(unsafe.Pointer(src), s.from)
		if len(s.pairs) == 0 {
			*(*twoOnOne)(to) = *(*twoOnOne)(from)
		} else {
			*(*twoOnTwo)(to) = *(*twoOnTwo)(from)
		}
		dst.In[0], dst.In[1] = src.In[0], src.In[1]
		return
	}
	copy(s.Key(dst), s.Key(src))
	copy(dst.In[:s.devices], src.In[:s.devices])
}

// The keys of two devices on one homeserver, and on two. They are structs, since arrays are
// copied as if they could overlap.
type (
	twoOnOne struct {
		key [headSize + 2*unsafe.Sizeof(Box{})]byte
	}
	twoOnTwo struct {
		fed [2*unsafe.Sizeof(FedQueue{}) + unsafe.Sizeof(State{}.Peer)]byte
		key [headSize + 2*unsafe.Sizeof(Box{})]byte
	}
)

const headSize = unsafe.Offsetof(State{}.Box) - unsafe.Offsetof(State{}.Call)

// Key is the state of w as bytes: those that the scenario uses.
func (s *System) Key(w *World) []byte {
	return unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(w), s.from)), s.length)
}

// Unpack makes w the world of a key.
func (s *System) Unpack(w *World, key []byte) {
	copy(s.Key(w), key)
	for d := range s.devices {
		w.In[d] = w.Box[d].Device.Standing()
	}
}
