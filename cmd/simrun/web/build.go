package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
)

// Core is package explorer as the browser runs it.
type Core struct {
	Packed  []byte // the WebAssembly, by gzip
	Starter string // the script that starts it, of the same toolchain
	Size    int    // of the WebAssembly, in bytes
}

const (
	module   = "github.com/glarelab/glare"
	coreName = module + "/cmd/simrun/web/core"
)

// BuildCore has the Go toolchain build the core: from the source that this program was
// built from, or that it stands in, or else from the module of its version. The toolchain
// keeps what it has compiled, so that a second time takes a second.
func BuildCore(ctx context.Context) (*Core, error) {
	tool, err := exec.LookPath("go")
	if err != nil {
		return nil, errors.New("the page runs the simulator as WebAssembly, which the Go toolchain builds, and there is no `go` in the PATH; " +
			"install Go 1.26 or later from https://go.dev/dl")
	}
	folder, err := os.MkdirTemp("", "simrun-core-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	b := &builder{ctx: ctx, tool: tool, folder: folder, dir: sourceFolder(ctx, tool)}
	if b.dir == "" {
		if err := b.borrow(); err != nil {
			return nil, err
		}
	}
	return b.build()
}

type builder struct {
	ctx          context.Context
	tool, folder string
	dir          string // from where the toolchain finds the module
}

// sourceFolder is a folder with the module's source, or "".
func sourceFolder(ctx context.Context, tool string) string {
	_, here, _, _ := runtime.Caller(0)
	for _, dir := range []string{".", filepath.Dir(here)} {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() || dir != "." && !filepath.IsAbs(dir) {
			continue
		}
		list := exec.CommandContext(ctx, tool, "list", "-f", "{{.ImportPath}}", coreName)
		list.Dir = dir
		list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=", "GOPROXY=off")
		if out, err := list.Output(); err == nil && strings.TrimSpace(string(out)) == coreName {
			return dir
		}
	}
	return ""
}

// borrow makes a module that requires this one in its version.
func (b *builder) borrow() error {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Path != module || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return fmt.Errorf("the source of this program, which the page's core is built from, is not here any more; run `go run ./cmd/simrun explore` in a clone of %s", module)
	}
	text := "module page\n\ngo 1.26\n\nrequire " + module + " " + info.Main.Version + "\n"
	b.dir = b.folder
	return os.WriteFile(filepath.Join(b.folder, "go.mod"), []byte(text), 0o600)
}

func (b *builder) build() (*Core, error) {
	out := filepath.Join(b.folder, "core.wasm")
	args := []string{"build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", out}
	if b.dir == b.folder {
		args = append(args, "-mod=mod")
	}
	if _, err := b.run(append(args, coreName)...); err != nil {
		return nil, err
	}
	root, err := b.run("env", "GOROOT")
	if err != nil {
		return nil, err
	}
	starter, err := os.ReadFile(filepath.Join(strings.TrimSpace(root), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, fmt.Errorf("the Go toolchain lacks lib/wasm/wasm_exec.js, which starts WebAssembly; expected Go 1.26 or later: %w", err)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	packed, err := pack(text)
	return &Core{Packed: packed, Starter: string(starter), Size: len(text)}, err
}

// run runs the toolchain for WebAssembly.
func (b *builder) run(args ...string) (string, error) {
	c := exec.CommandContext(b.ctx, b.tool, args...)
	c.Dir = b.dir
	c.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOFLAGS=")
	var errs bytes.Buffer
	c.Stderr = &errs
	out, err := c.Output()
	switch {
	case b.ctx.Err() != nil:
		return "", b.ctx.Err()
	case err != nil:
		return "", fmt.Errorf("building the page's core: `go %s`: %w\n%s", args[0], err, strings.TrimSpace(errs.String()))
	}
	return string(out), nil
}

func pack(text []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}
