// Package plot draws lines of shares over a length, such as how many calls end badly where
// both users press within so many milliseconds.
//
// It does not know what is counted: whoever wants a picture fills a [Plot] with lines of
// points. Each line has its own colour, dashes and marks, and its name at its right end, so
// that no legend is needed. The same input gives the same bytes, and every string is
// untrusted, as in package diagram.
//
// Read plot.go (the input), ticks.go, labels.go and layout.go (where everything stands), then
// svg.go.
package plot
