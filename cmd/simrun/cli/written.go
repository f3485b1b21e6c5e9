package cli

import (
	"os"

	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/term"
)

// WriteOut writes what was asked for with -o to its file, and says so: as text
// where the result is text, else as an object of JSON. Of a device or a pipe, which
// may be the standard output, nothing is said.
func WriteOut(p *term.Printer, name string, text []byte) error {
	if err := files.WriteFile(name, text); err != nil {
		return err
	}
	return SayWritten(p, name, len(text))
}

// SayWritten says that a file of so many bytes was written.
func SayWritten(p *term.Printer, name string, size int) error {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	if p.JSON() {
		return p.Emit(map[string]any{"file": name, "bytes": size})
	}
	p.Printf("Written: %s\n", name)
	return nil
}
