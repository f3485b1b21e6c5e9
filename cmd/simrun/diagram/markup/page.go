package markup

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"strings"
)

// head is how every page begins: its policy, its Title and its Style are what its data
// say.
const head = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="{{.Policy}}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<link rel="icon" href="data:,"/>
<title>{{.Title}}</title>
<style>{{.Style}}</style>
`

// Frame is the frame of a page: the head that all have, then text, which may use prose and
// escapes whatever is put in.
func Frame(text string) *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{"prose": Prose}).Parse(head + text))
}

// Asset is the text of a file that is built in.
func Asset(files embed.FS, name string) string {
	text, err := files.ReadFile(name)
	if err != nil {
		panic("the program was built without " + name)
	}
	return string(text)
}

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
