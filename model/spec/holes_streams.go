package spec

// What the text of version 1 leaves open of streams and who mutes them. These holes were found
// with the model, and are in no older list.
var holesOfStreams = []Hole{
	{
		"H-56", "The last word on muting", "DEG",
		"A mutes and unmutes. Nothing numbers what tells of it, and the last to come counts: where two such events change places, or one goes before the invite or answer that says something else, B shows A as muted who speaks, or as heard who is muted, until A mutes anew.",
		[]string{"V1-STRM-5", "V1-STRM-1", "F-SEND-3", "F-FED-2", "F-E2E-1"},
		nil,
		"v1",
	},
	{
		"H-57", "Callers alone may say that they mute", "DEG",
		"B answers A and mutes. To the letter of its schema the event that tells of muting is sent by callers; whoever keeps to that says nothing, and A speaks to somebody who seems to be heard and is not.",
		[]string{"V1-STRM-5"},
		[]string{"metadata"},
		"v1",
	},
}
