package spec

import "slices"

// Clause is one statement that the model rests on, in the project's own words: a
// duty or description of a version, a point on which both versions are silent, or a
// fact about how Matrix transports events.
type Clause struct {
	ID       string // V0-…, V1-…, VX-UNK-… or F-…
	Strength string // MUST, MAY, should, desc (plain description), silent (no text), inferred (follows from text)
	Source   string // seed, seed+1, r0 (r0.0.0 to v1.6), schema (event schemas), C-S, S-S; and the section
	Text     string
}

// Clauses lists the clauses of version 0 and of version 1, then the silences of both, then the facts about
// transport. It is safe to change the slice.
func Clauses() []Clause {
	return slices.Concat(clausesV0, clausesV1, silences, transportFacts)
}

// The seed is the text of 2015-09-30 that first stated the two glare rules; seed+1 is
// what was added the day after.
var clausesV0 = []Clause{
	// General, rooms.
	{"V0-GEN-1", "desc", "seed, r0", "The module tells how two users who share a room call each other; the media is WebRTC 1.0."},
	{"V0-GEN-2", "desc", "seed, r0", "Signalling consists of ordinary message events sent to the room. So it stays in the history, reaches every member and device, and obeys the room's order and permissions."},
	{"V0-GEN-3", "desc", "seed, r0", "What offers, answers and candidates mean is left to the WebRTC specification."},
	{"V0-GEN-4", "desc", "r0 since 2016-02", "A call has two parties, one of which may be a conference bridge."},
	{"V0-GEN-5", "desc", "schema", "Every event carries a version, the integer 0. Nothing says what to do with any other value."},
	{"V0-ROOM-1", "MUST", "seed, r0", "Call events may be sent only to rooms of exactly two participants. The duty is the sender's; whether an invited user is a participant is not said."},
	{"V0-ROOM-2", "desc", "seed, r0", "One calls a room, not a user; no field names the callee."},

	// Message exchange.
	{"V0-MSG-1", "desc", "seed, r0", "A caller sends an invite, and after it any number of candidate events."},
	{"V0-MSG-2", "desc", "seed, r0", "A callee accepts by sending an answer, which makes the call active."},
	{"V0-MSG-3", "desc", "seed, r0, schema", "Either side ends an active call by sending a hangup."},
	{"V0-MSG-4", "desc", "seed, r0", "A callee rejects by sending a hangup with the invite's call ID; version 0 has no event of its own for this."},
	{"V0-MSG-5", "desc", "schema", "A hangup may also come before the call is established, as when the caller gives up."},
	{"V0-MSG-6", "desc", "seed, r0", "The diagrams name a type m.call.candidate that does not exist; the defined type ends in an s."},
	{"V0-MSG-7", "silent", "none", "No text covers acknowledgement, signs of ringing, repetition, or where candidates stand beyond coming after the invite or answer."},

	// Events.
	{"V0-INV-1", "desc", "schema", "An invite comes from the caller, to set up a call."},
	{"V0-INV-2", "desc", "schema", "call_id identifies the call uniquely. Unique in what scope, made how, of which characters and length, and what a repetition means, is not said."},
	{"V0-INV-3", "desc", "schema", "The offer is an object with the type offer and an SDP text; both are required."},
	{"V0-INV-4", "should", "schema", "An invite has a lifetime in milliseconds. Once its age exceeds that, clients should drop it."},
	{"V0-INV-5", "should", "schema", "From then on neither side should show the call as one that waits for an answer."},
	{"V0-INV-6", "silent", "none", "No bounds or default for the lifetime, no clock that measures age, and no duty to send a hangup when it has passed."},
	{"V0-ANS-1", "desc", "schema", "An answer comes from the callee, names the invite's call ID and carries a required answer object of type and SDP."},
	{"V0-ANS-2", "silent", "none", "Several answers to one invite, or an answer by the caller's own user, are not treated."},
	{"V0-CAND-1", "desc", "schema", "Further ICE candidates come from the caller after its invite and from the callee after its answer."},
	{"V0-CAND-2", "desc", "schema", "Candidates travel in an array and so may be grouped; no rule says when or how many."},
	{"V0-CAND-3", "desc", "schema", "Each entry needs candidate, sdpMLineIndex and sdpMid. Nothing marks the last one."},
	{"V0-CAND-4", "silent", "none", "Candidates name a call but no device, so those of two answering devices of one user cannot be told apart."},
	{"V0-HUP-1", "desc", "schema", "Either party may hang up, whether or not the call was established."},
	{"V0-HUP-2", "desc", "schema since r0.5.0", "A hangup may state why: ice_failed if no path for media was found, invite_timeout if nobody answered in time."},
	{"V0-HUP-3", "should", "schema since r0.5.0", "The reason should be absent when a user simply ended or rejected the call."},
	{"V0-HUP-4", "silent", "none", "Nothing limits whose hangup counts; in form, any member's event with the call ID is one."},

	// Glare, the text under test.
	{"V0-GLARE-1", "should", "seed, r0", "Rule 1: a client that is preparing an invite to a room and receives one to that room should drop its own attempt and accept the incoming call for its user. IDs play no part."},
	{"V0-GLARE-2", "should", "seed, r0", "Rule 2: a client that has sent an invite to a room, waits for a response and receives one to that room should compare both call IDs lexicographically, keep the lesser call and abort the greater; if the lesser is the incoming one, it accepts it for its user."},
	{"V0-GLARE-3", "desc", "seed, r0", "Only calls to the same room meet under these rules, since calls are placed to rooms."},
	{"V0-GLARE-4", "desc", "seed, r0", "The aim: two clients that both follow the rules pick the same call, and it connects."},
	{"V0-GLARE-5", "should", "seed, r0", "To the user it should look as if the other side had just accepted the call that the user placed."},
	{"V0-GLARE-6", "should", "seed, r0", "A media stream that was set up for the replaced call should be handed to the call that replaces it."},
	{"V0-GLARE-7", "desc", "seed, r0", "Glare is two users calling each other at about the same time; without treatment both calls fail, as each client has one incoming and one outgoing."},
	{"V0-GLARE-8", "desc", "before the seed", "An older text gave the reason: if both clearly want to talk to each other, connecting them serves them best."},
	{"V0-GLARE-9", "silent", "none", "The rules do not say what dropping or aborting sends, nor treat sends under way, equal IDs, the order relation, expired invites, other devices of the user, a third invite, other rooms, or when waiting ends."},

	// TURN, security.
	{"V0-TURN-1", "MAY", "seed+1, r0", "A homeserver may offer a TURN server through which the other party is reached."},
	{"V0-TURN-2", "desc", "seed+1, r0", "Clients fetch it with an authenticated GET of voip/turnServer: username, password, uris and ttl in seconds, all required; or status 429 if they ask too often."},
	{"V0-TURN-3", "silent", "none", "When to fetch and renew it, and what to do without one, is not said."},
	{"V0-SEC-1", "should", "seed+1, r0", "One should call only in rooms with a single other user, because in a group another member could take the call."},
}

var silences = []Clause{
	{"VX-UNK-1", "silent", "none", "An answer, candidates, hangup, reject, selection or negotiation whose call ID is not known here."},
	{"VX-UNK-2", "silent", "none", "An event of a known call that its state does not expect: a second answer, an answer to an incoming call, a selection for an outgoing one, a hangup after the end."},
	{"VX-UNK-3", "silent", "none", "A second invite with the ID of a call that is live, or that has ended."},
	{"VX-UNK-4", "silent", "none", "Whose answer, hangup and candidates count, and what the same call ID in another room means. Version 1 checks the party for negotiation only."},
	{"VX-UNK-5", "silent", "none", "How a version 0 client tells the echo of its own events."},
	{"VX-UNK-6", "silent", "none", "Whether one client's sends may overlap, how they are retried, and what a failed send means in each state."},
	{"VX-UNK-7", "silent", "none", "From which moment the caller's lifetime runs, and whether the caller sends a hangup when it has passed."},
	{"VX-UNK-8", "silent", "none", "Any limit to the time between an answer and media."},
	{"VX-UNK-9", "silent", "none", "When a device that rings but has not answered stops: at another device's answer, at the selection, or at its own user's hangup."},
	{"VX-UNK-10", "silent", "none", "A client that restarts while its own call waits or is connected."},
	{"VX-UNK-11", "silent", "none", "Gaps in a limited sync, and call events read later from history."},
	{"VX-UNK-12", "silent", "none", "Redacted or edited call events, and a room that is upgraded during a call."},
	{"VX-UNK-13", "silent", "none", "An unrelated invite during a call. Version 1 only hints that it should not be turned down unasked."},
	{"VX-UNK-14", "silent", "none", "A replaced and a replacing call of different kinds, voice and video."},
}
