package properties_test

import (
	"slices"
	"strings"
)

// A row is what holds for the code of a folder, tests aside, and of all folders below
// that have no row of their own.
type row struct {
	folder  string
	may     string // the folders that it may import; in cmd/simrun their last names do
	outside string // the modules of others that it may import
	system  bool   // it may use the operating system
	single  bool   // what is below needs a row of its own
	runs    steadiness
	why     string // it may not import more
}

// steadiness is how much the runs of a program depend on nothing but what it is given.
type steadiness uint8

const (
	free   steadiness = iota
	steady            // it does not look at a clock or roll dice
	exact             // and the same seed is the same run everywhere: no floats, and no order of a map
)

// simrun is where the rooms of the command are.
const simrun = "cmd/simrun/"

// rows go from the bottom upwards: none may import what is in a later one.
var rows = []row{
	{folder: "model/names", runs: exact, why: "which names there are is for its callers to say"},
	{folder: "model/spec", runs: exact, why: "the text under test is the same whatever follows it"},
	{
		folder: "model", may: "model/names", outside: "golang.org/x/text", runs: exact,
		why: "the protocol is a pure function: it knows nothing of worlds, schedules or what is right",
	},
	{
		folder: "scheduler", outside: "github.com/zeebo/xxh3 golang.org/x/sys", runs: exact,
		why: "choosing is the same whatever is chosen from: it knows nothing of calls, rooms or faults",
	},
	{
		folder: "sim/event", may: "model", outside: "github.com/go-json-experiment/json", runs: exact,
		why: "it is the JSON of events, whatever comes of them: it knows nothing of worlds or devices",
	},
	{
		folder: "sim", may: "model model/names", runs: exact,
		why: "the world offers and does; who chooses, and what is right, is for others to say",
	},
	{
		folder: "properties", may: "model model/names sim", runs: exact,
		why: "what must hold does not depend on how a run was chosen",
	},
	{folder: "corpus", may: "sim", runs: exact, why: "it is files with stories, and their format; what is done with them is for others to say"},

	{folder: simrun + "diagram/markup", runs: steady, why: "what anybody wrote is made safe and visible whatever it is"},
	{
		folder: simrun + "diagram", may: "diagram/markup", runs: steady,
		why: "it draws lanes and arrows, whatever they are of: it knows nothing of calls",
	},
	{
		folder: simrun + "diagram/grid", may: "diagram diagram/markup", runs: steady,
		why: "it draws tables of answers, whatever the questions are",
	},
	{
		folder: simrun + "diagram/plot", may: "diagram/markup", runs: exact,
		why: "it draws lines of shares, whatever is counted",
	},
	{
		folder: simrun + "term", may: "model/names", outside: "github.com/jedib0t/go-pretty", runs: exact,
		why: "text is laid out the same whatever it says",
	},
	{
		folder: simrun + "files", may: "model/names term", system: true,
		why: "a file is whole or not there whatever is in it",
	},
	{
		folder: simrun + "checker", may: "model model/names scheduler sim properties", runs: exact,
		why: "it joins the world, the choosing and the judging; what is asked of them, and how that is told, is for others to say",
	},
	{
		folder: simrun + "survey", may: "model scheduler sim properties checker", runs: exact,
		why: "it compares networks; what for, and how that is told, is for the questions to say",
	},
	{
		folder: simrun + "realise", may: "scheduler sim checker", runs: exact,
		why: "it finds times for a run, whatever the run is told for",
	},
	{
		folder: simrun + "record", may: "scheduler sim corpus checker", runs: exact,
		why: "a run is kept as text the same whoever keeps it",
	},
	{
		folder: simrun + "story", may: "model model/spec scheduler sim properties corpus diagram term checker realise record", runs: steady,
		why: "a run is told the same whatever question it answers, and whoever reads it",
	},
	{
		folder: simrun + "verdict", may: "scheduler sim properties term checker realise story",
		why: "what checking found is told the same whatever question it is for",
	},

	{folder: simrun + "compare", may: "scheduler sim term checker survey story", runs: exact, why: question},
	{folder: simrun + "repair", may: "model scheduler sim term checker survey story", runs: exact, why: question},
	{folder: simrun + "holes", may: "model model/names model/spec scheduler sim term checker survey story", runs: exact, why: question},
	{folder: simrun + "odds", may: "model model/names scheduler sim properties diagram/plot term checker story", runs: steady, why: question},
	{folder: simrun + "mutants", may: "model scheduler sim term checker story", runs: steady, why: question},
	{folder: simrun + "proofs", may: "model model/names scheduler sim properties term checker story", why: question},
	{folder: simrun + "explain", may: "scheduler properties diagram term checker story", runs: exact, why: question},
	{folder: simrun + "matrix", may: "model scheduler sim properties diagram diagram/grid term checker story verdict", runs: exact, why: question},
	{folder: simrun + "vectors", may: "model scheduler sim sim/event checker survey realise story", runs: exact, why: question},
	{folder: simrun + "export", may: "model model/spec scheduler sim properties corpus diagram term checker story", runs: exact, why: question},
	{
		folder: simrun + "campaign/plan", may: "model model/names sim checker mutants proofs", runs: exact,
		why: "it lists what is to be explored, the same on every machine; who does it, and what comes of it, is for others to say",
	},
	{
		folder: simrun + "catalogue", may: "model model/names model/spec sim properties corpus term checker mutants campaign/plan", runs: exact,
		why: question + "; it lists plans in their own words, and by which property a mutant was found",
	},
	{folder: simrun + "guide", may: "model/spec scheduler sim properties term checker story verdict", why: question},
	{folder: simrun + "regression", may: "model/names scheduler corpus term checker record story", runs: exact, why: question},
	{
		folder: simrun + "judge", may: "model scheduler sim sim/event corpus diagram term checker record", outside: "github.com/go-json-experiment/json", runs: exact, why: question,
	},
	{
		folder: simrun + "explorer", runs: steady,
		may: "model model/names model/spec scheduler sim properties corpus diagram term checker record story odds explain matrix",
		why: "it joins what others say of a run for whoever steps through one; how a page looks, and who serves it, is for others to say",
	},

	{
		folder: simrun + "campaign/result", may: "term", runs: steady,
		why: "a result is the same bytes whatever was explored, and whoever keeps it",
	},
	{
		folder: simrun + "campaign/shard", may: "scheduler sim properties checker story mutants proofs matrix campaign/plan campaign/result", runs: exact,
		why: "it asks the questions that commands ask, the same on every machine; who asks for a shard, and where its result goes, is for others to say",
	},
	{
		folder: simrun + "campaign/summary", may: "model model/spec properties corpus term record story campaign/plan campaign/result campaign/shard", runs: steady,
		why: "the same results come to the same, whoever did the work; how that is shown is for others to say",
	},
	{
		folder: simrun + "campaign/report", may: "diagram diagram/markup term story campaign/result campaign/summary", runs: steady,
		why: "it shows what a campaign has come to, and finds nothing out",
	},

	{
		folder: simrun + "certificates", may: "term files story verdict checker proofs", system: true,
		why: "it keeps what proofs have said; what they say is for them",
	},
	{
		folder: simrun + "campaign/work", may: "term files campaign/plan campaign/result", system: true,
		why: "it hands out shards and keeps results; what a shard explores and what its result says is for others to know",
	},
	{
		folder: simrun + "campaign/jetstream", may: "campaign/result campaign/work", outside: "github.com/nats-io", system: true,
		why: "it is the only one that knows NATS: whoever explores, judges or tells must build, start and be read without a broker's code, in a browser too",
	},
	{folder: simrun + "campaign/live", system: true, why: "it serves a page, and tells when it has changed, whatever is on it"},
	{
		folder: simrun + "bench", may: "scheduler sim term checker story campaign/plan campaign/result campaign/shard campaign/work campaign/jetstream", system: true,
		why: "it measures what all others use, and asks nothing else of this machine",
	},
	{folder: simrun + "process", system: true, why: "it is about the process, whatever that does"},
	{
		folder:  simrun + "cli",
		may:     "model model/names scheduler sim corpus diagram term files process checker realise record story regression",
		outside: "github.com/spf13/cobra github.com/spf13/pflag github.com/vbauerster/mpb golang.org/x/exp/slog golang.org/x/term", system: true,
		why: "it is what commands share of the command line; which command asks which question is for the commands to say",
	},
	{
		folder: simrun + "web/core", may: "explorer",
		system: true, why: "it is the browser's end of the explorer, and computes nothing itself",
	},
	{
		folder: simrun + "web", may: "diagram diagram/markup story", system: true, single: true,
		why: "it makes and serves a page; what the page shows of runs is for the explorer to say",
	},
	{
		folder: simrun + "chromium", outside: "github.com/chromedp", system: true,
		why: "it opens pages for tests, whoever makes them",
	},
	{
		folder: simrun + "drive", may: "model model/names sim sim/event term", outside: "github.com/go-json-experiment/json", system: true,
		why: "it has clients do what the world says, and mirrors what they make of it; what is chosen, judged and told of runs is for others to say",
	},
	{
		folder: simrun + "cases", outside: "github.com/spf13/cobra", system: true,
		may: "model scheduler corpus term files checker record story regression cli",
		why: "it is a command: it turns arguments into cases, has them replayed, and prints what has changed",
	},
	{
		folder: simrun + "campaign", outside: "github.com/spf13/cobra", system: true, single: true,
		may: "model/names corpus term files checker record story campaign/plan campaign/result campaign/shard campaign/summary campaign/report " +
			"campaign/work campaign/jetstream campaign/live cli",
		why: "it is a command: it turns flags into values, has the work done, and prints what it comes to",
	},
	{folder: simrun + "documented", why: "it is a test, which runs the commands of documents"},
	{folder: simrun + "everywhere", why: "it is a test, which asks each question without the command line"},
	{
		folder: "cmd/simrun",
		may: "model model/names scheduler sim properties corpus diagram term files checker survey record story verdict certificates " +
			"compare repair holes odds mutants proofs explain matrix export vectors catalogue guide judge explorer web " +
			"campaign cases bench drive process cli",
		outside: "github.com/spf13/cobra", system: true, single: true,
		why: "a command turns flags into values, asks one question, and prints the answer; what needs more belongs into a room",
	},
}

// question is why a question may import no more.
const question = "a question takes values and gives values, so that a page in a browser, a campaign and a test can ask it, too; " +
	"flags, files and progress bars are for those who ask"

// system are the packages of the operating system, and what else only a whole program
// may decide: its flags, and where it logs. What is below them is one, too, such as os/exec.
var system = []string{"os", "syscall", "net", "path/filepath", "plugin", "flag", "log", "io/ioutil"}

// testsOnly are modules that must not get into the program: importing rapid
// registers flags.
var testsOnly = []string{"pgregory.net/rapid", "github.com/leanovate/gopter", "github.com/santhosh-tekuri/jsonschema"}

// within reports whether a folder or a package is another or below it.
func within(inner, outer string) bool { return inner == outer || strings.HasPrefix(inner, outer+"/") }

// withinAny reports whether a package is one of a list or below it.
func withinAny(inner string, list []string) bool {
	return slices.ContainsFunc(list, func(outer string) bool { return within(inner, outer) })
}

// rowOf is the row with the longest name that a folder is in, or nil.
func rowOf(folder string) *row {
	var found *row
	for i := range rows {
		r := &rows[i]
		here := folder == r.folder || !r.single && within(folder, r.folder)
		if here && (found == nil || len(r.folder) > len(found.folder)) {
			found = r
		}
	}
	return found
}

// allows are the folders that a row lets its code import.
func (r *row) allows() []string {
	list := strings.Fields(r.may)
	for i, name := range list {
		if rowOf(name) == nil {
			list[i] = simrun + name
		}
	}
	return list
}

// forbids says what is wrong with an import, or "".
func (r *row) forbids(imported string) string {
	inner, ours := strings.CutPrefix(imported, module+"/")
	first, _, _ := strings.Cut(imported, "/")
	switch {
	case withinAny(imported, testsOnly):
		return imported + " is for tests only"
	case ours:
		if to := rowOf(inner); to != r && (to == nil || !slices.Contains(r.allows(), to.folder)) {
			return "must not import " + inner + ": " + r.why
		}
	case strings.Contains(first, "."):
		if !withinAny(imported, strings.Fields(r.outside)) {
			return "must not import " + imported + ": " + r.why
		}
	case !r.system && withinAny(imported, system):
		return "must not import " + imported + ", which is the operating system's or the whole program's: " + r.why
	case r.runs >= steady && (within(imported, "math/rand") || imported == "crypto/rand"):
		return "must not import " + imported + ": random numbers come from the scheduler's own generator"
	case r.runs == exact && imported == "maps":
		return "must not import maps: the order of a map is a different one in every run"
	}
	return ""
}
