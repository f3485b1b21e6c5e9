// Package guide is what the program shows a newcomer who types its name alone: two flaws of
// the written rule, each as a story, the reading that repairs them, and what to type next.
//
// It is no tutorial, which is docs/TUTORIAL.md, and finds nothing that check would not: it only
// chooses, and draws for somebody who has never seen a story.
//
// [Tour] shows all of it, through a [story.Reporter], within seconds. What is shown is found
// anew each time by a search, so that it is true of the rules that the program has.
//
// Read guide.go, then find.go.
package guide
