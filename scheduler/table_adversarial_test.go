package scheduler

import (
	"encoding/binary"
	"sync"
	"testing"
)

// Many workers that find the same worlds with different sleep sets, while the table
// grows under them, moved by several, leave each world with what all its sleep sets have
// in common.
func TestTableKeepsSleepSetsWhileItGrows(t *testing.T) {
	const worlds, workers = 1 << 17, 8
	for _, exact := range []bool{false, true} {
		table := newTable(exact, true, 8, newBudget(0))
		table.workers = 3
		sleepOf := func(n, worker int) uint64 { return ^(1 << ((n + worker*7) % 64)) }
		var group sync.WaitGroup
		for worker := range workers {
			group.Go(func() {
				var key [8]byte
				for i := range worlds {
					n := (i*5 + worker*worlds/workers) % worlds
					binary.LittleEndian.PutUint64(key[:], uint64(n))
					table.put(printOf(key[:]), key[:], levelMark(0), sleepOf(n, worker))
				}
			})
		}
		group.Wait()
		var key [8]byte
		for n := range worlds {
			binary.LittleEndian.PutUint64(key[:], uint64(n))
			at, known := table.locate(printOf(key[:]), key[:], levelMark(0))
			want := ^uint64(0)
			for worker := range workers {
				want &= sleepOf(n, worker)
			}
			if known != isPeer || table.asleep[at].Load() != want {
				t.Fatalf("exact %v, world %d: %d, asleep %x, want %x", exact, n, known, table.asleep[at].Load(), want)
			}
		}
		table.close()
	}
}

// Fingerprints that all fall into one part, and begin at one slot of it, are found
// again, each with its sleep set, however often the table grows.
func TestTableWithOneCrowdedPart(t *testing.T) {
	const worlds = 400
	table := newTable(false, true, 8, newBudget(0))
	defer table.close()
	print := func(n uint64) fingerprint { return fingerprint{high: 0xff<<56 | n, low: 1<<64 - 1 - n%3} }
	for n := range uint64(worlds) {
		table.put(print(n), nil, levelMark(0), n)
	}
	for n := range uint64(worlds) {
		at, known := table.locate(print(n), nil, levelMark(0))
		if known != isPeer || table.asleep[at].Load() != n {
			t.Fatalf("world %d: %d, asleep %d", n, known, table.asleep[at].Load())
		}
	}
	if _, known := table.locate(print(worlds), nil, levelMark(0)); known != isNew {
		t.Error("a world that was never added is found")
	}
}
