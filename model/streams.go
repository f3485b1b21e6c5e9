package model

// Streams is what a device knows of the streams of its calls, beside that they flow: bit c,
// that the other end of call c has said its own to be muted; above, what else there is. What
// nobody has said is not muted (V1-STRM-6).
type Streams uint8

// What is known of the own stream, which goes with it from call to call, and of second
// streams, which come into an active call by negotiation: a screen that is shared.
const (
	OwnMuted   Streams = 1 << MaxCalls << iota // the own stream is muted
	SaidMuted                                  // it was when the invite or answer of the call was handed over
	OwnScreen                                  // a screen is shared, or offered to be
	PeerScreen                                 // the other end's is shown

	OwnStreams = OwnMuted | SaidMuted | OwnScreen
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
	active := false
	for i := range m.calls {
		s := d.Call[i].State
		active = active || s == Active || s == OConn || s == IConn || s == ISending
		if s == None || s == Ended {
			d.Streams &^= 1 << i
		}
	}
	if !active {
		d.Streams &^= PeerScreen
	}
}

// show keeps whether a description has a second stream, as far as it is listed: tracks of
// streams that are not, or of none, are ignored (V1-STRM-2, V1-STRM-4), and from who lists no
// streams there is but one (V1-STRM-3).
func (s *Streams) show(env *Env) {
	if *s &^= PeerScreen; env.Second && env.Facts&Surplus == 0 {
		*s |= PeerScreen
	}
}
