package model

import "slices"

// all is every state.
const all StateSet = 1<<NumStates - 1

// Facts that mean an unanswered own call, and a call that is past waiting.
const (
	own  = OwnPrep | OwnSending | OwnWait
	busy = OwnConn | Taken | Talking
)

// rulesUser are the rows whose input is a press of the user.
func rulesUser() []Rule {
	captured := is(UnsentHangup, "captured", "captured-user")
	return withUntold([]Rule{
		{
			Row: "T0-01", In: Place, From: States(None), If: Pair, Unless: RingsToo | own | busy, To: OPrep,
			Do: []Effect{Capture}, Clauses: []string{"V0-MSG-1", "V0-ROOM-1", "V0-ROOM-2", "V0-TURN-2"},
			About: "the user places a call; media and TURN credentials are asked for",
		},
		{
			Row: "T0-01", Variant: "engaged", In: Place, From: States(None), If: Pair, Any: own | busy, Stays: true,
			Clauses: []string{"VX-UNK-13"}, About: "a device in a call of the room places no second one",
		},
		{
			Row: "T0-02", In: Place, From: States(None), Unless: Pair, Stays: true,
			Clauses: []string{"V0-ROOM-1", "V0-SEC-1"},
			About:   "no call is placed in a room with other than two participants",
		},
		{
			Row: "T0-57", Variant: "send", In: Place, From: States(None), When: []When{is(Retro, "send")},
			If: Pair | RingsToo, Unless: own | busy, To: OPrep, Do: []Effect{Capture}, Clauses: []string{"H-06", "H-07"},
			About: "the user calls while the peer's call rings: an own call beside it",
		},
		{
			Row: "T0-57", Variant: "accept", In: Place, From: States(None), When: []When{is(Retro, "accept")},
			If: Pair | RingsToo, Unless: own | busy | Wider, Stays: true, Do: []Effect{AcceptOther, WidenOther},
			Clauses: []string{"H-06"}, About: "the user calls while the peer's call rings: taken as the answer",
		},
		{
			Row: "T0-57", Variant: "accept-ask", In: Place, From: States(None),
			When: []When{is(Retro, "accept"), is(Kind, "ask")}, If: Pair | RingsToo | Wider, Unless: own | busy, Stays: true,
			Do: []Effect{RingOther}, Clauses: []string{"H-06"},
			About: "the user calls while the peer's call rings, which asks for wider media: so the user is asked",
		},
		{
			Row: "T0-57", Variant: "refuse", In: Place, From: States(None), When: []When{is(Retro, "refuse")},
			If: Pair | RingsToo, Unless: own | busy, Stays: true, Clauses: []string{"H-06"},
			About: "the user calls while the peer's call rings: nothing happens",
		},
		{
			Row: "T0-57", Variant: "compare-less", In: Place, From: States(None),
			When: []When{is(Retro, "compare"), is(AcceptHow, "auto")}, If: Pair | RingsToo | Less, Unless: own | busy | Wider,
			Stays: true, Do: []Effect{AcceptOther, WidenOther}, Clauses: []string{"H-06"},
			About: "the user calls while the peer's call rings, which wins: it is answered",
		},
		{
			Row: "T0-57", Variant: "compare-less-ask", In: Place, From: States(None),
			When: []When{is(Retro, "compare"), is(AcceptHow, "auto"), is(Kind, "ask")}, If: Pair | RingsToo | Less | Wider,
			Unless: own | busy, Stays: true, Do: []Effect{RingOther}, Clauses: []string{"H-06"},
			About: "the user calls while the peer's call rings, which wins and asks for wider media: so the user is asked",
		},
		{
			Row: "T0-57", Variant: "compare-less-ring", In: Place, From: States(None),
			When: []When{is(Retro, "compare"), is(AcceptHow, "ring")}, If: Pair | RingsToo | Less, Unless: own | busy,
			Stays: true, Do: []Effect{RingOther}, Clauses: []string{"H-06"},
			About: "the user calls while the peer's call rings, which wins: it goes on ringing",
		},
		{
			Row: "T0-57", Variant: "compare-greater", In: Place, From: States(None), When: []When{is(Retro, "compare")},
			If: Pair | RingsToo, Unless: Less | own | busy, To: OPrep, Do: []Effect{Capture, EndOther, RefuseOther},
			Clauses: []string{"H-06"},
			About:   "the user calls while the peer's call rings, which does not win: it is aborted",
		},
		{
			Row: "T0-01", Variant: "again", In: Place, From: all &^ States(None), Stays: true,
			Clauses: []string{"V0-INV-2"}, About: "a call is placed once",
		},

		{
			Row: "T0-50", In: Accept, From: Alerting, Unless: own | busy, To: IAcc, Do: []Effect{Capture},
			Clauses: []string{"V0-MSG-2"}, About: "the user answers; media is asked for",
		},
		{
			Row: "T0-50", Variant: "prep", In: Accept, From: Alerting, If: OwnPrep, To: IAcc,
			Do: []Effect{Move, EndOther, UnsentOther}, Clauses: []string{"H-06"},
			About: "the user answers instead of calling",
		},
		{
			Row: "T0-50", Variant: "sending", In: Accept, From: Alerting, If: OwnSending, To: IAcc,
			Do: []Effect{Move, EndOther, AbortLater, ShowOther}, Clauses: []string{"H-06"},
			About: "the user answers while the own invite is in flight, which is given up",
		},
		{
			Row: "T0-50", Variant: "wait", In: Accept, From: Alerting, If: OwnWait, To: IAcc,
			Do: []Effect{Move, EndOther, AbortOther}, Clauses: []string{"H-06"},
			About: "the user answers while the own call waits, which is given up",
		},
		{
			Row: "T0-50", Variant: "busy", In: Accept, From: Alerting, Any: busy, Unless: own, To: IAcc,
			Do: []Effect{Move, EndOther, SendHangupOther}, Clauses: []string{"VX-UNK-13"},
			About: "the user answers a second call, which ends the first",
		},
		{
			Row: "T0-50", Variant: "stale", In: Accept, From: all &^ Alerting, Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "only what rings can be answered",
		},

		{
			Row: "T0-51", In: Reject, From: Alerting, To: Ended, Do: []Effect{SendHangup},
			Clauses: []string{"V0-MSG-4", "V0-HUP-3"}, About: "the user declines: a hangup without a reason",
		},
		{
			Row: "T0-51", Variant: "stale", In: Reject, From: all &^ Alerting, Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "only what rings can be declined",
		},

		{
			Row: "T0-59", In: Ignore, From: States(IRing), To: IIgn, Clauses: []string{"H-07"},
			About: "the user silences the ringing; nothing is sent",
		},
		{
			Row: "T0-59", Variant: "stale", In: Ignore, From: all &^ States(IRing), Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "only what rings can be silenced",
		},

		{
			Row: "T0-12", In: HangUp, From: States(OPrep), When: []When{is(UnsentHangup, "silent", "hangup")}, To: Ended,
			Do: []Effect{Unsent, Release}, Clauses: []string{"V0-HUP-1"}, About: "the user gives up before anything was sent",
		},
		{
			Row: "T0-12", Variant: "captured", In: HangUp, From: States(OPrep), When: []When{captured}, If: OwnCaptured, To: Ended,
			Do: []Effect{SendHangup, Release}, Clauses: []string{"V0-HUP-1"}, About: "the user gives up while the offer is made, which is told",
		},
		{
			Row: "T0-12", Variant: "uncaptured", In: HangUp, From: States(OPrep), When: []When{captured}, Unless: OwnCaptured, To: Ended,
			Do: []Effect{Release}, Clauses: []string{"V0-HUP-1"}, About: "the user gives up while the microphone is asked for",
		},
		{
			Row: "T0-25", In: HangUp, From: States(OSending), To: Ended, Do: []Effect{SendHangup, Release, ShowOther},
			Clauses: []string{"V0-HUP-1", "V0-MSG-5"}, About: "the user gives up while the invite is in flight",
		},
		{
			Row: "T0-33", In: HangUp, From: States(OWait), To: Ended, Do: []Effect{SendHangup, Release},
			Clauses: []string{"V0-MSG-5", "V0-HUP-3"}, About: "the user gives up while waiting",
		},
		{
			Row: "T0-44", In: HangUp, From: States(OConn), To: Ended, Do: []Effect{SendHangup, Release},
			Clauses: []string{"V0-MSG-3"}, About: "the caller hangs up while media connects",
		},
		{
			Row: "T0-64", In: HangUp, From: States(IAcc, ISending), To: Ended, Do: []Effect{SendHangup, Release},
			Clauses: []string{"V0-MSG-4"}, About: "the callee hangs up before the answer is through",
		},
		{
			Row: "T0-82", Variant: "user", In: HangUp, From: States(IConn), To: Ended, Do: []Effect{SendHangup, Release},
			Clauses: []string{"V0-HUP-1"}, About: "the callee hangs up while media connects",
		},
		{
			Row: "T0-90", In: HangUp, From: States(Active), To: Ended, Do: []Effect{SendHangup, Release},
			Clauses: []string{"V0-MSG-3", "V0-HUP-1"}, About: "either side hangs up the call",
		},
		{
			Row: "T0-33", Variant: "stale", In: HangUp, From: States(None, IPend, IRing, IIgn, Ended), Stays: true,
			Clauses: []string{"VX-UNK-2"}, About: "there is nothing to hang up",
		},
	})
}

// untold says of each row in which a user ends a call that is not active under which
// value of the knob user-end nobody is told.
var untold = map[string]string{
	"T0-51": "silent-decline",
	"T0-25": "silent-cancel", "T0-33": "silent-cancel", "T0-44": "silent-cancel", "T0-64": "silent-cancel",
	"T0-82.user": "silent-cancel",
}

// withUntold adds to the rules by which a user ends a call those by which nobody is told.
func withUntold(rules []Rule) []Rule {
	for _, r := range rules {
		silent, ok := untold[r.Name()]
		if !ok {
			continue
		}
		i := slices.IndexFunc(rules, func(other Rule) bool { return other.Name() == r.Name() })
		rules[i].When = []When{is(UserEnd, slices.DeleteFunc(slices.Clone(UserEnd.Values()), func(v string) bool { return v == silent })...)}
		r.When, r.Variant = []When{is(UserEnd, silent)}, join(r.Variant, "untold")
		r.Do = slices.DeleteFunc(slices.Clone(r.Do), func(e Effect) bool { return e == SendHangup })
		r.About += "; nobody is told"
		rules = append(rules, r)
	}
	return rules
}
