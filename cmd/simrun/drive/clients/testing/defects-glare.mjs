// Defects of matrix-js-sdk where two calls cross.
import { CALL, HANDLER, NEWEST, OLDER, invite, pass, seen, stateOf, toEachOther, wait } from "./stories.mjs";

export const GLARE = [
    {
        name: "glare-without-invitee",
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
            return seen(stuck && stateOf(world, bob, "a") === "ringing", "each waits for its own call, and the other's rings beside it");
        },
    },
    {
        name: "glare-while-preparing",
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
