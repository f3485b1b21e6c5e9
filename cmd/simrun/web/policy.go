package web

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
)

// policy lets the page run no script and style but its own, by their hashes, compile the
// core, start a worker from its own text, and load nothing but the core beside it.
func policy(script, style string, alone bool) string {
	connect := "'self'"
	if alone {
		connect = "'none'"
	}
	return "default-src 'none'; script-src " + hash(script) + " 'wasm-unsafe-eval'; style-src " + hash(style) +
		"; worker-src blob:; connect-src " + connect + "; img-src data:; base-uri 'none'; form-action 'none'"
}

// hash is how a policy names the one inline text that it allows.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// escape makes a text safe between tags.
func escape(text string) string { return html.EscapeString(text) }
