package vectors_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/glarelab/glare/cmd/simrun/vectors"
)

// clients is the folder of the adapters, and of the real clients that `npm ci` has put there.
const clients = "../drive/clients"

// sdk is the name of matrix-js-sdk there, and oldSDK that of the last version with another glare test.
const (
	sdk    = "matrix-js-sdk-43.0.0"
	oldSDK = "matrix-js-sdk-21.1.0"
)

// realClients is that folder, absolute, with node; without either the test is skipped, and fails in CI.
func realClients(t *testing.T) string {
	t.Helper()
	missing := t.Skipf
	if os.Getenv("CI") == "true" {
		missing = t.Fatalf
	}
	if _, err := exec.LookPath("node"); err != nil {
		missing("this needs node 20 or newer: %v", err)
	}
	folder, err := filepath.Abs(clients)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{sdk, oldSDK, "vitest"} {
		if _, err := os.Stat(filepath.Join(folder, "node_modules", name)); err != nil {
			missing("this needs real clients: type `npm ci --prefix cmd/simrun/drive/clients` (%v)", err)
		}
	}
	return folder
}

// glareTest is the line by which matrix-js-sdk 43.0.0 knows that its user is calling who calls: createCall
// leaves the invitee undefined, so that nobody is. Mended, a call for a room is one for whoever calls from there.
const (
	glareTest   = "call.getOpponentMember()?.userId === thisCall.invitee &&"
	glareMended = "(thisCall.invitee === undefined || call.getOpponentMember()?.userId === thisCall.invitee) &&"
)

// flightTest is the text by which 21.1.0 gives way to any call while its own invite is in flight, since the state is
// create_offer until the reply. Mended, the call IDs are compared.
const flightTest = "existingCall.state === _call.CallState.CreateOffer || "

// link makes a folder of packages that has those of another, but for one that is left out.
func link(t *testing.T, from, to, without string) {
	t.Helper()
	if err := os.MkdirAll(to, 0o755); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != without && e.Name() != ".package-lock.json" {
			if err := os.Symlink(filepath.Join(from, e.Name()), filepath.Join(to, e.Name())); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// mend copies a package, and puts what is right in the place of what is wrong in one of its files.
func mend(t *testing.T, from, to, file, wrong, right string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(to, file)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), wrong); n != 1 {
		t.Fatalf("%s has the faulty test %d times", file, n)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(text), wrong, right, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// drive gives the vectors of a story to matrix-js-sdk by the driver of docs, and is what that prints.
func drive(t *testing.T, folder, story string) (string, error) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "story.vectors.json")
	if err := os.WriteFile(file, made(t, story).JSON(), 0o644); err != nil {
		t.Fatal(err)
	}
	driver, err := filepath.Abs("../../../docs/" + vectors.DriverFile)
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), "node", driver, file, "--", "node", filepath.Join(folder, "matrix-js-sdk.mjs"))
	out, err := c.CombinedOutput()
	return string(out), err
}

// mendedClients is a copy of the adapters in which one line of matrix-js-sdk is mended.
func mendedClients(t *testing.T, folder string) string {
	t.Helper()
	dir := t.TempDir()
	entries, err := filepath.Glob(filepath.Join(folder, "*.*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range entries {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	packages := filepath.Join(dir, "node_modules")
	link(t, filepath.Join(folder, "node_modules"), packages, sdk)
	mend(t, filepath.Join(folder, "node_modules", sdk), filepath.Join(packages, sdk), "src/webrtc/callEventHandler.ts", glareTest, glareMended)
	return dir
}

// Vectors fail where the real SDK is wrong, at the step at which it is, and pass where it is right: a single call, and
// crossed ones once the faulty line is mended by hand.
func TestVectorsOfRealClient(t *testing.T) {
	folder := realClients(t)
	page, err := os.ReadFile("../../../docs/VECTORS.md")
	if err != nil {
		t.Fatal(err)
	}
	right := []string{"one-calls-the-other-answers", "answer-is-selected", "nobody-answers-v1", "both-hang-up-while-connecting"}
	crossed := []string{"both-invites-in-flight", "both-invites-in-flight-v1", "each-answers-the-other"}
	for _, story := range right {
		if out, err := drive(t, folder, story); err != nil || strings.Count(out, "ok") != 2 {
			t.Errorf("%s: %v\n%s", story, err, out)
		}
	}
	for _, story := range crossed {
		out, err := drive(t, folder, story)
		if err == nil || strings.Count(out, "FAIL") != 2 || !strings.Contains(out, "alice syncs m.call.invite b:\n  the client: a is waiting, b is ringing") {
			t.Errorf("%s: %v\n%s", story, err, out)
		}
		if story == "both-invites-in-flight" && !strings.Contains(string(page), out) {
			t.Errorf("docs/VECTORS.md says something else than\n%s", out)
		}
	}
	mended := mendedClients(t, folder)
	for _, story := range append(right, crossed...) {
		if out, err := drive(t, mended, story); err != nil || strings.Contains(out, "FAIL") {
			t.Errorf("%s, mended: %v\n%s", story, err, out)
		}
	}
}

// vitest runs the exported tests of stories beside a package matrix-js-sdk and vitest, and nothing else.
func vitest(t *testing.T, packages string, stories []string) (string, error) {
	t.Helper()
	dir := filepath.Dir(packages)
	for _, story := range stories {
		if err := os.WriteFile(filepath.Join(dir, story+".spec.mjs"), made(t, story).Vitest(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c := exec.CommandContext(t.Context(), "node", filepath.Join(packages, "vitest", "vitest.mjs"), "run", "--silent", "--reporter=verbose", "--no-color")
	c.Dir = dir
	c.Env = append(os.Environ(), "NO_COLOR=1", "CI=true")
	out, err := c.CombinedOutput()
	return string(bytes.ReplaceAll(out, []byte("\x1b"), nil)), err
}

// The exported test fails beside either published package and vitest alone, each in its own way, and passes when the
// faulty line is mended by hand; that of a single call passes in both.
func TestVitestOfRealClient(t *testing.T) {
	folder := realClients(t)
	from := filepath.Join(folder, "node_modules")
	for _, c := range []struct {
		sdk, wrong, right string
		stories           []string
		fails, seen       string
		passes            string
	}{
		{
			sdk: sdk, wrong: glareTest, right: glareMended, stories: []string{"both-invites-in-flight", "both-invites-in-flight-v1", "one-calls-the-other-answers"},
			fails: "Tests  4 failed | 2 passed (6)", seen: "the client: a is waiting, b is ringing", passes: "Tests  6 passed (6)",
		},
		{
			sdk: oldSDK, wrong: flightTest, right: "", stories: []string{"both-invites-in-flight"},
			fails: "Tests  1 failed | 1 passed (2)", seen: "the client: sends m.call.hangup a, a is ended, b is accepting", passes: "Tests  2 passed (2)",
		},
	} {
		plain := filepath.Join(t.TempDir(), "node_modules")
		link(t, from, plain, "")
		if err := os.Symlink(filepath.Join(from, c.sdk), filepath.Join(plain, "matrix-js-sdk")); err != nil {
			t.Fatal(err)
		}
		if out, err := vitest(t, plain, c.stories); err == nil || !strings.Contains(out, c.fails) || !strings.Contains(out, c.seen) {
			t.Errorf("%s: %v\n%s", c.sdk, err, out)
		}

		mended := filepath.Join(t.TempDir(), "node_modules")
		link(t, from, mended, "")
		mend(t, filepath.Join(from, c.sdk), filepath.Join(mended, "matrix-js-sdk"), "lib/webrtc/callEventHandler.js", c.wrong, c.right)
		if out, err := vitest(t, mended, c.stories); err != nil || !strings.Contains(out, c.passes) {
			t.Errorf("%s, mended: %v\n%s", c.sdk, err, out)
		}
	}
}
