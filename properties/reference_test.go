package properties

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

func TestExplore(t *testing.T) {
	name := os.Getenv("SCN")
	if name == "" {
		return
	}
	s, err := sim.FindScenario(name)
	if err != nil {
		t.Fatal(err)
	}
	for d := range s.Users {
		r, err := model.ParseReading(os.Getenv("READING"))
		if err != nil {
			t.Fatal(err)
		}
		s.Users[d].Reading = r
	}
	f, err := sim.ParseFaults(os.Getenv("FAULTS"))
	if err != nil {
		t.Fatal(err)
	}
	s.AddFaults(f)
	if tm := os.Getenv("TIMING"); tm != "" {
		s.Timing, err = sim.ParseTiming(tm)
		if err != nil {
			t.Fatal(err)
		}
	}
	sys, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	j := NewJudge(sys)
	type from struct {
		parent sim.State
		a      string
		depth  int
	}
	seen := map[sim.State]from{}
	var queue []sim.State
	var w sim.World
	for i := range sys.Initials() {
		sys.Initial(i, &w)
		seen[w.State] = from{}
		queue = append(queue, w.State)
	}
	trans, finals := 0, 0
	outcomes := map[string]int{}
	type key struct {
		p int
		c uint32
	}
	found := map[key]string{}
	story := func(st sim.State, last string) string {
		var lines []string
		for {
			f := seen[st]
			if f.a == "" {
				break
			}
			lines = append([]string{f.a}, lines...)
			st = f.parent
		}
		return strings.Join(append(lines, last), "\n   ")
	}
	for len(queue) > 0 {
		cur := queue[0]
		queue = queue[1:]
		var before sim.World
		before.State = cur
		acts := sys.Enabled(&before, nil)
		fair := false
		for _, a := range acts {
			fair = fair || sys.Fair(&before, a)
			after := before
			sys.Do(&after, a)
			trans++
			if set := j.Step(&before, a, &after); set != 0 {
				for p := range All() {
					if k := (key{p, j.Cause(&after)}); set&(1<<p) != 0 && found[k] == "" {
						why, _ := j.Explain(p, &before, a, &after)
						found[k] = story(cur, sys.Name(&before, a)) + fmt.Sprintf("\n %+v", why)
					}
				}
			}
			if _, ok := seen[after.State]; !ok {
				seen[after.State] = from{cur, sys.Name(&before, a), seen[cur].depth + 1}
				queue = append(queue, after.State)
			}
		}
		if !fair {
			finals++
			outcomes[j.OutcomeText(j.Outcome(&before))]++
			if set := j.Final(&before); set != 0 {
				for p := range All() {
					if k := (key{p, j.Cause(&before)}); set&(1<<p) != 0 && found[k] == "" {
						why, _ := j.Explain(p, nil, sim.Action{}, &before)
						found[k] = story(cur, "END") + fmt.Sprintf("\n %+v", why)
					}
				}
			}
		}
	}
	fmt.Println(name, os.Getenv("READING"), os.Getenv("FAULTS"), "states", len(seen), "trans", trans, "finals", finals)
	for o, n := range outcomes {
		fmt.Println("  ", n, o)
	}
	for k, v := range found {
		fmt.Println("VIOLATED", All()[k.p].Name, CauseNames(k.c))
		if os.Getenv("STORY") != "" {
			fmt.Println("  ", v)
		}
	}
}
