package checker

import (
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
)

// FindingName is the name of what a finding violates: a property, or [Settles].
func FindingName(property int) string {
	if property == scheduler.Liveness {
		return Settles
	}
	return properties.Names()[property]
}
