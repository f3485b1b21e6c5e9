package model

// Streams is what a device knows of the streams of its calls, beside that they flow: bit c,
// that the other end of call c has said its own to be muted; above, of the own stream. What
// nobody has said is not muted (V1-STRM-6).
type Streams uint8

// What is known of the own stream, which goes with it from call to call.
const (
	OwnMuted  Streams = 1 << MaxCalls << iota // it is muted
	SaidMuted                                 // it was when the invite or answer of the call was handed over

	OwnStreams = OwnMuted | SaidMuted
)

// Muted reports whether the other end of call c has said that its stream is muted.
func (s Streams) Muted(c int) bool { return s>>c&1 != 0 }

// note keeps what an event says of the stream at the other end of call c.
func (s *Streams) note(c int, env *Env) {
	if *s &^= 1 << c; env.Muted {
		*s |= 1 << c
	}
}

// carriers are the inputs of events that have a description, and so say what the sender's
// streams are (V1-STRM-1).
const carriers = 1<<RecvInvite | 1<<RecvLate | 1<<RecvAnswer | 1<<RecvOffer | 1<<RecvReply

// heed keeps up to date what is known of streams once a rule was applied. Who makes
// something of a description reads what it says of them too; of what is ignored nobody does,
// and of calls that are over nothing is kept.
func (m *Machine) heed(d *Device, in Input, c int, env *Env, p *primitive) {
	if carriers>>in&1 != 0 && (!p.stays || p.do[0] != NoEffect) {
		d.Streams.note(c, env)
	}
	for i := range m.calls {
		if s := d.Call[i].State; s == None || s == Ended {
			d.Streams &^= 1 << i
		}
	}
}
