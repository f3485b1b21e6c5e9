package work

import (
	"fmt"
	"sync"
	"time"

	"github.com/glarelab/glare/cmd/simrun/campaign/plan"
	"github.com/glarelab/glare/cmd/simrun/campaign/result"
)

// Progress says how far the shards are that are left to do, and how long the rest will take:
// by how long shards of each kind have taken in this session, and nothing where too little
// is known.
type Progress struct {
	lock     sync.Mutex
	tell     func(share int64, counts ...any)
	now      func() time.Time
	shards   []plan.Shard
	left     map[plan.Kind]int
	took     map[plan.Kind]time.Duration // of workers, together
	done     map[plan.Kind]int
	start    time.Time
	causes   map[string]bool // of findings
	all, did int
}

// enough is how many shards of a kind must be done before the time of the others is guessed.
const enough = 4

// wholeShare is all of the work, in thousandths.
const wholeShare = 1000

// NewProgress begins to count; left are the shards that are to be done, so many at once.
func NewProgress(shards []plan.Shard, left []int, tell func(share int64, counts ...any)) *Progress {
	p := &Progress{
		tell: tell, now: time.Now, shards: shards, all: len(left),
		left: map[plan.Kind]int{}, took: map[plan.Kind]time.Duration{}, done: map[plan.Kind]int{}, causes: map[string]bool{},
	}
	p.start = p.now()
	for _, shard := range left {
		p.left[shards[shard].Kind]++
	}
	p.tell(0, "shards", 0, "of", p.all)
	return p
}

// Done notes that a shard is done.
func (p *Progress) Done(r *result.Result, took time.Duration) {
	p.lock.Lock()
	defer p.lock.Unlock()
	kind := p.shards[r.Head.Shard].Kind
	p.did++
	p.left[kind]--
	p.done[kind]++
	p.took[kind] += took
	for i := range r.Findings {
		p.causes[r.Findings[i].Key()] = true
	}
	counts := []any{"shards", p.did, "of", p.all, "findings", len(p.causes)}
	if text := p.remaining(); text != "" {
		counts = append(counts, "left", text)
	}
	p.tell(int64(p.did)*wholeShare/int64(max(p.all, 1)), counts...)
}

// remaining says how long the rest will take, if the shards that are left are like those of
// their kind that were done, and as many are done at once. Where a kind is not known yet, it
// is at least that of the others.
func (p *Progress) remaining() string {
	var done, ahead time.Duration
	known := true
	for kind, n := range p.left {
		done += p.took[kind]
		switch {
		case n == 0:
		case p.done[kind] < enough:
			known = false
		default:
			ahead += p.took[kind] / time.Duration(p.done[kind]) * time.Duration(n)
		}
	}
	elapsed := p.now().Sub(p.start)
	if ahead == 0 || done == 0 || elapsed <= 0 {
		return ""
	}
	left := time.Duration(float64(ahead) * elapsed.Seconds() / done.Seconds())
	if !known {
		return "more than " + roughly(left)
	}
	return "about " + roughly(left)
}

// roughly is a time as one says it: two digits are more than anybody knows.
func roughly(d time.Duration) string {
	switch {
	case d < 2*time.Minute:
		return fmt.Sprintf("%ds", int(d.Seconds()+0.5))
	case d < 2*time.Hour:
		return fmt.Sprintf("%dm", int(d.Minutes()+0.5))
	default:
		return fmt.Sprintf("%dh", int(d.Hours()+0.5))
	}
}
