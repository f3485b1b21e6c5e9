package work

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
	"github.com/glarelab/glare/cmd/simrun/checker"
)

// many is a plan of three hundred shards, which a test does not really carry out.
func many(t *testing.T) ([]plan.Shard, *result.Campaign) {
	t.Helper()
	p, err := plan.Parse("many.txt", "fuzz glare runs 300 shard 1\n")
	if err != nil {
		t.Fatal(err)
	}
	return p.Shards(), &result.Campaign{Format: result.Format, Name: p.Name("r", "p"), Rules: "r", Program: "p", Shards: 300, Plan: p.Text()}
}

// answer is what a shard is said to find.
func answer(c *result.Campaign, s *plan.Shard) *result.Result {
	return &result.Result{
		Head: c.Head(s.Index, s.Text()), Done: result.Done{Verdict: "ok", Runs: uint64(s.Index)},
		Covered: result.Covered{Rules: []string{}, Sometimes: []string{}, Readings: []string{"literal"}},
	}
}

func openTest(t *testing.T, path string) (*Folder, []plan.Shard) {
	t.Helper()
	shards, c := many(t)
	f, err := OpenFolder(path, c, func(i int) string { return shards[i].Text() }, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f, shards
}

// undisturbed are the bytes of all results.
func undisturbed(t *testing.T) []byte {
	t.Helper()
	shards, c := many(t)
	set := result.NewSet(c)
	for i := range shards {
		if err := set.Put(answer(c, &shards[i])); err != nil {
			t.Fatal(err)
		}
	}
	return set.Encode()
}

// A campaign that is interrupted again and again, by several processes in one folder, ends
// as one that is not.
func TestInterruptedAndResumed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "d")
	random := rand.New(rand.NewPCG(1, 1))
	for round := range 200 {
		var group sync.WaitGroup
		for range 2 {
			f, shards := openTest(t, path)
			left := 1 + random.IntN(9)
			group.Go(func() {
				ctx, cancel := context.WithCancelCause(context.Background())
				defer cancel(nil)
				var began atomic.Int32
				w := &Worker{Engine: &Local{Folder: f}, Shards: shards, Run: func(_ context.Context, s *plan.Shard) (*result.Result, error) {
					if int(began.Add(1)) > left {
						cancel(checker.ErrInterrupted)
					}
					return answer(f.set.Campaign, s), nil
				}}
				if err := w.Work(ctx, 3); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if f, _ := openTest(t, path); len(f.Missing()) == 0 {
			if !bytes.Equal(f.Set().Encode(), undisturbed(t)) {
				t.Error("interrupted, it has other results")
			}
			if round < 10 {
				t.Errorf("it was interrupted %d times only", round)
			}
			return
		}
	}
	t.Error("it does not come to an end")
}

// The parts of a campaign have every shard once, and together they are the whole.
func TestSlices(t *testing.T) {
	all := result.NewSet(openCampaign(t))
	for i := range 8 {
		path := filepath.Join(t.TempDir(), fmt.Sprint(i))
		f, shards := openTest(t, path)
		w := &Worker{Engine: &Local{Folder: f, Slice: Slice{i, 8}}, Shards: shards, Run: func(_ context.Context, s *plan.Shard) (*result.Result, error) {
			return answer(f.set.Campaign, s), nil
		}}
		if err := w.Work(t.Context(), 2); err != nil {
			t.Fatal(err)
		}
		before := all.Len()
		set, err := Read([]string{path, path}, func(err error) { t.Error(err) })
		if err != nil || all.Merge(set) != nil || all.Len() != before+set.Len() || set.Len() < 37 {
			t.Errorf("part %d has %d shards, %v", i, set.Len(), err)
		}
	}
	if !bytes.Equal(all.Encode(), undisturbed(t)) {
		t.Error("the parts are not the whole")
	}
}

func openCampaign(t *testing.T) *result.Campaign {
	t.Helper()
	_, c := many(t)
	return c
}

// The parts that the command line names.
func TestParseSlice(t *testing.T) {
	none, third := func(string) string { return "" }, func(string) string { return "2" }
	for text, want := range map[string]Slice{"1/8": {0, 8}, "8/8": {7, 8}, "job/3": {2, 3}} {
		if got, err := ParseSlice(text, third); err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"0/8": "expected a part from 1/8 to 8/8", "9/8": "expected a part from", "x/8": "expected a part", "1": "such as 1/8", "1/0": "such as 1/8",
		"job/8": "JOB_COMPLETION_INDEX is not set", "": "such as 1/8", "1/9999999": "such as 1/8",
	} {
		if got, err := ParseSlice(text, none); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	if _, err := ParseSlice("job/2", third); err == nil || !strings.Contains(err.Error(), "expected 0 to 1") {
		t.Error(err)
	}
}

// A disk that fills up is a clear error; nothing is half written, and when there is room
// again the campaign goes on.
func TestFullDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "d")
	f, shards := openTest(t, path)
	c := f.set.Campaign
	run := func(_ context.Context, s *plan.Shard) (*result.Result, error) { return answer(c, s), nil }
	room := 20
	f.write = func(folder, base string, text []byte) error {
		if room--; room < 0 {
			return fmt.Errorf("%s: cannot be written: %w", base, syscall.ENOSPC)
		}
		return writeShard(folder, base, text)
	}
	w := &Worker{Engine: &Local{Folder: f}, Shards: shards, Run: run}
	if err := w.Work(t.Context(), 4); !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "what was done before stands") {
		t.Fatal(err)
	}
	if len(f.Missing()) != 280 {
		t.Errorf("%d are missing", len(f.Missing()))
	}
	f, shards = openTest(t, path)
	if err := (&Worker{Engine: &Local{Folder: f}, Shards: shards, Run: run}).Work(t.Context(), 4); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(f.Set().Encode(), undisturbed(t)) {
		t.Error("it has other results")
	}
}

// Whatever lies in the folder, what is damaged is told and made again, what is foreign is
// refused, and nobody else's file is written to.
func TestDamagedFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "d")
	f, shards := openTest(t, path)
	c := f.set.Campaign
	for i := range 6 {
		if err := f.Put(answer(c, &shards[i]).Encode(), time.Second); err != nil {
			t.Fatal(err)
		}
	}
	file := func(i int) string { return filepath.Join(path, shardsFolder, shardName(i)) }
	text, err := os.ReadFile(file(0))
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "precious")
	for name, hostile := range map[string][]byte{file(0): text[:len(text)/2], file(1): nil, file(2): text, file(9): []byte("{}"), elsewhere: answer(c, &shards[3]).Encode()} {
		if err := os.WriteFile(name, hostile, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Remove(file(3)), os.Symlink(elsewhere, file(3)), os.Mkdir(file(10), 0o700)); err != nil {
		t.Fatal(err)
	}
	var said []string
	open := func() *Folder {
		f, err := OpenFolder(path, c, func(i int) string { return shards[i].Text() }, func(err error) { said = append(said, err.Error()) })
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	f = open()
	if len(said) != 6 || len(f.Missing()) != 298 {
		t.Errorf("%q\n%d are missing", said, len(f.Missing()))
	}
	if err := f.Put(answer(c, &shards[3]).Encode(), 0); err == nil {
		t.Error("a link was written to")
	}
	if got, err := os.ReadFile(elsewhere); err != nil || !bytes.Equal(got, answer(c, &shards[3]).Encode()) {
		t.Errorf("%q, %v", got, err)
	}
	if err := os.Remove(file(3)); err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		if err := f.Put(answer(c, &shards[i]).Encode(), 0); err != nil {
			t.Error(err)
		}
	}
	said = nil
	if f = open(); len(said) != 2 || len(f.Missing()) != 294 {
		t.Errorf("%q\n%d are missing", said, len(f.Missing()))
	}
	for what, change := range map[string]func(*result.Result){
		"campaign": func(r *result.Result) { r.Head.Campaign = "0000000000000000" },
		"program":  func(r *result.Result) { r.Head.Program = "q" },
		"words":    func(r *result.Result) { r.Head.What = "fuzz glare" },
		"shard":    func(r *result.Result) { r.Head.Shard = 300 },
	} {
		r := answer(c, &shards[20])
		change(r)
		if err := f.Put(r.Encode(), 0); !errors.Is(err, result.ErrForeign) {
			t.Errorf("another %s: %v", what, err)
		}
	}
	late := answer(c, &shards[5])
	if err := f.Put(late.Encode(), 0); err != nil {
		t.Errorf("the same again: %v", err)
	}
	late.Done.Runs++
	if err := f.Put(late.Encode(), 0); !errors.Is(err, result.ErrDiffers) {
		t.Errorf("another result: %v", err)
	}
}

// The folder of another campaign, or of something else, is refused, and nothing in it is
// touched.
func TestOthersFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "d")
	f, shards := openTest(t, path)
	for what, want := range map[string]string{"plan": "the plans differ", "rules": "the rules differ", "program": "the programs differ"} {
		c := *f.set.Campaign
		switch what {
		case "plan":
			c.Plan = "fuzz single\n"
		case "rules":
			c.Rules = "s"
		default:
			c.Program = "q"
		}
		c.Name = "0123456789abcdef"
		if _, err := OpenFolder(path, &c, nil, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	mine := t.TempDir()
	if err := os.WriteFile(filepath.Join(mine, "letter.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFolder(mine, f.set.Campaign, nil, nil); err == nil || !strings.Contains(err.Error(), "choose a new folder") {
		t.Error(err)
	}
	if entries, err := os.ReadDir(mine); err != nil || len(entries) != 1 {
		t.Error(entries, err)
	}
	if _, err := Read([]string{mine}, nil); err == nil || !strings.Contains(err.Error(), "there is no campaign in this folder") {
		t.Error(err)
	}
	other := filepath.Join(t.TempDir(), "o")
	c := *f.set.Campaign
	c.Name, c.Plan = "0123456789abcdef", "fuzz single\n"
	if _, err := OpenFolder(other, &c, func(i int) string { return shards[i].Text() }, nil); err != nil {
		t.Fatal(err)
	}
	for _, paths := range [][]string{{path, other}, {other, path}} {
		if _, err := Read(paths, nil); !errors.Is(err, result.ErrForeign) {
			t.Error(err)
		}
	}
}

// An error of one shard ends the work, and is told.
func TestFailingShard(t *testing.T) {
	f, shards := openTest(t, filepath.Join(t.TempDir(), "d"))
	bad := errors.New("a bug")
	w := &Worker{Engine: &Local{Folder: f}, Shards: shards, Run: func(_ context.Context, s *plan.Shard) (*result.Result, error) {
		if s.Index == 7 {
			return nil, bad
		}
		return answer(f.set.Campaign, s), nil
	}}
	if err := w.Work(t.Context(), 2); !errors.Is(err, bad) || f.Set().Has(7) {
		t.Error(err)
	}
}

// While a shard is carried out its claim is renewed, and not after.
func TestRenew(t *testing.T) {
	f, shards := openTest(t, filepath.Join(t.TempDir(), "d"))
	e := &renewed{Local: Local{Folder: f, Slice: Slice{0, 300}}}
	w := &Worker{Engine: e, Shards: shards, Renew: time.Millisecond, Run: func(_ context.Context, s *plan.Shard) (*result.Result, error) {
		for e.times.Load() < 3 {
			time.Sleep(time.Millisecond)
		}
		return answer(f.set.Campaign, s), nil
	}}
	if err := w.Work(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	after := e.times.Load()
	time.Sleep(10 * time.Millisecond)
	if e.times.Load() != after {
		t.Error("a claim is renewed after its result was delivered")
	}
}

type renewed struct {
	Local
	times atomic.Int32
}

func (e *renewed) Renew(context.Context, Claim) error {
	e.times.Add(1)
	return errors.New("it is not yours any more") // no reason to stop
}
