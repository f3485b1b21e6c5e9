package sim

import (
	"strings"
	"testing"
)

// TestLatencies shows that every kind of latency can be named in a scenario, alone and
// once, that naming it changes no other, and that it is written back.
func TestLatencies(t *testing.T) {
	for i, name := range LatencyNames() {
		kind := LatencyKind(i)
		const caller = "alice must place\n"
		s, err := Parse("f", "latency "+name+"=7-8\n"+caller, 1)
		if err != nil {
			t.Fatal(err)
		}
		want := usualLatency()
		if *want.Of(kind) == (Range{}) {
			t.Errorf("%s: nothing is usual", name)
		}
		if *want.Of(kind) = (Range{7, 8}); s.Latency != want {
			t.Errorf("%s=7-8 gives %v, want %v", name, s.Latency, want)
		}
		if text := Format(s); !strings.Contains(text, " "+name+"=7-8") {
			t.Errorf("%s=7-8 is not written back:\n%s", name, text)
		}
		if _, err := Parse("f", "latency "+name+"=1\nlatency "+name+"=1\n"+caller, 1); err == nil {
			t.Errorf("%s may be said twice", name)
		}
	}
}
