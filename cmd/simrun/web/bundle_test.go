package web

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

var update = flag.Bool("update", false, "rewrite the bundles in dist")

// TestBundleIsCurrent shows that what is committed in dist is what folder page comes to.
func TestBundleIsCurrent(t *testing.T) {
	for _, name := range []string{"app", "worker"} {
		got := bundle(t, name)
		file := filepath.Join("dist", name+".js")
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is stale: it is not what page/%s comes to; rewrite it with `go test ./cmd/simrun/web -run Bundle -update`", file, name)
		}
	}
}

// bundle makes one script of a file of folder page and all that it imports.
func bundle(t *testing.T, name string) []byte {
	t.Helper()
	entry := "page/" + name + ".ts"
	if _, err := os.Stat(entry); err != nil {
		entry += "x"
	}
	folder, err := filepath.Abs("page/preact")
	if err != nil {
		t.Fatal(err)
	}
	licence, err := os.ReadFile("page/preact/LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	banner := ""
	if name == "app" { // which alone has Preact in it
		banner = "/* Preact 11.2.0\n" + strings.TrimSpace(string(licence)) + "\n*/"
	}
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{entry}, Bundle: true, Format: api.FormatIIFE, Target: api.ES2022, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, LegalComments: api.LegalCommentsNone,
		Banner: map[string]string{"js": banner},
		JSX:    api.JSXAutomatic, JSXImportSource: "preact", LogLevel: api.LogLevelSilent,
		Alias: map[string]string{
			"preact/jsx-runtime": filepath.Join(folder, "jsxRuntime.mjs"),
			"preact/hooks":       filepath.Join(folder, "hooks.mjs"),
			"preact":             filepath.Join(folder, "preact.mjs"),
		},
	})
	for _, e := range result.Errors {
		t.Errorf("%+v: %s", e.Location, e.Text)
	}
	if len(result.Errors) > 0 || len(result.OutputFiles) != 1 {
		t.Fatalf("page/%s is not bundled into one file", name)
	}
	return result.OutputFiles[0].Contents
}
