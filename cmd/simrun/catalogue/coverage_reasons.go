package catalogue

// unexercised says of each clause that no rule implements and no property judges
// where else it is kept, or why it is not. A clause of version 1 is to have rules, transcripts
// and properties: here stand those that lack one of them.
var unexercised = map[string]string{
	"V0-GEN-2":   "kept by the simulated room, which brings events to all devices in its order; permissions are not modelled, a refusal is the fault send-fail",
	"V0-MSG-6":   "a slip in the diagrams, without behaviour: what is sent is m.call.candidates",
	"V0-MSG-7":   "a silence about events that version 0 does not have; what a client does with unexpected ones is under VX-UNK-1 to VX-UNK-3",
	"V0-GLARE-9": "a list of silences: each is a knob, and has a clause VX-UNK-… or a hole of its own that rules name",

	"V1-VER-5":   "a duty of later versions",
	"V1-DTMF-1":  "media are modelled as far as they flow or not",
	"V1-CODEC-1": "media are modelled as far as they flow or not",
	"V1-SEC-1":   "whom one calls where is for the users of a scenario to choose, who may call in larger rooms (V1-ROOM-1)",

	"VX-UNK-12": "redactions, edits and room upgrades are not modelled",

	"F-SEND-1": "kept by the simulated room: acceptance, reply and echo are three actions; event IDs are not modelled, because nothing here refers to them",
	"F-SEND-2": "happens as the faults send-fail and rate-limit; what makes a homeserver refuse is not modelled",
	"F-SEND-3": "happens as the fault send-overlap; without it the sends of a device keep their order",
	"F-TXN-1":  "kept by the simulated homeserver: what is sent again after send-unknown enters the room once; the fault duplicate is a new transaction ID",
	"F-TXN-3":  "nobody logs out or changes an access token during a run",
	"F-SYNC-1": "kept by the simulated homeserver: one queue for each device, in the order of arrival",
	"F-SYNC-2": "no endpoint but sync is simulated; an event that is seen twice is the fault sync-replay",
	"F-SYNC-3": "happens as the fault sync-gap; what was skipped is not fetched page by page",
	"F-SYNC-4": "nobody logs in during a run; an old invite is one that arrives expired",
	"F-SYNC-5": "happens as the fault sync-batch, and the knob batch decides",
	"F-SYNC-6": "happens as the faults crash and sync-replay",
	"F-SYNC-7": "filters and ignored users are not modelled; to a device a filtered event is like one lost in a sync-gap",
	"F-ORD-1":  "kept by the simulated homeservers: in federated-glare each has its own order of events that cross",
	"F-ORD-2":  "kept by the federation queues, which bring an invite before its answer; the event graph itself is not modelled",
	"F-FED-1":  "kept by the federation queues, one each way; the fault fed-reorder breaks it",
	"F-FED-2":  "happens as the faults fed-delay and fed-reorder; backfilling itself is not modelled",
	"F-FED-3":  "happens as the fault soft-fail",
	"F-FED-4":  "server ACLs are not modelled; to a device they are like a soft-fail of every event",
	"F-AGE-1":  "happens as the fault clock-skew: an invite looks expired that is not; a negative or missing age is not modelled",
	"F-TS-1":   "read under winner=earliest-ts, as the time of acceptance, which the fault clock-skew contradicts; what else a server may claim is not modelled",
	"F-SIZE-1": "SDP and sizes are not modelled; an event that is too large is one that meets send-fail",
	"F-E2E-1":  "happens as the fault late-decryption; ratchets are not modelled",
	"F-TD-1":   "calls between two users send no to-device messages",
	"F-TD-2":   "calls between two users send no to-device messages",
	"F-RED-1":  "redactions are not modelled",
	"F-MEM-1":  "a device knows the number of members at once here; it changes by the fault third-member",
	"F-HIST-1": "about privacy, which no property here judges; contents are not modelled",
}
