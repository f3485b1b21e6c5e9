package drive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/glarelab/glare/model/names"
)

// bundled are the clients that there are adapters for in the source, the newest of each
// first.
var bundled = []struct {
	name string
	args []string
	pack string // the package that must be installed
}{
	{"matrix-js-sdk@43.0.0", []string{"matrix-js-sdk.mjs", "--version", "43.0.0"}, "matrix-js-sdk-43.0.0"},
	{"matrix-js-sdk@21.1.0", []string{"matrix-js-sdk.mjs", "--version", "21.1.0"}, "matrix-js-sdk-21.1.0"},
	{"hydrogen-view-sdk@0.3.1", []string{"hydrogen.mjs"}, "hydrogen-view-sdk"},
}

// Bundled lists the names of the clients that there are adapters for in the source.
func Bundled() []string {
	var list []string
	for _, b := range bundled {
		list = append(list, b.name)
	}
	return list
}

// folder is where the adapters are in the source.
const folder = "cmd/simrun/drive/clients"

// oldestNode is the least version of node that the adapters run on.
const oldestNode = 20

// Find is the client that a text names: one that there is an adapter for, with or without its
// version, or a command that starts one. A word alone that is no program is taken for a
// name. The folder is where the adapters are; "" is to look for them from here upwards.
func Find(ctx context.Context, text, folder string) (*Spec, error) {
	args, err := Words(text)
	if err != nil {
		return nil, err
	}
	spec := &Spec{Name: text, Program: Program{Args: args, Start: 30 * time.Second, Reply: 10 * time.Second}}
	if len(args) > 1 || strings.ContainsAny(text, `/\`) {
		return spec, startable(args[0])
	}
	for _, b := range bundled {
		if name, _, _ := strings.Cut(b.name, "@"); text != b.name && text != name {
			continue
		}
		dir, err := adapters(ctx, folder, b.pack)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", b.name, err)
		}
		spec.Name, spec.Program.Dir = b.name, dir
		spec.Program.Args = append([]string{"node", "--max-semi-space-size=16"}, b.args...)
		return spec, nil
	}
	if _, err := exec.LookPath(text); err == nil {
		return spec, nil
	}
	return nil, fmt.Errorf("%w; or give the command that starts a client, such as 'node my-adapter.mjs'", names.Unknown("client", text, Bundled()))
}

// startable reports what keeps a program from being started, as far as that can be seen before.
func startable(program string) error {
	_, err := exec.LookPath(program)
	switch {
	case err == nil:
		return nil
	case slices.ContainsFunc(Bundled(), func(name string) bool { return name == program || strings.HasPrefix(name, program+"@") }):
		return fmt.Errorf("%s is a client that comes with the source; expected nothing behind its name", program)
	case !strings.ContainsAny(program, `/\`):
		return fmt.Errorf("%s is not installed, or not in PATH", program)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such program", program)
	default:
		return fmt.Errorf("%s: this is no program that can be started; expected one, such as 'node my-adapter.mjs'", program)
	}
}

// adapters is the folder of the adapters, ready to be used. The error says what to type.
func adapters(ctx context.Context, given, pack string) (string, error) {
	dir := given
	if dir == "" {
		at, err := os.Getwd()
		if err != nil {
			return "", err
		}
		if dir = upwards(at); dir == "" {
			return "", fmt.Errorf("the adapters are not here: go to a folder of the source of this program (%s is in it), or name it with --clients DIR", folder)
		}
	} else if _, err := os.Stat(filepath.Join(dir, "package.json")); err != nil {
		return "", fmt.Errorf("--clients %s: there are no adapters; expected the folder %s of the source of this program", given, folder)
	}
	if err := node(ctx); err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules", pack)); err != nil {
		return "", fmt.Errorf("its package is not installed; type: npm ci --prefix %s", dir)
	}
	return dir, nil
}

// upwards is the folder of the adapters, from a folder upwards, or "".
func upwards(at string) string {
	for {
		dir := filepath.Join(at, filepath.FromSlash(folder))
		if _, err := os.Stat(filepath.Join(dir, "package.json")); err == nil {
			return dir
		}
		parent := filepath.Dir(at)
		if parent == at {
			return ""
		}
		at = parent
	}
}

// node reports what is wrong with the node of this machine.
func node(ctx context.Context) error {
	limited, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	out, err := exec.CommandContext(limited, "node", "--version").Output()
	if errors.Is(err, exec.ErrNotFound) {
		return fmt.Errorf("it needs node, version %d or newer, which is not in PATH; install it from https://nodejs.org", oldestNode)
	}
	if err != nil {
		return fmt.Errorf("node --version: %w", err)
	}
	version := strings.TrimSpace(string(out))
	major, _, _ := strings.Cut(strings.TrimPrefix(version, "v"), ".")
	if n, err := strconv.Atoi(major); err != nil || n < oldestNode {
		return fmt.Errorf("it needs node, version %d or newer; `node --version` says %.20q; install another from https://nodejs.org", oldestNode, version)
	}
	return nil
}
