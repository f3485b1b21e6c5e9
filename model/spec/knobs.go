package spec

import "slices"

// KnobText says what one knob decides.
type KnobText struct {
	Knob     string
	Question string // the point that the specification leaves open
	Clause   string // IDs of the clauses and holes that raise it
	Values   []ValueText
}

// ValueText says what one value of a knob means.
type ValueText struct {
	Value string // MS stands for milliseconds, N for a count

	// Means completes the question, as said by the client that has this value.
	Means string

	// Source is a clause, a hole, or a deployed client with the commit at which it
	// was read. "Option of" a clause or hole: it leaves room for the value, and no
	// client with it is known.
	Source string
}

// KnobTexts lists all knobs, and each knob's values with the default of the reading
// literal first. It is safe to change the slice.
func KnobTexts() []KnobText {
	return slices.Concat(knobsOfGlare, knobsOfCalls, knobsOfEndings)
}

// Deployed clients, at the commits at which their code was read.
const (
	jsSDK2015      = "matrix-js-sdk of 2015, a16ded9f4"
	jsSDK          = "matrix-js-sdk 8fec0cb6"
	jsSDK211       = "matrix-js-sdk 21.1.0"
	dartSDK        = "famedly matrix-dart-sdk 236f35b0"
	nheko          = "nheko 90ff9c6f"
	mtxclient      = "mtxclient 0ee58491"
	elementAndroid = "element-android 4c04cbf5"
	iosSDK         = "matrix-ios-sdk 2529e7fe"
	hydrogen       = "hydrogen-web 14c984a8"
	hydrogenSDK    = "hydrogen-view-sdk 0.3.1"
	ringRTC        = "RingRTC ae5d7bdd"
	trixnity       = "Trixnity f6231d84"
)
