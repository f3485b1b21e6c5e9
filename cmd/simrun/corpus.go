package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/glarelab/glare/cmd/simrun/play"
	"github.com/glarelab/glare/corpus"
	"github.com/glarelab/glare/model/names"
)

// provableStates is how large a scenario may be for `passes` to be proven; above
// it, a case is followed only.
const provableStates = 400_000

// maxCaseFile is the longest corpus case that is read, in bytes.
const maxCaseFile = 256 << 10

func newCorpusCommand(p *program) *cobra.Command {
	c := &cobra.Command{
		Use:   "corpus [FILE|DIR|CASE…]",
		Short: "Replay every story that once found something, and say what has changed",
		Long: `Corpus replays cases: files, folders of files that end in .txt, or by name cases that
come with the program, which are all replayed if nothing is named. Each is replayed exactly under the reading
that fails, and is then

  same     its transcript is the one in the file, byte for byte
  fixed    it violated something, and now ends well
  drifted  anything else in its transcript differs
  gone     one of its steps is not enabled any more, or a name is not known

Under the readings that pass or survive it is followed as far as its steps are
enabled, and must end well. For those that pass all runs of the scenario are
searched too, up to --max-states.

Exit status: 0 all are the same, 1 something differs, or with --strict is excused, 2 a file is no corpus case
(it is named, and the others are replayed), 3 interrupted.`,
		Example: `  simrun corpus
  simrun corpus my-cases both-invites-in-flight.txt --format json
  simrun corpus add glare1-… --name crossed-hangup --dir my-cases
  simrun corpus update my-cases/crossed-hangup.txt`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: completeCases,
		RunE: func(c *cobra.Command, args []string) error {
			cases, err := caseFiles(args)
			if err != nil {
				return err
			}
			return p.replayCorpus(c.Context(), cases)
		},
	}
	c.Flags().Uint64Var(&p.flags.maxStates, "max-states", provableStates, "give up a proof after so many states, and only follow the case")
	c.Flags().IntVar(&p.flags.workers, "workers", 0, "how many workers; 0 is one for each processor, and results do not depend on it")
	p.memoryFlag(c)
	p.strictFlag(c)
	c.AddCommand(newCorpusAddCommand(p), newCorpusUpdateCommand(p))
	return c
}

// caseFile is a case by name, read but not understood yet; err is why it could
// not be read.
type caseFile struct {
	name, text string
	err        error
	bundled    bool // in the program, and so no file
}

// caseFiles reads the cases that the arguments name, or those built in.
func caseFiles(args []string) ([]caseFile, error) {
	if len(args) == 0 {
		return bundledCases(), nil
	}
	var cases []caseFile
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
			return nil, noFile(arg, "file or folder")
		case err != nil:
			return nil, fmt.Errorf("%s: cannot be read: %w", arg, bare(err))
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
func folderOf(folder string) ([]caseFile, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", folder, bare(err))
	}
	var cases []caseFile
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
func openCase(name string) caseFile {
	text, err := readText(name, maxCaseFile, "a corpus case")
	return caseFile{name: name, text: text, err: err}
}

// bundledCases are the cases that are built in.
func bundledCases() []caseFile {
	var cases []caseFile
	for _, name := range corpus.Names() {
		cases = append(cases, bundledCase(name))
	}
	return cases
}

// bundledCase is the case with a name that is built in.
func bundledCase(name string) caseFile {
	text, file, _ := corpus.Text(name)
	return caseFile{name: file, text: text, bundled: true}
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

// replayCorpus replays cases and prints what came of each as soon as it is
// known.
func (p *program) replayCorpus(ctx context.Context, cases []caseFile) error {
	workers, err := p.workers()
	if err != nil {
		return err
	}
	meter := p.watch("corpus")
	defer meter.Close()
	r := replayer{rules: play.BothV0(), maxStates: p.flags.maxStates, maxMemory: p.maxMemory(), workers: workers}
	var total tally
	for i, file := range cases {
		meter.Tell(int64(i*wholeShare/len(cases)), "cases", i)
		result, err := r.replay(ctx, file)
		if err != nil {
			p.fail(err)
			result = &replayed{File: file.name, Status: refused, Message: errorText(err), Readings: []followed{}}
		}
		if ctx.Err() != nil {
			p.end(statusUndecided)
			break
		}
		total.add(result)
		if result.isExcused() {
			p.end(p.excusedStatus())
		}
		if !result.isSame() { // of one that was refused, more was said
			p.end(statusViolated)
		}
		if err := p.printReplayed(result); err != nil {
			return err
		}
	}
	if !p.json() {
		p.printf("%s\n", total.text(len(cases)))
	}
	return nil
}
