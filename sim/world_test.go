package sim_test

import (
	"hash/fnv"
	"reflect"
	"testing"

	"github.com/glarelab/glare/model"
	"github.com/glarelab/glare/sim"
)

// fieldBytes sums the sizes of all fields of a type, and names those that are
// anything but single bytes.
func fieldBytes(kind reflect.Type, where string, wrong *[]string) (sum uintptr) {
	switch kind.Kind() {
	case reflect.Struct:
		for field := range kind.Fields() {
			sum += fieldBytes(field.Type, where+"."+field.Name, wrong)
		}
		return sum
	case reflect.Array:
		return uintptr(kind.Len()) * fieldBytes(kind.Elem(), where+"[]", wrong)
	case reflect.Uint8:
		return 1
	default:
		*wrong = append(*wrong, where+" is "+kind.String())
		return kind.Size()
	}
}

// TestStateHasNoPadding shows that a state is made of single bytes and nothing in
// between, so that its bytes are all of it, and the same on every architecture.
func TestStateHasNoPadding(t *testing.T) {
	for _, state := range []any{sim.State{}, model.Device{}} {
		kind := reflect.TypeOf(state)
		var wrong []string
		if sum := fieldBytes(kind, kind.String(), &wrong); sum != kind.Size() || len(wrong) > 0 {
			t.Errorf("%v has %d bytes and its fields %d; of more than one byte are %v", kind, kind.Size(), sum, wrong)
		}
	}
}

// TestKeysAreSmall shows that what distinguishes worlds is as small as the scenario, not as
// large as the limits.
func TestKeysAreSmall(t *testing.T) {
	for name, most := range map[string]int{"glare": 158, "federated-glare": 200} {
		sys, err := sim.Compile(scenario(t, name, ""))
		if err != nil {
			t.Fatal(err)
		}
		var w sim.World
		if size := len(sys.Key(&w)); size > most {
			t.Errorf("the key of a world of %s has %d bytes, want %d at most", name, size, most)
		}
	}
}

// TestPaddingIsNoticed shows that the test above can fail.
func TestPaddingIsNoticed(t *testing.T) {
	var wrong []string
	kind := reflect.TypeFor[struct {
		A uint8
		B uint16
	}]()
	if sum := fieldBytes(kind, "padded", &wrong); sum == kind.Size() || len(wrong) != 1 || wrong[0] != "padded.B is uint16" {
		t.Errorf("%d of %d bytes, %v", sum, kind.Size(), wrong)
	}
}

// What is known of a run with many faults, by the hash of its states and by that of its
// names. The first changes with the layout of a world, the second only if other
// things happen, or under other names: then the corpus has to be looked through.
const (
	goldenStates = 0xc49359d5f0321e8f
	goldenNames  = 0xe1ca88e9dfb16f0a
)

// TestGoldenRun shows that a run is the same on every architecture, byte for byte.
func TestGoldenRun(t *testing.T) {
	s := scenario(t, "federated-glare", `
faults send-fail=2,send-unknown=2,duplicate=1,fed-reorder=2,sync-batch=2,crash=1
alice must place x2
bob must place x2
alice may hangup
bob may hangup
`)
	sys, err := sim.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	states, names := fnv.New64a(), fnv.New64a()
	var w sim.World
	random := uint32(1)
	for i := range 200 {
		sys.Initial(i%sys.Initials(), &w)
		for enabled := sys.Enabled(&w, nil); len(enabled) > 0; enabled = sys.Enabled(&w, enabled[:0]) {
			random = random*1664525 + 1013904223 // Numerical Recipes
			a := enabled[int(random>>16)%len(enabled)]
			names.Write([]byte(sys.Name(&w, a) + "\n"))
			sys.Do(&w, a)
			states.Write(sys.Key(&w))
		}
	}
	if got := states.Sum64(); got != goldenStates {
		t.Errorf("the states hash to %#x, want %#x", got, uint64(goldenStates))
	}
	if got := names.Sum64(); got != goldenNames {
		t.Errorf("the names hash to %#x, want %#x", got, uint64(goldenNames))
	}
}

// TestCopyAndKey shows that a copy is a snapshot, that the key tells apart whatever
// differs, and that a world can be had back from its key.
func TestCopyAndKey(t *testing.T) {
	sys, err := sim.Compile(scenario(t, "glare", ""))
	if err != nil {
		t.Fatal(err)
	}
	var w, copied, unpacked sim.World
	sys.Initial(0, &w)
	sys.Copy(&copied, &w)
	before := string(sys.Key(&w))
	sys.Do(&w, sys.Enabled(&w, nil)[0])
	sys.Unpack(&unpacked, sys.Key(&w))
	switch {
	case string(sys.Key(&copied)) != before:
		t.Error("a copy has changed with its original")
	case string(sys.Key(&w)) == before:
		t.Error("an action has left the key as it was")
	case unpacked.State != w.State:
		t.Error("a key unpacks to another world")
	}
}
