package sim

import (
	"fmt"
	"strconv"
	"strings"
)

// Format is the scenario in the grammar of scenario files: what [Parse] reads
// back as an equal scenario, but for name and account.
func Format(s *Scenario) string {
	var b strings.Builder
	for _, kind := range lines() {
		kind.format(s, func(words ...string) {
			if kind.keyword != "" {
				words = append([]string{kind.keyword}, words...)
			}
			fmt.Fprintln(&b, strings.Join(words, " "))
		})
	}
	return b.String()
}

func quoteIDs(ids []string) string {
	var quoted []string
	for _, id := range ids {
		quoted = append(quoted, strconv.QuoteToASCII(id))
	}
	return strings.Join(quoted, ",")
}
