package sim_test

import (
	"testing"

	"github.com/glarelab/glare/model"
)

// TestAPressIsSpentInItsRoom shows that a press is spent in the room where it has led to an
// automatic answer, and not in another one whose call is decided on at the end of the same
// sync response. With two rooms a user presses once, so that no run comes to it: what is
// pressed and pends in the second room is put there by hand.
func TestAPressIsSpentInItsRoom(t *testing.T) {
	sys := compiled(t, "two-rooms", "reading literal+batch=sync-end\n")
	w := follow(t, sys, `
alice places a
bob places b
bob media ready
hs1 accepts bob m.call.invite b`)
	b := &w.Box[0]
	for c := range sys.Calls() {
		if sys.CallRoom(c) == 1 && sys.Owner(c) == 1 {
			b.Device.Call[c].State = model.IPend
		}
	}
	b.Pressed |= 1 << 1
	w.In[0] = b.Device.Standing()
	for _, a := range sys.Enabled(&w, nil) {
		if sys.Name(&w, a) == "alice syncs m.call.invite b" {
			sys.Do(&w, a)
			break
		}
	}
	if b.Pressed&3 != 1<<1 {
		t.Errorf("unspent are the presses of the rooms %02b, want that of the second; alice answers in the first", b.Pressed&3)
	}
}
