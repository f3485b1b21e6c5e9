package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/glarelab/glare/model/names"
)

// ReadFile reads a file that a user named, of at most limit bytes.
func ReadFile(name string, limit int64) (string, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", NotFound(name, "file")
	case err != nil:
		return "", fmt.Errorf("%s: cannot be read: %w", name, Cause(err))
	case info.IsDir():
		return "", fmt.Errorf("%s: this is a folder; expected a file", name)
	case !info.Mode().IsRegular() && !isInherited(name):
		return "", fmt.Errorf("%s: this is no regular file; expected one, or /dev/stdin", name) // a pipe may have no other end
	}
	file, err := os.Open(name)
	if err != nil {
		return "", fmt.Errorf("%s: cannot be read: %w", name, Cause(err))
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err != nil {
		return "", fmt.Errorf("%s: cannot be read: %w", name, Cause(err))
	}
	if int64(len(text)) > limit {
		return "", fmt.Errorf("%s: a file of this kind has at most %d bytes", name, limit)
	}
	return string(text), nil
}

// ReadText reads a file of text in which there is something; what says what is
// expected in it.
func ReadText(name string, limit int64, what string) (string, error) {
	text, err := ReadFile(name, limit)
	if err != nil {
		return "", err
	}
	if strings.TrimSpace(text) == "" {
		return "", fmt.Errorf("%s: there is nothing in this file; expected %s", name, what)
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, isControl) {
		return "", fmt.Errorf("%s: this is no text in UTF-8; expected %s", name, what)
	}
	return text, nil
}

// isControl reports whether a character has no place in a text.
func isControl(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' }

// isInherited reports whether a name is that of something which is open already, so
// that opening it waits for nobody: the standard input, or what a shell makes of <(…).
func isInherited(name string) bool {
	return name == "/dev/stdin" || strings.HasPrefix(name, "/dev/fd/") || strings.HasPrefix(name, "/proc/self/fd/")
}

// NotFound is the error of a file that does not exist, or of what else it should
// be, with the nearest name beside it.
func NotFound(name, what string) error {
	switch {
	case name == "":
		return fmt.Errorf("expected the name of a %s, found an empty one", what)
	case name == "-" && what == "file":
		return errors.New("-: there is no such file; the standard input is /dev/stdin")
	}
	folder, ending := filepath.Dir(name), filepath.Ext(name)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("%s: there is no such %s, nor the folder %s", name, what, folder)
	}
	var stems []string // without the ending, which would make all alike
	for _, entry := range entries {
		if stem, ok := strings.CutSuffix(entry.Name(), ending); ok && entry.Name() != filepath.Base(name) { // else a link to nothing
			stems = append(stems, stem)
		}
	}
	if near := names.Nearest(strings.TrimSuffix(filepath.Base(name), ending), stems); near != "" {
		return fmt.Errorf("%s: there is no such %s; did you mean %q?", name, what, filepath.Join(folder, near+ending))
	}
	return fmt.Errorf("%s: there is no such %s", name, what)
}

// Cause is an error of the operating system without the name of the file, which
// may be a temporary one.
func Cause(err error) error {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return path.Err
	}
	if link := (*os.LinkError)(nil); errors.As(err, &link) {
		return link.Err
	}
	return err
}

// NeedFolder refuses what is no folder; flag says where it was named.
func NeedFolder(flag, folder string) error {
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s %s: there is no such folder; make it first", flag, folder)
	case err != nil:
		return fmt.Errorf("%s %s: %w", flag, folder, Cause(err))
	case !info.IsDir():
		return fmt.Errorf("%s %s: this is a file; expected a folder", flag, folder)
	}
	return nil
}
