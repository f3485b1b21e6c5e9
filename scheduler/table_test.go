package scheduler

import (
	"encoding/binary"
	"sync"
	"sync/atomic"
	"testing"
)

// All 128 bits tell worlds apart, and so do whole keys where the fingerprints
// are equal.
func TestTableComparesAllBits(t *testing.T) {
	table := newTable(false, false, 8, newBudget(0))
	prints := []fingerprint{{}, {low: 1 << 63}, {low: 2}}
	for bit := range 64 {
		prints = append(prints, fingerprint{high: 1 << bit, low: 7})
	}
	for i, f := range prints {
		if got := table.put(f, nil, levelMark(0), 0); got != isNew {
			t.Errorf("print %d, %x: %d", i, f, got)
		}
	}
	for i, f := range prints {
		if got := table.put(f, nil, levelMark(0), 0); got != isPeer {
			t.Errorf("print %d, %x on the same level: %d", i, f, got)
		}
		if got := table.add(f, nil, levelMark(1), 0); got != isKnown {
			t.Errorf("print %d, %x on the next level: %d", i, f, got)
		}
	}
	exact := newTable(true, false, 3, newBudget(0))
	for i, want := range []added{isNew, isNew, isPeer} {
		if got := exact.add(fingerprint{5, 5}, []byte{0, 0, byte(i % 2)}, levelMark(0), 0); got != want {
			t.Errorf("key %d: %d, want %d", i, got, want)
		}
	}
}

// Many workers that add the same worlds add each exactly once, while the table
// grows under them; and every world is found afterwards.
func TestTableIsConcurrent(t *testing.T) {
	const worlds, workers = 1 << 15, 8
	for _, exact := range []bool{false, true} {
		table := newTable(exact, false, 8, newBudget(0))
		fresh := atomic.Int64{}
		var group sync.WaitGroup
		for worker := range workers {
			group.Go(func() {
				var key [8]byte
				for i := range worlds {
					n := (i*5 + worker*worlds/workers) % worlds
					binary.LittleEndian.PutUint64(key[:], uint64(n))
					if table.put(printOf(key[:]), key[:], levelMark(0), 0) == isNew {
						fresh.Add(1)
					}
				}
			})
		}
		group.Wait()
		if fresh.Load() != worlds {
			t.Errorf("exact %v: %d worlds are new, want %d", exact, fresh.Load(), worlds)
		}
		size, slots := table.number(), map[uint64]bool{}
		var key [8]byte
		for n := range worlds {
			binary.LittleEndian.PutUint64(key[:], uint64(n))
			slot, known := table.locate(printOf(key[:]), key[:], levelMark(0))
			if known != isPeer || slot >= size {
				t.Fatalf("exact %v: world %d: %d, slot %d of %d", exact, n, known, slot, size)
			}
			slots[slot] = true
		}
		if len(slots) != worlds || size > 2*worlds {
			t.Errorf("exact %v: %d worlds in %d of %d slots", exact, worlds, len(slots), size)
		}
	}
}

// A table that may not grow says that it is full and still knows what it has.
func TestTableFull(t *testing.T) {
	table := newTable(false, false, 8, newBudget(1))
	var key [8]byte
	var held []fingerprint
	for n := uint64(0); ; n++ {
		binary.LittleEndian.PutUint64(key[:], n)
		print := printOf(key[:])
		got := table.add(print, nil, levelMark(0), 0)
		if got == isFull {
			if table.enlarge(table.capacity) {
				t.Error("the table grows beyond its budget")
			}
			break
		}
		held = append(held, print)
	}
	for _, print := range held {
		if got := table.add(print, nil, levelMark(0), 0); got != isPeer {
			t.Errorf("%x: %d", print, got)
		}
	}
}

// Where too many fingerprints begin at one slot the table says that it is full, though
// it is not, and still knows what it has.
func TestTableWithALongWay(t *testing.T) {
	table := newTable(false, false, 8, newBudget(1<<26))
	defer table.close()
	print := func(n uint64) fingerprint { return fingerprint{n, 7} }
	n := uint64(0)
	for ; n < 2*longWay; n++ {
		if got := table.put(print(n), nil, levelMark(0), 0); got == isFull {
			break
		} else if got != isNew {
			t.Fatalf("print %d: %d", n, got)
		}
	}
	if n <= longWay || n == 2*longWay {
		t.Errorf("%d prints with one home were taken", n)
	}
	for i := range n {
		if _, got := table.locate(print(i), nil, levelMark(0)); got != isPeer {
			t.Errorf("print %d: %d", i, got)
		}
	}
}
