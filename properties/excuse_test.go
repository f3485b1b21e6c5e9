package properties_test

import (
	"testing"

	"github.com/glarelab/glare/properties"
)

// What is excused has a bit of its own beside what is violated.
func TestExcusedBitsAreFree(t *testing.T) {
	if n := len(properties.All()); n > properties.ExcusedFrom {
		t.Errorf("%d properties, and the bits of what is excused begin at %d", n, properties.ExcusedFrom)
	}
}
