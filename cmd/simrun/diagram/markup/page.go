package markup

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"strings"
)

// PageFuncs are what the frames of pages use.
var PageFuncs = template.FuncMap{"prose": Prose}

// Prose is an untrusted text as HTML, with what it has between backticks as code.
func Prose(text string) template.HTML {
	parts := strings.Split(text, "`")
	if len(parts)%2 == 0 {
		return template.HTML(Escape(text))
	}
	var b strings.Builder
	for i, part := range parts {
		if i%2 == 0 {
			b.WriteString(Escape(part))
		} else {
			b.WriteString("<code>" + Escape(part) + "</code>")
		}
	}
	return template.HTML(b.String())
}

// Hash is how a security policy names the one inline text that it allows.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// VisibleAll is [Visible] of each.
func VisibleAll(all []string) []string {
	shown := make([]string, len(all))
	for i, s := range all {
		shown[i] = Visible(s)
	}
	return shown
}
