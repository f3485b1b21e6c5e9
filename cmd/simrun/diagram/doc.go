// Package diagram draws one run of two people's crossing calls, as text, as
// Mermaid, as SVG and as one HTML file that needs nothing else, and tables of
// answers with such runs behind their cells.
//
// It is not a view of the world: it knows no rules, no faults and no
// properties. Whoever wants a picture fills a [Story] with lanes, rows,
// arrows and a verdict, and the four functions [Text], [Mermaid], [SVG] and
// [HTML] draw it. A [Matrix] is tables of cells, each with the indices of its
// stories: a page or, of one table, a picture ([Matrix.Heat]). The same input
// gives the same bytes everywhere: all geometry is integer arithmetic and
// nothing here looks at the clock.
//
// Every string of a story is untrusted, because names and call IDs come from
// files and from real rooms. Each passes through visible on its way out, and
// then through the escaping of its format.
//
// Read story.go (the input and its check), visible.go (strings), crossing.go
// and message.go (which messages cross), calls.go and mark.go (what stands
// beside a row); then one format at a time: layout.go, label.go and svg.go with
// svglanes.go, svgarrows.go and svgfoot.go; html.go and panel.go; text.go,
// columns.go, route.go, textdraw.go, textlabel.go and canvas.go; mermaid.go;
// matrix.go and matrix_heat.go; ladder.go, of which a page draws a part at a time.
package diagram
