package properties

// boundedLife is judged by [TimedJudge]: it needs the clock.
func boundedLife() *Property {
	return &Property{
		Name: "bounded-life", Kind: "always, timed", Clauses: []string{"V0-INV-4", "V0-INV-5", "VX-UNK-8"},
		About: "within its lifetime and a bound each call is active or ended everywhere",
	}
}
