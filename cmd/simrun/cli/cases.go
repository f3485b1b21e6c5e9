package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/glarelab/glare/cmd/simrun/files"
	"github.com/glarelab/glare/cmd/simrun/regression"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model/names"
)

// maxCaseFile is the longest corpus case that is read, in bytes.
const maxCaseFile = 256 << 10

// CaseFiles reads the cases that the arguments name, or those built in.
func CaseFiles(args []string) ([]regression.CaseFile, error) {
	if len(args) == 0 {
		return bundledCases(), nil
	}
	var cases []regression.CaseFile
	for _, arg := range args {
		if isBundled(arg) {
			cases = append(cases, bundledCase(arg))
			continue
		}
		info, err := os.Stat(arg)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			if near := names.Nearest(arg, []string{"add", "update"}); near != "" && !strings.ContainsAny(arg, "/.") {
				return nil, fmt.Errorf("%s: there is no such file or folder; did you mean `simrun corpus %s`?", arg, near)
			}
			if near := nearestCase(arg); near != "" {
				return nil, fmt.Errorf("%s: there is no such file, folder or bundled case; did you mean %q? `simrun list cases` has them all", arg, near)
			}
			return nil, files.NotFound(arg, "file or folder")
		case err != nil:
			return nil, fmt.Errorf("%s: cannot be read: %w", arg, files.Cause(err))
		case info.IsDir():
			list, err := folderOf(arg)
			if err != nil {
				return nil, err
			}
			cases = append(cases, list...)
		default:
			cases = append(cases, openCase(arg))
		}
	}
	return cases, nil
}

// folderOf reads the cases of a folder.
func folderOf(folder string) ([]regression.CaseFile, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", folder, files.Cause(err))
	}
	var cases []regression.CaseFile
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), ".txt") {
			cases = append(cases, openCase(filepath.Join(folder, entry.Name())))
		}
	}
	if len(cases) == 0 {
		return nil, fmt.Errorf("%s: there is no corpus case in this folder; expected files that end in .txt", folder)
	}
	return cases, nil
}

// openCase reads one case.
func openCase(name string) regression.CaseFile {
	text, err := files.ReadText(name, maxCaseFile, "a corpus case")
	return regression.CaseFile{Name: name, Text: text, Err: err}
}

// bundledCases are the cases that are built in.
func bundledCases() []regression.CaseFile {
	var cases []regression.CaseFile
	for _, name := range corpus.Names() {
		cases = append(cases, bundledCase(name))
	}
	return cases
}

// bundledCase is the case with a name that is built in.
func bundledCase(name string) regression.CaseFile {
	text, file, _ := corpus.Text(name)
	return regression.CaseFile{Name: file, Text: text, Bundled: true}
}

// nearestCase is the bundled case that is most likely meant by an argument that names
// no file, or "".
func nearestCase(arg string) string {
	if strings.ContainsAny(arg, "/.") {
		return ""
	}
	return names.Nearest(arg, corpus.Names())
}

// isBundled reports whether an argument is the name of a case that is built in, and
// of no file.
func isBundled(arg string) bool {
	if strings.ContainsAny(arg, "/.") {
		return false
	}
	if _, err := os.Stat(arg); err == nil {
		return false
	}
	return slices.Contains(corpus.Names(), arg)
}
