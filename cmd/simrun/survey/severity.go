package survey

import (
	"github.com/glarelab/glare/cmd/simrun/checker"
	"github.com/glarelab/glare/properties"
)

// Severity is that of the gravest violation, as an index into
// [properties.Severities], or beyond them if nothing goes wrong.
func (s *Survey) Severity() (int, error) {
	gravest := len(properties.Severities())
	for _, w := range s.Traits() {
		if !w.Violated {
			continue
		}
		severity, err := w.Severity()
		if err != nil {
			return 0, err
		}
		gravest = min(gravest, severity)
	}
	return gravest, nil
}

// Severity is that of the violation, by its story.
func (w *Witness) Severity() (int, error) {
	property := w.PropertyName()
	if property == checker.Settles {
		return checker.GravestOf(checker.Settles), nil
	}
	trace, err := w.Survey.Open().Replay(w.Schedule)
	if err != nil {
		return 0, err
	}
	severity := properties.Unnoticed
	for _, p := range trace.Problems {
		if p.Property == property {
			severity = p.Severity
		}
	}
	return severity, nil
}
