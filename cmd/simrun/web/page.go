package web

import (
	"bytes"
	"embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"text/template"

	"github.com/glarelab/glare/cmd/simrun/diagram"
	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

//go:embed page/page.html page/page.css dist/app.js dist/worker.js
var assets embed.FS

func asset(name string) string { return markup.Asset(assets, name) }

// Page is the explorer's page for one beginning.
type Page struct {
	Link     string // where it begins, as the fragment of an address
	Title    string
	Sentence string // what the story comes to
	Picture  string // of the story, as markup without a style
	Rules    string // of the program that serves it; the core must have the same
	Core     *Core  // nil where there is none; then Missing says why
	Missing  string
}

// frame is the page. What it puts in is escaped before, each in the way of its place,
// since the bundles and the picture are markup and scripts of the program's own.
var frame = template.Must(template.New("page").Parse(asset("page/page.html")))

// CoreName is what the core is called beside a page.
const CoreName = "simrun.wasm.gz"

// HTML is the page as one text: with the core in it, if it is to stand alone.
func (p *Page) HTML(alone bool) ([]byte, error) {
	worker, core := "", ""
	if p.Core != nil {
		worker = p.Core.Starter + "\n" + asset("dist/worker.js")
		if alone {
			core = base64.StdEncoding.EncodeToString(p.Core.Packed)
		}
	}
	data, err := json.Marshal(map[string]string{
		"link": p.Link, "core": CoreName, "rules": p.Rules, "missing": p.Missing,
	})
	if err != nil {
		return nil, err
	}
	style, script := "\n"+asset("page/page.css")+diagram.Style(), "\n"+asset("dist/app.js")
	for _, inside := range []string{worker, script, style} {
		if low := strings.ToLower(inside); strings.Contains(low, "</script") || strings.Contains(low, "<!--") || strings.Contains(low, "</style") {
			return nil, errors.New("web: a script or style ends its own element")
		}
	}
	var b bytes.Buffer
	err = frame.Execute(&b, map[string]string{
		"Policy": policy(script, style, alone), "Title": escape(p.Title), "Sentence": escape(p.Sentence), "Picture": p.Picture,
		"Style": style, "Script": script, "Worker": worker, "Core": core,
		"Data": string(data), // json.Marshal writes < as an escape
	})
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	return b.Bytes(), nil
}

// File is one file of a static site.
type File struct {
	Name, Kind string
	Text       []byte
}

// Files are the page as a static site, which any web host serves under any path.
func (p *Page) Files() ([]File, error) {
	text, err := p.HTML(false)
	if err != nil {
		return nil, err
	}
	list := []File{{"index.html", "text/html; charset=utf-8", text}}
	if p.Core != nil {
		list = append(list, File{CoreName, "application/octet-stream", p.Core.Packed})
	}
	return list, nil
}
