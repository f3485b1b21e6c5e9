package certificates

import (
	"fmt"
	"strings"
)

// TallyText is how many proofs there are of each kind.
func TallyText(tally map[string]int) string {
	var parts []string
	for _, word := range []string{Same, differs, isNew, updated, added, Interrupted} {
		if n := tally[word]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, word))
		}
	}
	return strings.Join(parts, ", ")
}
