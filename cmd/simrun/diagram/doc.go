// Package diagram draws one run of two people's crossing calls, as text, as
// Mermaid, as SVG and as one HTML file that needs nothing else.
//
// It is not a view of the world: it knows no rules, no faults and no properties.
// Whoever wants a picture fills a [Story] with lanes, rows, arrows and a verdict,
// and the four functions [Text], [Mermaid], [SVG] and [HTML] draw it. The same
// input gives the same bytes everywhere: all geometry is integer arithmetic and
// nothing here looks at the clock.
//
// Every string of a story is untrusted, because names and call IDs come from files
// and from real rooms. Each passes through package markup on its way out.
//
// Read story.go (the input and its check), crossing.go and message.go (which
// messages cross), calls.go and mark.go (what stands beside a row); then one
// format at a time: layout.go, label.go and svg.go with svglanes.go, svgarrows.go,
// svgcurve.go and svgfoot.go; html.go and panel.go; text.go, columns.go, route.go,
// textdraw.go, textlabel.go and canvas.go; mermaid.go; ladder.go, of which a page
// draws a part at a time.
package diagram
