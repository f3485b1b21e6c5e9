package judge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/cmd/simrun/record"
	"github.com/glarelab/glare/cmd/simrun/term"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim/event"
)

// Known is a story of the corpus that these events are, or are like.
type Known struct {
	Name    string   `json:"case"`
	Exact   bool     `json:"exact"`   // its devices saw just this
	Whole   bool     `json:"whole"`   // and there is a file of each of them
	Verdict string   `json:"verdict"` // of the story: ok, excused or violated
	Ended   string   `json:"ended"`   // how it ended there: "verdict violated same-call: …"
	Well    []string `json:"ends_well_under"`
	away    int      // how many events differ
}

// violated is the verdict of a story in which something is wrong.
const violated = "violated"

// A story is a case of the corpus, as its devices saw it.
type story struct {
	known Known
	views [][]string // of each device
}

// stories are all bundled cases. Each is replayed once, which takes about a millisecond.
var stories = sync.OnceValue(func() (list []story) {
	for _, name := range corpus.Names() {
		text, file, _ := corpus.Text(name)
		c, err := corpus.ParseCase(file, text)
		if err != nil {
			continue // the corpus has tests of its own
		}
		_, trace, err := record.Replay(c, checker.Rules{})
		if err != nil || unseen(trace) {
			continue
		}
		s := story{known: Known{
			Name: name, Verdict: trace.VerdictWord(), Ended: trace.VerdictLine(), Well: append(slices.Clone(c.Passes), c.Survives...),
		}}
		if s.known.Well == nil {
			s.known.Well = []string{}
		}
		for _, f := range Witness(trace) {
			if d, err := read(f); err == nil {
				s.views = append(s.views, gist(d.events))
			}
		}
		list = append(list, s)
	}
	return list
})

// unseen reports whether all that goes wrong in a story is what a user sees of the other's
// streams, and no event says what they are: its events are those of any call.
func unseen(trace *checker.Trace) bool {
	says := slices.ContainsFunc(trace.Lines, func(l checker.Line) bool { return slices.Contains(l.Sent, model.Metadata) })
	other := slices.ContainsFunc(trace.Problems, func(p checker.Problem) bool { return p.Property != "streams-shown" })
	return len(trace.Problems) > 0 && !says && !other
}

// maxGist is how many events are compared with known stories.
const maxGist = 60

// gist is what happened, whoever took part and however they are called: users, parties
// and calls by the order in which they are met, and at the end how the IDs of the calls
// compare. Candidates are left out: they come at any time and in any number.
func gist(events []seen) (list []string) {
	users, parties, calls := map[string]int{}, map[party]int{}, map[string]int{}
	ends := map[string]int64{} // when their lifetimes pass
	var ids []string
	number := func(known int, has bool, next int) int {
		if has {
			return known
		}
		return next
	}
	for i := range events {
		e := &events[i]
		s, ok := event.SignalOf(e.Content)
		if _, candidates := e.Content.(event.Candidates); !ok || candidates {
			continue
		}
		from := who(e)
		u, has := users[e.Sender]
		users[e.Sender] = number(u, has, len(users))
		p, has := parties[from]
		parties[from] = number(p, has, len(parties))
		key := e.room + "\x00" + s.CallID
		c, has := calls[key]
		if !has {
			ids = append(ids, s.CallID)
		}
		calls[key] = number(c, has, len(calls))
		word := s.Type.String()
		if s.Muted {
			word += " of a muted stream"
		}
		if invite, ok := e.Content.(event.Invite); ok {
			ends[key] = e.OriginServerTSMS + invite.LifetimeMS - slackMS
		} else if late := ends[key] > 0 && e.OriginServerTSMS > ends[key]; late && (s.Type == model.Hangup || s.Type == model.Answer) {
			word += " at the end of the lifetime"
		}
		list = append(list, fmt.Sprintf("%d.%d %v %s %d", users[e.Sender], parties[from], s.Version, word, calls[key]))
	}
	var order strings.Builder
	for x := range ids[:min(len(ids), 8)] {
		for y := range x {
			order.WriteByte("<=>"[strings.Compare(ids[x], ids[y])+1])
		}
	}
	return append(list, order.String())
}

// maxKnown is how many known stories are named.
const maxKnown = 3

// known finds the stories that these events are; or else those that they are most like, if
// few events differ.
func (t *trial) known() []Known {
	list := []Known{}
	var views [][]string
	for _, d := range t.dumps {
		if g := gist(d.events); len(g) <= maxGist {
			views = append(views, g)
		}
	}
	if len(views) < len(t.dumps) {
		return list
	}
	for _, s := range stories() {
		k := s.known
		if k.away = distance(views, s.views); k.away == 0 {
			k.Exact, k.Whole = true, len(views) == len(s.views)
		}
		list = append(list, k)
	}
	bad := slices.ContainsFunc(t.findings, func(f Finding) bool { return f.Grade != Note })
	slices.SortStableFunc(list, func(a, b Known) int { return cmp.Or(a.away-b.away, a.rank(bad)-b.rank(bad)) })
	longest := 0
	for _, v := range views {
		longest = max(longest, len(v))
	}
	near := slices.IndexFunc(list, func(k Known) bool { return !k.Exact && (list[0].Exact || 3*k.away > longest*len(views)) })
	if near >= 0 {
		list = list[:near]
	}
	if len(list) > maxKnown && !list[0].Exact {
		list = list[:maxKnown]
	}
	return list
}

// rank is where a story comes among others that are as near: those that end badly first, if
// these events are known to, and else last.
func (k *Known) rank(bad bool) int {
	if bad == (k.Verdict == violated) {
		return 0
	}
	return 1
}

// distance is how many events differ between what several devices saw and what those of a
// story saw, each compared with the one of the story that is most like it, and no two with
// the same.
func distance(views, others [][]string) int {
	const never = 1 << 20
	if len(views) > len(others) {
		return never
	}
	used := make([]bool, len(others))
	total := 0
	for _, v := range views {
		best, at := never, -1
		for i, o := range others {
			if used[i] {
				continue
			}
			if d := edits(v, o); d < best {
				best, at = d, i
			}
		}
		if at < 0 {
			return never
		}
		used[at] = true
		total += best
	}
	return total
}

// edits is how many events have to be added or left out to make one list of the other.
func edits(a, b []string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			next := row[j+1]
			if x == y {
				row[j+1] = diagonal
			} else {
				row[j+1] = 1 + min(row[j], next)
			}
			diagonal = next
		}
	}
	return row[len(b)]
}

// sentence says it in words.
func (k *Known) sentence() string {
	well := ""
	if len(k.Well) > 0 && k.Verdict == violated {
		well = " The same steps end well under " + term.JoinOr(k.Well) + "."
	}
	if k.Exact {
		return k.Name + ": its devices saw just this; there the " + k.Ended + "." + well
	}
	return k.Name + ": like it, but for " + term.Count(k.away, "event") + "; there the " + k.Ended + "." + well
}
