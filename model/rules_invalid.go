package model

// rulesInvalid are the rows of events that the device takes for none, because they break
// their schema (knob schema) or have a version that it cannot read (knob ver): of these
// nothing comes. The text has contents checked before they are used (V1-SEC-3), and says not
// what becomes of those that fail.
func rulesInvalid(v Version) []Rule {
	row, variant := "T0-06", "invalid" // the table of version 0 has no row of its own
	schema, version := []string{"V0-INV-2", "V0-HUP-2", "H-12", "H-16"}, []string{"V0-GEN-5", "H-39"}
	if v == Version1 {
		row, variant = "T1-08", ""
		schema = []string{"V1-SEC-3", "V1-ID-1", "V1-ID-3", "V1-HUP-2", "H-12", "H-16"}
		version = []string{"V1-SEC-3", "V1-VER-4", "H-39"}
	}
	of := func(k Knob) []When { return []When{is(k, k.Values()...)} } // which lets the input come or not
	return []Rule{
		{
			Row: row, Variant: variant, In: RecvInvalid, From: all, When: of(Schema), Stays: true, Clauses: schema,
			About: "an event that breaks its schema, by its call ID or its reason, is dropped",
		},
		{
			Row: row, Variant: join(variant, "version"), In: RecvUnread, From: all, When: of(Ver), Stays: true, Clauses: version,
			About: "an event of a version that is none of the known ones is dropped",
		},
	}
}
