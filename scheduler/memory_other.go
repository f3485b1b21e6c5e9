//go:build !linux

package scheduler

// regionBytes says that there are no regions.
const regionBytes = 0

// newRegion is never called.
func newRegion[T any]() []T { return nil }

func freeRegion[T any]([]T) {}
