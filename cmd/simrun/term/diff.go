package term

import (
	"slices"
	"strings"
)

// maxDifferences is how many lines of a difference are shown.
const maxDifferences = 60

// Differences are the lines that two texts do not share, "- " before those of
// the first and "+ " before those of the second, each run of them below the last
// shared line that is not indented.
func Differences(before, after string) []string {
	was, is := strings.Split(before, "\n"), strings.Split(after, "\n")
	shared := commonLines(was, is)
	var list []string
	heading, shown := "", ""
	say := func(sign, line string) {
		if shown != heading {
			list, shown = append(list, "  "+heading), heading
		}
		list = append(list, sign+line)
	}
	for i, j := 0, 0; i < len(was) || j < len(is); {
		switch {
		case i < len(was) && j < len(is) && was[i] == is[j]:
			if was[i] != "" && !strings.HasPrefix(was[i], " ") {
				heading = was[i]
			}
			i, j = i+1, j+1
		case j == len(is) || i < len(was) && shared[i+1][j] >= shared[i][j+1]:
			say("- ", was[i])
			i++
		default:
			say("+ ", is[j])
			j++
		}
	}
	if more := len(list) - maxDifferences; more > 1 {
		list = append(list[:maxDifferences], "… and "+Count(more, "line")+" more")
	}
	return list
}

// commonLines is, for each pair of an i and a j, how many lines in order the
// texts share from was[i] and is[j] on.
func commonLines(was, is []string) [][]int {
	shared := make([][]int, len(was)+1)
	for i := range shared {
		shared[i] = make([]int, len(is)+1)
	}
	for i, wa := range slices.Backward(was) {
		for j := len(is) - 1; j >= 0; j-- {
			if wa == is[j] {
				shared[i][j] = shared[i+1][j+1] + 1
			} else {
				shared[i][j] = max(shared[i+1][j], shared[i][j+1])
			}
		}
	}
	return shared
}
