package properties_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/glarelab/glare/model"
)

// secondReadings lists the readings under which both judges are compared: the bundled
// ones, those of deployed clients, and literal, literal-sent or robust with one knob
// changed. Where the order of invites says who wins, the tests of knob winner keep books
// of their own.
func secondReadings() []string {
	list := slices.Concat(model.ReadingNames(), model.ProfileNames())
	for k := range model.NumKnobs {
		for i, value := range k.Values()[1:] {
			if number, ok := strings.CutSuffix(value, "MS"); ok {
				value = number + "3000"
			}
			if number, ok := strings.CutSuffix(value, "-N"); ok {
				value = number + "-1"
			}
			if value == "first-in-room" || value == "earliest-ts" {
				continue
			}
			base := model.ReadingNames()[(int(k)+i)%len(model.ReadingNames())]
			list = append(list, base+"+"+k.String()+"="+value)
		}
	}
	return list
}

// smallEnough are the bundled scenarios of which every place is visited where timers are
// patient. Elsewhere both judges are compared in the nearest places and in whole runs.
var smallEnough = []string{"single", "glare", "retro", "federated-glare", "slow-media", "equal-ids", "two-rooms"}

// redialOnly makes of a scenario one in which alice calls twice, if she likes, and bob
// answers, if he does.
const redialOnly = "alice may redial\nbob must place x0\nbob may answer\n"

// agree compares both judges in cells.
func agree(t *testing.T, cells []cell) *tally {
	t.Helper()
	var sum tally
	each(len(cells), func(i int) {
		c := cells[i]
		k, places, runs := newSecondCheck(c, c.compile(t)), 300, 40
		if c.timing == "" && c.faults == "" && slices.Contains(smallEnough, c.scenario) {
			if places = 9000; strings.Contains(c.reading, "+") { // most of it is as under its base
				places = 3000
			}
		}
		if c.lines != "" || c.scenario == "redial" && c.faults == "" && slices.Contains(model.ReadingNames(), c.reading) {
			runs = 2000 // what is looked for here is rare, and takes long
		}
		if k.whole = k.walk(places); !k.whole {
			k.sample(runs)
		}
		sum.add(t, k)
	})
	return &sum
}

// TestSecondJudgeAgrees compares both judges in every bundled scenario, under many
// readings.
func TestSecondJudgeAgrees(t *testing.T) {
	lengthy(t)
	readings := secondReadings()
	if len(readings) < 40 {
		t.Errorf("%d readings, want 40 at least", len(readings))
	}
	var cells []cell
	for _, reading := range readings {
		for _, scenario := range scenariosFor(reading) {
			for _, timing := range []string{"", "async"} {
				cells = append(cells, cell{scenario, reading, "", timing, ""})
			}
		}
	}
	// What no bundled scenario has: one calls, hangs up and calls again, and the other need
	// not answer; and what else the rules are surveyed by.
	for _, reading := range []string{"literal", "literal-sent", "robust", "ios", "robust+kind=incoming", "literal+visible=media"} {
		for _, place := range append([]cell{
			{"glare", "", "", "", redialOnly}, {"glare", "", "", "async", redialOnly},
		}, beyond...) {
			place.reading = reading
			cells = append(cells, place)
		}
	}
	// And one who calls the own other device, and declines or gives up on either.
	for _, reading := range []string{"literal", "literal+user-end=silent-decline", "literal+user-end=silent-cancel"} {
		for _, fault := range []string{"", "sync-gap=1"} {
			cells = append(cells, cell{"glare-v1", reading, fault, "", callsHerself + "alice may reject\nalice may hangup\n"})
		}
	}
	sum := agree(t, cells)
	sum.require(t, 100_000, 8_000_000, "same-call", "willing-connected", "nobody-stuck", "intent", "seamless", "no-collateral")
}

// TestSecondJudgeAgreesUnderFaults compares both judges where one fault happens.
func TestSecondJudgeAgreesUnderFaults(t *testing.T) {
	lengthy(t)
	var cells []cell
	for _, fault := range []string{
		"send-delay", "send-fail", "send-unknown", "send-overlap", "rate-limit", "fed-delay", "fed-reorder", "soft-fail",
		"sync-batch", "sync-gap", "sync-replay", "late-decryption", "crash", "suspend", "clock-skew", "capture-refused",
		"turn-refused", "turn-expired", "ice-fail", "third-member", "duplicate",
	} {
		for _, reading := range []string{
			"literal", "literal-sent", "robust", "robust+sendfail=revert", "literal+restart=resume", "literal-sent+dup=clobber",
			"literal+batch=sync-end",
		} {
			cells = append(cells,
				cell{"single", reading, fault + "=1", "", ""}, cell{"glare", reading, fault + "=1", "async", ""},
				cell{"glare-hangup", reading, fault + "=1", "", ""}, cell{"federated-glare", reading, fault + "=1", "", ""},
				cell{"redial", reading, fault + "=1", "", ""}, cell{"slow-media", reading, fault + "=1", "", ""},
			)
		}
	}
	// Candidates are what a device sends of a call that it is on, beside invite and answer.
	for _, timing := range []string{"", "async"} {
		cells = append(cells, cell{"glare", "literal", "send-fail=1", timing, "candidates 1\n"})
	}
	sum := agree(t, cells)
	sum.require(t, 50_000, 1_300_000, "same-call", "willing-connected", "nobody-stuck", "seamless", "ghost-free")
}
