// Defects of matrix-js-sdk where two calls cross.
import { CALL, HANDLER, NEWEST, OLDER, invite, pass, seen, stateOf, toEachOther, wait } from "./stories.mjs";

export const GLARE = [
    {
        name: "glare-without-invitee",
        title: "Two who call each other at the same time never meet",
        tells: [
            "Alice and Bob press call, and their invites cross.",
            "Each waits for the own call, while the other's rings beside it; nothing is resolved, and after a minute both invites have expired.",
        ],
        cause: "An outgoing call is the partner of a glare only if its `invitee` is the other user. `MatrixClient.createCall(roomId)` sets none, so through the public API no call ever is.",
        violates: ["willing-connected", "one-live-call"],
        grave: "silent drop",
        sure: ["wholly", "a comparison with `undefined`, whatever the browser does"],
        elsewhere: "With `invitee` set, both versions keep the call with the lesser ID.",
        threads: [
            ["element-hq/element-web#20259", "the symptom; open"],
            ["element-hq/element-android#8049", "the symptom"],
        ],
        clients: [NEWEST, NEWEST],
        absent: [OLDER, OLDER],
        source: [HANDLER, "call.getOpponentMember()?.userId === thisCall.invitee &&"],
        async story(world) {
            const [alice, bob] = world.ends;
            await invite(world, alice, "a");
            await invite(world, bob, "b");
            for (const end of world.ends) await world.grant(end, "send");
            await world.drain(world.now + 5000);
            const stuck = stateOf(world, alice, "a") === "waiting" && stateOf(world, bob, "b") === "waiting";
            const rings = stateOf(world, bob, "a") === "ringing";
            await wait(world);
            const over = world.ends.every((end) => end.calls.every((call) => call.state === "ended"));
            return seen(stuck && rings && over, "each waits for its own call, the other's rings beside it, and a minute later both are over");
        },
    },
    {
        name: "glare-while-preparing",
        title: "A call is refused for the sake of one that was never sent",
        tells: [
            "Alice has pressed call, and her offer is still being made, when Bob's invite comes. Her client compares the IDs and refuses his call, although hers was never sent.",
            "Then her invite is refused by the server. Both pressed call, Bob's invite did arrive, and nobody talks; Bob waits until it expires.",
        ],
        cause: "The IDs are compared in every state. The text says to take the incoming call while the own one is being prepared. Needs `invitee`.",
        violates: ["willing-connected", "kept-waiting"],
        judged: "`willing-connected` excuses it if Alice's invite, which the server refused, counts as the winner's; `kept-waiting` never does.",
        grave: "silent drop",
        sure: ["wholly", "the comparison and the refusal are the client's alone"],
        threads: [
            ["matrix-org/matrix-js-sdk@6f695c1b8", "the commit that dropped the rule"],
        ],
        clients: [NEWEST, NEWEST],
        absent: [OLDER, OLDER],
        invitee: toEachOther,
        manual: (index) => (index === 0 ? ["sdp"] : []),
        source: [HANDLER, "if (existingCall.callId > call.callId) {"],
        async story(world) {
            const [alice, bob] = world.ends;
            await invite(world, bob, "b");
            await world.press(alice, "place", "a");
            await world.grant(alice, "gum");
            await world.grant(bob, "send");
            await world.sync(alice); // b, while a is being prepared
            if (stateOf(world, alice, "b") !== "ended") return null; // it gives way
            await world.grant(alice, "sdp");
            await pass(world, 300);
            await world.grant(alice, "m.call.invite", "M_FORBIDDEN");
            await world.drain(world.now + 5000);
            return seen(stateOf(world, bob, "b") === "waiting", "Bob's call is refused for the sake of one that was never sent, and Bob waits on");
        },
    },
    {
        name: "glare-while-microphone-asked",
        title: "Both press call while one browser asks for the microphone, and both wait",
        tells: [
            "Alice presses call, and her browser asks for the microphone. Bob's call a comes meanwhile and rings beside hers. She allows the microphone, and her call b goes out.",
            "Bob's client keeps a, which has the lesser ID, and refuses b, of which hers does not hear. Both wait.",
        ],
        cause: "A call is put into the list where glare is looked for only after the microphone was granted. Needs `invitee`.",
        violates: ["willing-connected", "one-live-call"],
        grave: "silent drop",
        sure: ["wholly", "it takes a user who is slow to allow the microphone, and nothing else"],
        threads: [
            ["element-hq/element-web#20259", "would fit the answer there that glare works"],
        ],
        clients: [NEWEST, NEWEST],
        invitee: toEachOther,
        source: [CALL, "// XXX Find a better way to do this\n        this.client.callEventHandler!.calls.set(this.callId, this);"],
        async story(world) {
            const [alice, bob] = world.ends;
            await world.press(alice, "place", "b");
            await invite(world, bob, "a");
            await world.grant(bob, "send");
            await world.sync(alice); // a, while the microphone is asked for
            const rings = stateOf(world, alice, "a") === "ringing";
            await world.grant(alice, "gum");
            await world.drain(world.now + 5000);
            return seen(rings && stateOf(world, alice, "b") === "waiting" && stateOf(world, bob, "a") === "waiting", "a rings beside the own b; later b is refused, and both wait");
        },
    },
    {
        name: "replaced-while-turn-asked-leaves-a-connection",
        title: "A call that gave way leaves a connection behind",
        tells: [
            "Alice's client asks for TURN servers for her call b when Bob's a arrives and replaces it.",
            "Then TURN comes: a peer connection is made for b, which has ended, and is never closed.",
        ],
        cause: "The early return for a call with a successor stands behind the making of its connection, and closes nothing. Needs `invitee`.",
        violates: [],
        grave: "unnoticed",
        sure: ["wholly", "the connection is opened and left by the client alone"],
        weak: "Users see nothing of it, and no property speaks of connections: it is a leak.",
        clients: [NEWEST, NEWEST],
        invitee: toEachOther,
        manual: ["turn"],
        source: [CALL, "if (this.successor) {\n            this.successor.queueGotCallFeedsForAnswer(callFeeds);\n            return;\n        }"],
        async story(world) {
            const [alice, bob] = world.ends;
            await world.press(bob, "place", "a");
            await world.grant(bob, "gum");
            await world.grant(bob, "turn");
            await pass(world, 300);
            await world.grant(bob, "send");
            await world.press(alice, "place", "b");
            await world.grant(alice, "gum");
            const own = world.request(alice, "turn");
            await world.sync(alice);
            const other = [...alice.open.values()].find((request) => request.kind === "turn" && request !== own);
            await world.resolve(alice, other);
            await world.resolve(alice, own);
            await wait(world);
            const pc = alice.pcs.get(world.call(alice, "b")?.pc);
            return seen(stateOf(world, alice, "b") === "ended" && pc?.closed === false, "the replaced call's peer connection is never closed");
        },
    },
    {
        name: "sync-while-an-invite-is-handled",
        title: "One call rings twice",
        tells: [
            "Bob's client has read Alice's invite and asks for TURN servers when the next sync response ends.",
            "The invite is handled again: two calls with one ID ring, to be answered or declined one by one.",
        ],
        cause: "The buffer of call events is emptied only after the last of them was handled, and handling waits.",
        violates: ["one-live-call", "ghost-free"],
        grave: "a tone where there should be none",
        sure: ["wholly", "it takes a homeserver that is slow to name TURN servers, and nothing else"],
        clients: [OLDER, OLDER],
        absent: [NEWEST, NEWEST],
        manual: ["turn"],
        source: [HANDLER, "for (const e of this.callEventBuffer) {"],
        async story(world) {
            const [alice, bob] = world.ends;
            await world.press(alice, "place", "k1");
            await world.grant(alice, "gum");
            await world.grant(alice, "turn");
            await pass(world, 300);
            await world.grant(alice, "send");
            await pass(world, 10);
            await world.sync(bob);
            await world.sync(bob); // another response, while Bob's client asks for TURN
            await world.drain(world.now + 5000);
            const rung = bob.outs.filter((out) => out.ev === "incoming").length;
            return seen(rung === 2, "one invite rings twice, as two calls with one ID");
        },
    },
    {
        name: "invites-in-flight-end-both-calls",
        title: "Two who call each other at the same time both hang up",
        tells: [
            "Both invites have reached their servers; the replies are slow. Each client reads the other's invite, believes that its own was not sent, takes the other's call and hangs up its own.",
            "Both calls are gone. Both microphones are still on: that has another cause, which is not looked for here.",
        ],
        cause: "An invite that is under way counts as one that is being prepared, so each end gives way.",
        violates: ["willing-connected"],
        grave: "silent drop",
        sure: ["wholly", "the order of replies and syncs is the servers' to choose"],
        elsewhere: "43.0.0 finds no glare here, as no `invitee` is set; with one it compares the IDs.",
        threads: [
            ["matrix-org/matrix-spec-proposals#2746", "the review of this part of the text"],
        ],
        clients: [OLDER, OLDER],
        source: [HANDLER, "existingCall.state === CallState.CreateOffer ||"],
        async story(world) {
            const [alice, bob] = world.ends;
            await invite(world, alice, "b");
            await invite(world, bob, "a");
            const sent = world.ends.map((end) => world.request(end, "m.call.invite"));
            world.ends.forEach((end, index) => world.accept(end, sent[index])); // the replies are under way
            for (const end of world.ends) await world.sync(end);
            for (const [index, end] of world.ends.entries()) {
                await world.command(end, { op: "resolve", at: world.now, req: sent[index].req, event_id: `$e${index + 1}` });
                end.open.delete(sent[index].req);
            }
            await world.drain(world.now + 5000);
            const over = [alice, bob].every((end) => end.calls.length > 0 && end.calls.every((call) => call.state === "ended"));
            return seen(over, "each gives way to the other, and both calls are gone");
        },
    },
];
