package odds

import (
	"fmt"
	"slices"

	"github.com/glarelab/glare/cmd/simrun/story"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// sentence says what a plot shows: of several cases what comes of the worst and of the best.
func sentence(answers []Answer) string {
	when := fmt.Sprintf("Within %d ms of each other, ", answers[0].odds.WithinMS)
	if answers[0].odds.WithinMS == 0 {
		when = "Where both press at once, "
	}
	crossing := slices.DeleteFunc(slices.Clone(answers), func(a Answer) bool { return a.Crossed.Sign() == 0 })
	if len(crossing) == 0 {
		return when + "no calls cross."
	}
	byShare := func(a, b Answer) int { return a.badShare().Cmp(b.badShare()) }
	worst, best := slices.MaxFunc(crossing, byShare), slices.MinFunc(crossing, byShare)
	text := when + worst.ends() + named(answers, alike(crossing, &worst))
	if byShare(worst, best) != 0 {
		text += ", " + best.few() + named(answers, alike(crossing, &best))
	}
	return text + "."
}

// ends says how many of the crossed calls end badly.
func (f *Found) ends() string {
	switch bad := f.BadWeight(); {
	case !f.Exact && bad.Cmp(f.Crossed) == 0:
		return "all crossed calls that were drawn end badly"
	case bad.Sign() != 0:
		return percentText(bad, f.Crossed) + " of crossed calls end badly"
	case f.Exact:
		return "no crossed call ends badly"
	default:
		return "no crossed call that was drawn ends badly"
	}
}

// few says the same where it was said before what ends badly.
func (f *Found) few() string {
	switch {
	case f.BadWeight().Sign() != 0:
		return percentText(f.BadWeight(), f.Crossed)
	case f.Exact:
		return "none"
	default:
		return "none of those drawn"
	}
}

// alike are the cases of which as many calls end badly as of one, found in the same way.
func alike(answers []Answer, one *Answer) []Answer {
	return slices.DeleteFunc(slices.Clone(answers), func(a Answer) bool {
		return a.badShare().Cmp(one.badShare()) != 0 || a.Exact != one.Exact
	})
}

// named names some of all cases by what tells them from the others.
func named(all, some []Answer) string {
	under, on := readings(some), profiles(some)
	whole := len(some) == len(under)*len(on)
	switch {
	case len(profiles(all)) == 1 || whole && len(on) == len(profiles(all)):
		return " under " + term.JoinAnd(under)
	case len(readings(all)) == 1 || whole && len(under) == len(readings(all)):
		return " on " + term.JoinAnd(on)
	}
	var list []string
	for _, a := range some {
		list = append(list, fmt.Sprintf("under %s on %s", story.ReadingText(a.Scenario), a.Profile))
	}
	return " " + term.JoinAnd(list)
}

// label is the shortest name that tells a case from the others.
func label(all []Answer, a *Answer) string {
	switch {
	case len(profiles(all)) == 1:
		return story.ReadingText(a.Scenario)
	case len(readings(all)) == 1:
		return a.Profile
	default:
		return story.ReadingText(a.Scenario) + ", " + a.Profile
	}
}

// plural is a word for one thing, or for several.
func plural(word string, list []string) string {
	if len(list) != 1 {
		word += "s"
	}
	return word + " " + term.JoinAnd(list)
}

// heading says in a line what was asked: of what, under which readings, with which
// latencies.
func heading(p *story.Reporter, answers []Answer, own string) string {
	text := p.TitleUnder(answers[0].odds.Scenario, plural("reading", readings(answers))) + ", latencies " + term.JoinAnd(profiles(answers))
	if own != "" {
		text += " with " + own
	}
	return text
}
