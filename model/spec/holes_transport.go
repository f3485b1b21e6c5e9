package spec

var holesOfTransport = []Hole{
	// Visibility and order.
	{
		"H-40", "Lost winner", "STUCK",
		"a<b, but a never reaches B: hidden by its server, barred, filtered, unparsable or undecryptable. A keeps a and aborts b. Nobody can notice, for A's send looked like a success.",
		[]string{"V0-GLARE-2", "F-FED-3", "F-FED-4", "F-SYNC-7"},
		[]string{"abort-in", "ver"},
		"v0 v1",
	},
	{
		"H-41", "Different order on each server", "DEG",
		"Two servers may show the two invites in opposite order. Rule 2 does not mind, but watchers tell different stories, and it matters once answers and hangups are out of order with the invites.",
		[]string{"V0-GLARE-2", "F-ORD-1", "F-FED-1"},
		[]string{"abort-in", "second-call"},
		"v0 v1",
	},
	{
		"H-42", "Hangup before its invite", "STUCK",
		"A hangup arrives ahead of the invite it belongs to. A client that drops it as unknown then rings for, or accepts, a dead call, and in glare destroys its own call for it.",
		[]string{"VX-UNK-1", "F-FED-2"},
		[]string{"unk"},
		"v0 v1",
	},
	{
		"H-43", "Gap in a limited sync", "STUCK",
		"The rival's invite, or the hangup of either call, falls into a gap. The one who kept its call waits for somebody who never saw it, or a dead call rings. Nothing tells clients to fill gaps for calls, nor whether what they find there is live.",
		[]string{"VX-UNK-11", "F-SYNC-3"},
		[]string{"unk", "connecting"},
		"v0 v1",
	},
	{
		"H-44", "Late decryption", "DIV",
		"b<a, but A cannot read b until its key comes. B has aborted a aloud by then, and b rings as an ordinary call. Hangups and answers that can be read earlier come before their invite.",
		[]string{"V0-GLARE-2", "F-E2E-1", "F-PUSH-1"},
		[]string{"abort-in", "unk"},
		"v0 v1",
	},
	{
		"H-45", "Restart in the middle", "STUCK",
		"A sends a, crashes and comes back without the call. B finds a<b, aborts b and answers a; the answer reaches a client that has forgotten a, and B connects for ever.",
		[]string{"VX-UNK-10", "VX-UNK-8", "F-SYNC-6"},
		[]string{"restart", "connecting", "consent"},
		"v0 v1",
	},
	{
		"H-46", "Own sends swapped", "STUCK",
		"A client that sends an invite and its hangup without waiting may have the hangup accepted first, so that all receive it before the invite.",
		[]string{"VX-UNK-6", "F-SEND-3"},
		[]string{"unk"},
		"v0 v1",
	},
	{
		"H-47", "Redaction, edit, upgrade", "DIV",
		"A redacted invite is empty but already rings; an edit could change the call ID for those who apply it; a room upgraded in the middle splits the scope of the rules.",
		[]string{"VX-UNK-12", "V0-GLARE-3", "F-RED-1"},
		nil, "v0 v1",
	},

	// Abuse of the automatic answer.
	{
		"H-48", "Hijack by the lowest ID", "SEC",
		"Whoever sees an invite can reply with one whose ID sorts below it, and the caller's client gives its live microphone to that member. In a room of two, another device of the callee can do so.",
		[]string{"V0-GLARE-2", "V0-SEC-1", "V0-INV-2"},
		[]string{"invitee", "accept"},
		"v0 v1",
	},
	{
		"H-49", "Mined room", "SEC",
		"Somebody leaves an invite with a huge lifetime. If old invites delivered late count as received while preparing, the next call from that room is answered by them under rule 1.",
		[]string{"V0-GLARE-1", "V0-INV-6", "F-SYNC-4"},
		[]string{"retro", "invitee", "expired"},
		"v0 v1",
	},
	{
		"H-50", "Choosing low IDs", "SEC",
		"A peer that always picks low IDs is always the caller: it keeps its lifetime and offer, never gives way in renegotiation, and makes the other side answer.",
		[]string{"V0-GLARE-2", "V0-INV-2"},
		[]string{"accept"},
		"v0 v1",
	},
	{
		"H-51", "Wider media than chosen", "SEC",
		"A placed a voice call and b offers video, or A has not yet granted the microphone when rule 1 accepts. The rules say neither which kind the accepted call has nor that consent comes first.",
		[]string{"V0-GLARE-1", "V0-GLARE-6", "VX-UNK-14"},
		[]string{"kind", "visible"},
		"v0 v1",
	},
	{
		"H-52", "Forged hangups", "SEC",
		"Every member sees the call IDs. Where no rule asks who sent an event, any of them can end a call, answer it in version 0, or end a callee by a false selection in version 1.",
		[]string{"V0-HUP-4", "VX-UNK-4", "V0-GEN-2"},
		[]string{"auth"},
		"v0 v1",
	},
	{
		"H-53", "Copied ID", "SEC",
		"An invite with the ID of the victim's live call triggers whatever the client does with repeated or equal IDs, and can cut an active call.",
		[]string{"VX-UNK-3", "V0-INV-2"},
		[]string{"dup", "eq", "auth"},
		"v0 v1",
	},

	// Media.
	{
		"H-54", "Handing over what is not there yet", "STUCK",
		"Handing a stream over presumes that capture has finished. If it is pending, the new call waits for it; if it fails, an accepted call has to be ended by an unnamed event. Candidates of the old call must not be fed to the new one.",
		[]string{"V0-GLARE-6", "V0-CAND-1"},
		[]string{"visible", "abort-in"},
		"v0 v1",
	},
	{
		"H-55", "Timers of the replaced call", "DEG DIV",
		"Ringing and timers of the replaced call must stop. A lifetime that still fires sends a second hangup, or, if it was carried over, ends the surviving call.",
		[]string{"V0-GLARE-5", "V0-INV-5"},
		[]string{"life-end"},
		"v0 v1",
	},
}
