package regression

import "testing"

// A case whose golden part is missing gets one.
func TestCorpusUpdateFirstTime(t *testing.T) {
	for _, top := range []string{"a\n", "a", "a\n----\n", "a\n----"} {
		if got := withTranscript(top, "verdict\n"); got != "a\n----\nverdict\n" {
			t.Errorf("withTranscript(%q) = %q", top, got)
		}
	}
}
