package markup

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible is s with everything that a reader could not see written out: control
// characters, direction overrides, joiners, odd spaces, combining marks and
// bytes that are not UTF-8. Two call IDs that differ look different.
func Visible(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, "[0x%02X]", s[0])
		case !unicode.IsPrint(r) || unicode.IsMark(r):
			fmt.Fprintf(&b, "[U+%04X]", r)
		default:
			b.WriteRune(r)
		}
		s = s[n:]
	}
	return b.String()
}

// markup escapes for the content and the quoted attributes of XML and HTML.
var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

// Escape makes an untrusted string safe to stand in XML or HTML, and visible.
func Escape(s string) string { return markup.Replace(Visible(s)) }

// wide lists the blocks whose characters take two columns of a terminal.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x115f, Stride: 1},
		{Lo: 0x231a, Hi: 0x231b, Stride: 1},
		{Lo: 0x23e9, Hi: 0x23f3, Stride: 1},
		{Lo: 0x25fd, Hi: 0x25fe, Stride: 1},
		{Lo: 0x2614, Hi: 0x2615, Stride: 1},
		{Lo: 0x2648, Hi: 0x2653, Stride: 1},
		{Lo: 0x26a1, Hi: 0x26a1, Stride: 1},
		{Lo: 0x2e80, Hi: 0x303e, Stride: 1},
		{Lo: 0x3041, Hi: 0xa4cf, Stride: 1},
		{Lo: 0xa960, Hi: 0xa97f, Stride: 1},
		{Lo: 0xac00, Hi: 0xd7a3, Stride: 1},
		{Lo: 0xf900, Hi: 0xfaff, Stride: 1},
		{Lo: 0xfe30, Hi: 0xfe6f, Stride: 1},
		{Lo: 0xff00, Hi: 0xff60, Stride: 1},
		{Lo: 0xffe0, Hi: 0xffe6, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x16fe0, Hi: 0x1b2ff, Stride: 1},
		{Lo: 0x1f300, Hi: 0x1faff, Stride: 1},
		{Lo: 0x20000, Hi: 0x3fffd, Stride: 1},
	},
}

// RuneCells is the number of columns, 1 or 2, that a visible rune takes.
func RuneCells(r rune) int {
	if r >= 0x1100 && unicode.Is(wide, r) {
		return 2
	}
	return 1
}

// Cells is the number of columns that a visible string takes.
func Cells(s string) int {
	n := 0
	for _, r := range s {
		n += RuneCells(r)
	}
	return n
}

// Clip shortens a visible string to at most n columns, with an ellipsis for
// what was taken away. n is at least 1.
func Clip(s string, n int) string {
	if Cells(s) <= n {
		return s
	}
	used := 1
	for i, r := range s {
		if used += RuneCells(r); used > n {
			return s[:i] + "…"
		}
	}
	return s
}

// ClipLabel is clip for a label like "m.call.candidates a": as long as there is
// room for it, the call's name at the end stays.
func ClipLabel(s string, n int) string {
	at := strings.LastIndexByte(s, ' ')
	if rest := n - Cells(s[at+1:]) - 1; Cells(s) > n && at > 0 && rest >= 4 {
		return Clip(s[:at], rest) + s[at:]
	}
	return Clip(s, n)
}

// Told is a label like "m.call.sdp_stream_metadata_changed(muted) a" without the long name of
// what tells: "m.call.muted a". Others are as they were.
func Told(label string) string {
	const long = 20
	word, rest, _ := strings.Cut(label, " ")
	at, open := strings.LastIndexByte(word, '.')+1, strings.IndexByte(word, '(')
	if open-at <= long || !strings.HasSuffix(word, ")") {
		return label
	}
	return word[:at] + strings.TrimSuffix(word[open+1:], ")") + " " + rest
}

// Wrap breaks a visible string into lines of at most n columns, between words
// where it can. An empty string gives one empty line; n is at least 2.
func Wrap(s string, n int) []string {
	lines := []string{""}
	for word := range strings.SplitSeq(s, " ") {
		line := lines[len(lines)-1]
		switch {
		case line == "":
			line = word
		case Cells(line)+1+Cells(word) <= n:
			line += " " + word
		default:
			lines, line = append(lines, ""), word
		}
		for Cells(line) > n {
			used, at := 0, 0
			for i, r := range line {
				if used += RuneCells(r); used > n {
					at = i
					break
				}
			}
			lines[len(lines)-1] = line[:at]
			lines, line = append(lines, ""), line[at:]
		}
		lines[len(lines)-1] = line
	}
	return lines
}

// Brief is a label without the dotted prefix of its first word, so that
// "m.call.invite a" still says what it is where room is scarce.
func Brief(label string) string {
	word, rest, _ := strings.Cut(label, " ")
	word = word[strings.LastIndexByte(word, '.')+1:]
	return strings.TrimSuffix(word+" "+rest, " ")
}
