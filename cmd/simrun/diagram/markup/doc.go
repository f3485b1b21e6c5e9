// Package markup makes what anybody wrote safe to stand in a page or a picture, and visible:
// call IDs and names come from files and from real rooms.
//
// Read visible.go (strings), page.go (HTML) and painter.go (SVG).
package markup
