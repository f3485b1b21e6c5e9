package term

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Hides reports whether a character does not show itself but changes how others look:
// it moves the cursor, clears a screen, turns the direction of text, or joins. Names of
// files, users and scenarios, comments and flags may hold such characters; a result must
// not, since it could be made to say something else.
func Hides(r rune) bool {
	return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp))
}

// isPlain reports that a text holds no character that hides, as far as that can be told
// from single bytes: nearly all texts are so.
func isPlain[T string | []byte](text T) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' && c != '\t' || c >= 0x7f {
			return false
		}
	}
	return true
}

// Safe is a text with everything that hides written out, such as [U+001B].
func Safe(text string) string {
	if isPlain(text) {
		return text
	}
	var b strings.Builder
	for len(text) > 0 {
		r, n := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, "[0x%02X]", text[0])
		case Hides(r):
			fmt.Fprintf(&b, "[U+%04X]", r)
		default:
			b.WriteRune(r)
		}
		text = text[n:]
	}
	return b.String()
}

// SafeJSON is a line of JSON in which what hides is escaped, as JSON has it. Such
// characters stand in strings only.
func SafeJSON(line []byte) []byte {
	if isPlain(line) {
		return line
	}
	var b bytes.Buffer
	for _, r := range string(line) {
		switch {
		case !Hides(r):
			b.WriteRune(r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		}
	}
	return b.Bytes()
}

// style is what this program colours its own text with.
var style = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// SafeStyled is [Safe], but for colours.
func SafeStyled(text string) string {
	if isPlain(text) {
		return text
	}
	var b strings.Builder
	for {
		at := style.FindStringIndex(text)
		if at == nil {
			b.WriteString(Safe(text))
			return b.String()
		}
		b.WriteString(Safe(text[:at[0]]) + text[at[0]:at[1]])
		text = text[at[1]:]
	}
}

// MarkdownText is a text from outside as it stands in Markdown: nothing in it makes a
// heading, a link, a picture or HTML. What stands between two backticks stays code.
func MarkdownText(text string) string {
	var b strings.Builder
	parts := strings.Split(Safe(text), "`")
	for i, part := range parts {
		code := i%2 == 1 && i < len(parts)-1 && part != ""
		switch {
		case code:
			b.WriteString("`" + part + "`")
		case i%2 == 1: // a backtick without another one
			b.WriteString("\\`" + markdownEscapes.Replace(part))
		default:
			b.WriteString(markdownEscapes.Replace(part))
		}
	}
	return b.String()
}

var markdownEscapes = strings.NewReplacer(
	`\`, `\\`, "<", `\<`, "&", "&amp;", "[", `\[`, "]", `\]`, "*", `\*`, "_", `\_`, "#", `\#`, "|", `\|`, "~", `\~`, "!", `\!`,
)
