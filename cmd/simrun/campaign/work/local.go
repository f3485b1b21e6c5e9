package work

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Local hands out the shards of a folder on one machine.
type Local struct {
	Folder *Folder
	Slice  Slice

	once sync.Once
	lock sync.Mutex
	left []int
}

// Claim is the next shard that is not done.
func (l *Local) Claim(ctx context.Context) (Claim, error) {
	l.once.Do(func() { l.left = l.Slice.Of(l.Folder.Missing()) })
	l.lock.Lock()
	defer l.lock.Unlock()
	for len(l.left) > 0 && ctx.Err() == nil {
		shard := l.left[0]
		if l.left = l.left[1:]; !l.Folder.Has(shard) {
			return Claim{Shard: shard}, nil
		}
	}
	return Claim{}, ErrDone
}

// Renew does nothing: nobody takes a claim away.
func (l *Local) Renew(context.Context, Claim) error { return nil }

// Deliver writes the file.
func (l *Local) Deliver(_ context.Context, _ Claim, text []byte, took time.Duration) error {
	return l.Folder.Put(text, took)
}

// Slice is one of several equal parts of the shards: every Nth, from the Ith on. The zero
// Slice is all.
type Slice struct{ I, N int } // I from 0

// Of are the shards of a list that belong to the slice.
func (s Slice) Of(list []int) []int {
	if s.N == 0 {
		return list
	}
	var own []int
	for _, shard := range list {
		if shard%s.N == s.I {
			own = append(own, shard)
		}
	}
	return own
}

// JobIndex is the environment variable in which Kubernetes tells the number of a pod of an
// Indexed Job, from 0.
const JobIndex = "JOB_COMPLETION_INDEX"

// mostSlices is in how many parts a campaign may be cut.
const mostSlices = 1_000_000

// ParseSlice reads i/n, with i from 1 to n; or job/n, where the environment says which.
func ParseSlice(text string, environment func(string) string) (Slice, error) {
	first, of, ok := strings.Cut(text, "/")
	n, err := strconv.Atoi(of)
	if !ok || err != nil || n < 1 || n > mostSlices {
		return Slice{}, fmt.Errorf("--shard %s: expected such as 1/8, the first of eight parts, or job/8 in a Kubernetes Indexed Job", text)
	}
	if first == "job" {
		i, err := strconv.Atoi(environment(JobIndex))
		switch {
		case environment(JobIndex) == "":
			return Slice{}, fmt.Errorf("--shard %s: the variable %s is not set; Kubernetes sets it in a Job with completionMode: Indexed", text, JobIndex)
		case err != nil || i < 0 || i >= n:
			return Slice{}, fmt.Errorf("--shard %s: %s is %q; expected 0 to %d: as many completions as parts", text, JobIndex, environment(JobIndex), n-1)
		}
		return Slice{i, n}, nil
	}
	i, err := strconv.Atoi(first)
	if err != nil || i < 1 || i > n {
		return Slice{}, errors.New("--shard " + text + ": expected a part from 1/" + of + " to " + of + "/" + of)
	}
	return Slice{i - 1, n}, nil
}
