package play

import (
	"context"
	"testing"

	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
)

// TestExcusesAreCounted shows that a proof over a destroying fault tells what
// it excused: a search without excuses finds those stories, and only those.
func TestExcusesAreCounted(t *testing.T) {
	g, r := search(t, "federated-glare", "robust", "soft-fail=1")
	if r.Verdict != scheduler.Proved {
		t.Fatalf("robust under soft-fail: %v", r.Verdict)
	}
	strict, err := g.Excused(context.Background(), scheduler.SearchOptions{})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]uint64{}
	for _, f := range strict.Findings {
		found[properties.Names()[f.Property]] += f.Count
	}
	if len(found) != 2 || found["willing-connected"] == 0 || found["seamless"] == 0 {
		t.Errorf("excused: %v; want willing-connected and seamless", found)
	}
	g, _ = search(t, "federated-glare", "robust", "none")
	strict, err = g.Excused(context.Background(), scheduler.SearchOptions{})
	if err != nil || strict.Verdict != scheduler.Proved {
		t.Errorf("without faults nothing needs an excuse: %v %v", strict, err)
	}
}
