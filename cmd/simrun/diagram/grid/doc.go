// Package grid draws tables of answers, as a page on which a cell shows its stories, and one
// of them as a picture.
//
// It does not know what the answers are to: whoever wants a page fills a [Matrix] with grids
// of cells, each with the indices of its stories. The same input gives the same bytes, and
// every string is untrusted, as in package diagram.
//
// Read matrix.go (the input), page.go (the page), then heat.go (the picture).
package grid
