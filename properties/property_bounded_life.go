package properties

// lasting is what users see of a call that goes on too long.
var lasting = &symptom{"a call that neither begins nor ends", Late}

// boundedLife is judged by [TimedJudge]: it needs the clock.
func boundedLife() *Property {
	return &Property{
		Name: "bounded-life", Kind: "always, timed", Clauses: []string{"V0-INV-4", "V0-INV-5", "V1-LIVE-1", "V1-LIVE-6", "VX-UNK-8"},
		About:    "within its lifetime and a bound each call is active or ended everywhere",
		symptoms: []*symptom{lasting},
	}
}
