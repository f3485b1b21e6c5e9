package model

import (
	"strings"
	"testing"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/gen"
	"github.com/leanovate/gopter/prop"
)

// An ID is built from the units in which the orders differ. IDs of a few such pieces
// are equal, prefixes or permutations of one another far more often than random text.
var (
	anyPiece = gen.OneConstOf("a", "A", "b", "B", "Z", "0", "1", "9", "10", "-", "_", "~",
		"\u00e9", "e\u0301", "\ue000", "\uff5e", "\U00010000", "\U0001f600")
	grammarPiece = gen.OneConstOf("a", "A", "b", "B", "Z", "0", "1", "9", "10", "-", "_", "~", ".")
)

func genID(piece gopter.Gen) gopter.Gen {
	return gen.SliceOf(piece).Map(func(pieces []string) string { return strings.Join(pieces, "") })
}

// checkLaw runs a law on the same 5000 samples in every run.
func checkLaw(law gopter.Prop) *gopter.TestResult {
	parameters := gopter.DefaultTestParametersWithSeed(20150930)
	parameters.MinSuccessfulTests = 5000
	parameters.MaxSize = 5
	parameters.Workers = 1
	return law.Check(parameters)
}

func requireLaw(t *testing.T, law gopter.Prop) {
	t.Helper()
	if result := checkLaw(law); !result.Passed() {
		t.Errorf("broken by %v (error: %v)", result.Args, result.Error)
	}
}

// Swapping the IDs swaps the sign, and an ID equals itself: both devices of a glare
// compare the same two IDs, each from its own side.
func TestPropertyOrderIsAntisymmetric(t *testing.T) {
	for _, order := range Orders {
		t.Run(order.String(), func(t *testing.T) {
			requireLaw(t, prop.ForAll(func(x, y string) bool {
				return order.Compare(x, y) == -order.Compare(y, x) && order.Compare(x, x) == 0
			}, genID(anyPiece), genID(anyPiece)))
		})
	}
}

// notGreaterIsTransitive is, together with antisymmetry, what makes a strict weak
// order: it covers both "lesser" and "neither is lesser".
func notGreaterIsTransitive(order Order) gopter.Prop {
	return prop.ForAll(func(x, y, z string) bool {
		return order.Compare(x, y) > 0 || order.Compare(y, z) > 0 || order.Compare(x, z) <= 0
	}, genID(anyPiece), genID(anyPiece), genID(anyPiece))
}

func TestPropertyOrderIsTransitive(t *testing.T) {
	for _, order := range []Order{OrderBytes, OrderPoints, OrderUTF16, OrderUCA, OrderFold} {
		t.Run(order.String(), func(t *testing.T) { requireLaw(t, notGreaterIsTransitive(order)) })
	}
}

func TestPropertyNumericIsNotTransitive(t *testing.T) {
	if checkLaw(notGreaterIsTransitive(OrderNumeric)).Passed() {
		t.Error("no cycle found; numeric is meant to have some")
	}
}

// A total order leaves no pair of distinct IDs undecided, so that the knob eq never
// matters but for equal IDs.
func TestPropertyOrderIsTotal(t *testing.T) {
	for _, order := range []Order{OrderBytes, OrderPoints, OrderUTF16} {
		t.Run(order.String(), func(t *testing.T) {
			requireLaw(t, prop.ForAll(func(x, y string) bool {
				return (order.Compare(x, y) == 0) == (x == y)
			}, genID(anyPiece), genID(anyPiece)))
		})
	}
}

// A weak order that left nothing undecided would be a total one under a wrong name.
func TestPropertyWeakOrderHasTies(t *testing.T) {
	for _, order := range []Order{OrderUCA, OrderFold} {
		t.Run(order.String(), func(t *testing.T) {
			distinctIDsDiffer := prop.ForAll(func(x, y string) bool {
				return x == y || order.Compare(x, y) != 0
			}, genID(anyPiece), genID(anyPiece))
			if checkLaw(distinctIDsDiffer).Passed() {
				t.Error("no two distinct IDs compared as equal")
			}
		})
	}
}

// UTF-8 was made so that its bytes sort as the code points do.
func TestPropertyBytesSortAsPoints(t *testing.T) {
	requireLaw(t, prop.ForAll(func(x, y string) bool {
		return OrderBytes.Compare(x, y) == OrderPoints.Compare(x, y)
	}, genID(anyPiece), genID(anyPiece)))
}

// Within the grammar of v1 the three plain readings are one (H-15).
func TestPropertyGrammarLeavesOneOrder(t *testing.T) {
	requireLaw(t, prop.ForAll(func(x, y string) bool {
		want := OrderBytes.Compare(x, y)
		return OrderPoints.Compare(x, y) == want && OrderUTF16.Compare(x, y) == want
	}, genID(grammarPiece), genID(grammarPiece)))
}

// Whatever a peer puts into call_id, comparing it ends, with an answer that does not
// depend on the side.
func FuzzCompare(f *testing.F) {
	for _, seed := range [][2]string{
		{"", "a"},
		{"Z", "a"},
		{"10", "9"},
		{"007", "7"},
		{"\ue000", "\U00010000"},
		{"\u00e9", "e\u0301"},
		{"\xed\xa0\xbd\xed\xb8\x80", "\U0001f600"},
		{"\x80", "\xed\xa0"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, x, y string) {
		for _, order := range Orders {
			there, back := order.Compare(x, y), order.Compare(y, x)
			if there != -back || there < -1 || there > 1 {
				t.Errorf("%v: %q, %q is %d one way and %d the other", order, x, y, there, back)
			}
			if self := order.Compare(x, x); self != 0 {
				t.Errorf("%v: %q is %d against itself", order, x, self)
			}
		}
	})
}
