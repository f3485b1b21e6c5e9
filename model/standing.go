package model

// Standing says how the calls of a device stand: for each class of states the
// set of calls that are in one of them, [MaxCalls] bits each. What is enabled, and
// much of what is judged, follows from it without a look at single calls, nearly
// without a branch: the next state is hard to foresee, for a processor too.
type Standing uint64

// Class is a class of states, as its place in a [Standing].
type Class uint8

// The classes of states.
const (
	InRing       Class = 4 * iota // alerting, and not silenced
	InUnderWay                    // an own call that is not answered yet
	InLive                        // accepted, connected or active
	InPreparing                   // media is being made ready
	InOffered                     // connecting: the caller's end
	InAnswered                    // connecting: the callee's end
	InMeets                       // the callee's end can meet the caller's
	InAwaits                      // the caller's end can meet the callee's
	InGathers                     // candidates may be sent
	InUnsettled                   // must not last for ever
	InMedia                       // the device's stream feeds it
	InActive                      // media flows
	InEnded                       // over, and remembered
	InNone                        // no call, or forgotten
	InPend                        // known, and not decided on
	InAnswerSent                  // the callee's end, once the answer was handed over
	classesEnd
)

// classes has, for each state, the classes that it belongs to.
var classes = func() (of [16]Standing) {
	for class, states := range [classesEnd / 4]StateSet{
		InRing / 4:      1 << IRing,
		InUnderWay / 4:  UnderWay,
		InLive / 4:      Live,
		InPreparing / 4: 1<<OPrep | 1<<IAcc,
		InOffered / 4:   1 << OConn,
		InAnswered / 4:  1 << IConn,
		InMeets / 4:     1<<ISending | 1<<IConn | 1<<Active,
		InAwaits / 4:    1<<OConn | 1<<Active,
		InGathers / 4:   1<<OWait | 1<<OConn | 1<<IConn,
		InUnsettled / 4: Unsettled,
		InMedia / 4:     1<<OConn | 1<<ISending | 1<<IConn | 1<<Active,
		InActive / 4:    1 << Active,
		InEnded / 4:     1 << Ended,
		InNone / 4:      1 << None,
		InPend / 4:      1 << IPend,

		InAnswerSent / 4: 1<<ISending | 1<<IConn,
	} {
		for state := range NumStates {
			if states.Has(state) {
				of[state] |= 1 << (4 * class)
			}
		}
	}
	return of
}()

// Calls is the set of calls that are in a class of states, bit c for call c.
func (s Standing) Calls(class Class) uint8 { return uint8(s>>class) & (1<<MaxCalls - 1) }

// Standing says how the calls of a device stand. It reads one byte at a time: a state
// was just written as one, and a wider load would wait for the store. That there are
// four calls is written out, since a loop over fewer ones costs more.
func (d *Device) Standing() Standing {
	return classes[d.Call[0].State&15] | classes[d.Call[1].State&15]<<1 |
		classes[d.Call[2].State&15]<<2 | classes[d.Call[3].State&15]<<3
}
