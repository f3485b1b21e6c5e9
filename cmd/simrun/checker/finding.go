package checker

import (
	"github.com/glarelab/glare/properties"
	"github.com/glarelab/glare/scheduler"
)

func FindingName(property int) string {
	if property == scheduler.Liveness {
		return Settles
	}
	return properties.Names()[property]
}
