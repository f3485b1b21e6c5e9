package web

import (
	"html"

	"github.com/glarelab/glare/cmd/simrun/diagram/markup"
)

// policy lets the page run no script and style but its own, by their hashes, compile the
// core, start a worker from its own text, and load nothing but the core beside it.
func policy(script, style string, alone bool) string {
	connect := "'self'"
	if alone {
		connect = "'none'"
	}
	return "default-src 'none'; script-src " + markup.Hash(script) + " 'wasm-unsafe-eval'; style-src " + markup.Hash(style) +
		"; worker-src blob:; connect-src " + connect + "; img-src data:; base-uri 'none'; form-action 'none'"
}

// escape makes a text safe between tags.
func escape(text string) string { return html.EscapeString(text) }
