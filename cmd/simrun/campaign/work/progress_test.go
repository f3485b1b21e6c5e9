package work

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
)

// How long the rest will take is said when enough is known, and it is said where it is not.
func TestProgress(t *testing.T) {
	p, err := plan.Parse("p.txt", "fuzz glare runs 10 shard 1\nprove glare.literal glare.robust")
	if err != nil {
		t.Fatal(err)
	}
	shards, now := p.Shards(), time.Unix(0, 0)
	var last []any
	progress := NewProgress(shards, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, func(_ int64, counts ...any) { last = counts })
	progress.now = func() time.Time { return now }
	progress.start = now
	said := func() string {
		if i := slices.Index(last, any("left")); i >= 0 {
			return last[i+1].(string)
		}
		return ""
	}
	c := openCampaign(t)
	for i := range 3 {
		now = now.Add(5 * time.Second) // two workers, ten seconds a shard
		progress.Done(answer(c, &shards[i]), 10*time.Second)
	}
	if said() != "" {
		t.Errorf("three shards are too few for %q", said())
	}
	now = now.Add(5 * time.Second)
	if progress.Done(answer(c, &shards[3]), 10*time.Second); said() != "more than 30s" {
		t.Errorf("six shards are left, and proofs of which nothing is known: %q", said())
	}
	progress.left[plan.Prove] = 0
	now = now.Add(5 * time.Second)
	if progress.Done(answer(c, &shards[4]), 10*time.Second); said() != "about 25s" {
		t.Errorf("five shards are left: %q", said())
	}
}

// The pace of what was done is noted beside the results, and what is no such note is left
// out.
func TestPace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "d")
	f, shards := openTest(t, path)
	for i := range 4 {
		if err := f.Put(answer(f.set.Campaign, &shards[i]).Encode(), 500*time.Millisecond); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{"pace-x.jsonl": "{}\nno\n{\"seconds\":-1}\n" + strings.Repeat("x", 4000), "other.jsonl": `{"seconds":9}`} {
		if err := os.WriteFile(filepath.Join(path, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := ReadPace(path); got.Shards != 5 || got.Seconds != 2 || got.Runs != 6 {
		t.Errorf("%+v", got)
	}
}
