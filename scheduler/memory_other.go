//go:build !linux

package scheduler

// newRegion says that there are no regions.
func newRegion[T any]() []T { return nil }

func freeRegion[T any]([]T) {}
