// Defects of hydrogen-view-sdk's PeerCall.
import { BUNDLE, HYDROGEN as CLIENT, NEWEST, answer, connect, invite, pass, ring, seen, stateOf, wait } from "./stories.mjs";

export const HYDROGEN = [
    {
        name: "hydrogen-answer-before-reply",
        title: "A call is hung up in mid-conversation after a minute",
        tells: [
            "The server has Alice's invite, its reply is slow, and Bob's answer comes before it. They talk.",
            "Then the reply comes: Alice's call is set back to waiting for an answer, and a minute later it is hung up.",
        ],
        cause: "After the reply the state is set to invite_sent, whatever it has become meanwhile.",
        violates: ["no-collateral", "same-call"],
        grave: "silent drop",
        sure: ["wholly", "a reply that is slower than an answer"],
        clients: [CLIENT, CLIENT],
        source: [BUNDLE, "await this.sendSignallingMessage({ type: EventType.Invite, content }, log);\n        this.setState(CallState.InviteSent, log);"],
        async story(world) {
            const [alice, bob] = world.ends;
            await invite(world, alice, "k1");
            const sent = world.request(alice, "m.call.invite");
            world.accept(alice, sent); // the server has it; its reply is slow
            await world.sync(bob);
            await answer(world, bob);
            await world.grant(bob, "m.call.answer");
            await world.sync(alice);
            for (const end of world.ends) await world.ice(end, 1, "connected");
            const active = stateOf(world, alice, "k1") === "active";
            await world.command(alice, { op: "resolve", at: world.now, req: sent.req, event_id: "$e1" });
            alice.open.delete(sent.req);
            const back = world.call(alice, "k1").native === "invite_sent";
            await world.drain(world.now + 70_000);
            return seen(active && back && stateOf(world, bob, "k1") === "ended", "a connected call is back to waiting, and hung up after a minute");
        },
    },
    {
        name: "hydrogen-glare-of-a-hung-up-call",
        title: "One is put into a call of somebody else just after hanging up",
        tells: [
            "Alice calls, thinks better of it, and hangs up. Before the server has acknowledged that, Bob's call comes.",
            "Her client takes it for one that crosses hers, and answers it for her.",
        ],
        cause: "Whether calls cross is asked in every state: a call counts until its hangup is acknowledged.",
        violates: ["intent"],
        grave: "open microphone on a dead call",
        sure: ["wholly", "a reply that is slower than an invite"],
        clients: [CLIENT, CLIENT],
        source: [BUNDLE, "const shouldReplace = this.callId > newCallId;"],
        async story(world) {
            const [alice, bob] = world.ends;
            await invite(world, alice, "b");
            await world.grant(alice, "send");
            await world.press(alice, "hangup", "b");
            await invite(world, bob, "a");
            await world.grant(bob, "send");
            await world.sync(alice);
            await pass(world, 300);
            return seen(stateOf(world, alice, "a") === "connecting", "who has hung up is connecting, and has pressed nothing");
        },
    },
    {
        name: "hydrogen-invite-not-sent-waits-for-ever",
        title: "A call that could not be sent waits for ever, with the microphone on",
        tells: [
            "Alice calls, and the server refuses the invite.",
            "Her client goes on calling, and her microphone is on.",
        ],
        cause: "Nothing catches the error, no timer is set yet, and nothing else ends the call.",
        violates: ["nobody-stuck", "media-accounted"],
        grave: "open microphone on a dead call",
        sure: ["wholly", "a request that fails"],
        clients: [CLIENT, CLIENT],
        source: [BUNDLE, "await this.sendSignallingMessage({ type: EventType.Invite, content }, log);\n        this.setState(CallState.InviteSent, log);\n      } else if"],
        async story(world) {
            const [alice] = world.ends;
            await invite(world, alice, "k1");
            await world.grant(alice, "m.call.invite", "M_FORBIDDEN");
            await wait(world);
            return seen(stateOf(world, alice, "k1") === "waiting" && alice.mic > 0, "the call that was never sent waits for ever, with the microphone on");
        },
    },
    {
        name: "hydrogen-ignores-reject",
        title: "The caller goes on waiting for somebody who has declined",
        tells: [
            "Bob, who uses matrix-js-sdk, declines. His client sends m.call.reject, as version 1 says.",
            "Alice waits until the invite expires.",
        ],
        cause: "hydrogen sends version 1, and has no case for its m.call.reject.",
        violates: ["kept-waiting"],
        grave: "late",
        sure: ["wholly", "an event comes, and is ignored"],
        clients: [CLIENT, NEWEST],
        source: [BUNDLE, "log2.log(`Unknown event type for call: ${message.type}`);"],
        async story(world) {
            const [alice, bob] = world.ends;
            await ring(world);
            await world.press(bob, "reject", "k1");
            await world.drain(world.now + 10_000);
            return seen(stateOf(world, alice, "k1") === "waiting", "the callee has declined, and the caller waits until the invite expires");
        },
    },
    {
        name: "hydrogen-hangup-not-sent-never-ends",
        title: "After hanging up one is still heard",
        tells: [
            "Alice and Bob are in a call. Alice hangs up, and the server refuses the hangup with a rate limit.",
            "Her screen says that the call ends. It never does: her microphone is on, and Bob goes on hearing her.",
        ],
        cause: "The call is ended behind the sending of the hangup, which throws.",
        violates: ["media-accounted", "nobody-stuck"],
        grave: "open microphone on a dead call",
        sure: ["wholly", "a request that fails"],
        clients: [CLIENT, CLIENT],
        source: [BUNDLE, "await this.sendHangupWithCallId(this.callId, errorCode, log);\n    this.terminate(CallParty.Local, errorCode, log);"],
        async story(world) {
            const [alice] = world.ends;
            await connect(world);
            await world.press(alice, "hangup", "k1");
            await world.grant(alice, "m.call.hangup", "M_LIMIT_EXCEEDED");
            await wait(world);
            return seen(alice.pcs.get(1).closed === false && alice.mic > 0, "the user has hung up, and the other end goes on hearing");
        },
    },
    {
        name: "hydrogen-answer-revives-a-hung-up-call",
        title: "An answer puts one into a call that one has just hung up",
        tells: [
            "It rings at Bob's, and Alice hangs up. Before the server's reply comes, Bob's answer does.",
            "Alice is in the call, and is heard, until the hangup is through.",
        ],
        cause: "`handleAnswer` looks for calls that have ended, and not for one that is ending.",
        violates: ["intent"],
        grave: "open microphone on a dead call",
        sure: ["wholly", "an answer that crosses a hangup"],
        clients: [CLIENT, CLIENT],
        source: [BUNDLE, "this.opponentPartyId = partyId;\n    await this.addBufferedIceCandidates(log);\n    this.setState(CallState.Connecting, log);"],
        async story(world) {
            const [alice, bob] = world.ends;
            await ring(world);
            await answer(world, bob);
            await world.grant(bob, "m.call.answer");
            await world.press(alice, "hangup", "k1"); // under way
            await world.sync(alice);
            for (const end of world.ends) await world.ice(end, 1, "connected");
            return seen(stateOf(world, alice, "k1") === "active", "the user has hung up, and is in the call");
        },
    },
    {
        name: "hydrogen-hangup-of-any-device",
        title: "Declining on a second device ends the call of the first",
        tells: [
            "Bob has answered on one device. It still rings on his other one, where he declines.",
            "Alice's call with the first device ends.",
        ],
        cause: "No party ID is looked at: a hangup of any device is the partner's.",
        violates: ["no-collateral"],
        grave: "silent drop",
        sure: ["wholly", "an event is taken for another's; three devices"],
        clients: [CLIENT, CLIENT, CLIENT],
        source: [BUNDLE, "case EventType.Hangup:\n          log2.set(\"reason\", message.content.reason);\n          this.terminate(CallParty.Remote,"],
        async story(world) {
            const [alice, first, second] = world.ends;
            await ring(world);
            await answer(world, first);
            await world.grant(first, "m.call.answer");
            await world.sync(alice);
            for (const [end, pc] of world.paths()[0]) await world.ice(end, pc, "connected");
            const active = stateOf(world, alice, "k1") === "active";
            await world.press(second, "hangup", "k1"); // declines on the other device
            await world.grant(second, "m.call.hangup");
            await world.sync(alice);
            return seen(active && stateOf(world, alice, "k1") === "ended", "another device declines, and the call of the first one ends");
        },
    },
    {
        name: "hydrogen-selects-no-answer",
        title: "Of two devices that answer, one connects for ever",
        tells: [
            "Bob answers on two devices. Alice's client takes the first answer, and says so to nobody.",
            "The second device connects for ever, with the microphone on.",
        ],
        cause: "A second answer is ignored, and no select_answer is ever sent.",
        violates: ["nobody-stuck"],
        grave: "open microphone on a dead call",
        sure: ["wholly", "an event is not sent; three devices"],
        clients: [CLIENT, CLIENT, CLIENT],
        source: [BUNDLE, "log.log(`Ignoring answer: we already have an answer/reject from ${this.opponentPartyId}`);"],
        async story(world) {
            const [, first, second] = world.ends;
            await ring(world);
            for (const bob of [first, second]) await answer(world, bob);
            await wait(world);
            return seen(stateOf(world, first, "k1") === "active" && stateOf(world, second, "k1") === "connecting" && second.mic > 0, "the second device to answer connects for ever");
        },
    },
    {
        name: "hydrogen-hangup-without-invite",
        title: "A hangup is sent for a call that was never sent",
        tells: [
            "Alice presses call, and hangs up while the browser makes the offer.",
            "Her client sends m.call.hangup for a call of which nobody has heard.",
        ],
        cause: "A hangup is sent in every state.",
        violates: ["no-phantom"],
        grave: "unnoticed",
        sure: ["wholly", "an event is sent that should not be"],
        clients: [CLIENT, CLIENT],
        manual: ["sdp"],
        source: [BUNDLE, "this.setState(CallState.Ending, log);\n    await this.sendHangupWithCallId(this.callId, errorCode, log);"],
        async story(world) {
            const [alice] = world.ends;
            await world.press(alice, "place", "k1");
            await world.grant(alice, "gum");
            await world.press(alice, "hangup", "k1");
            return seen(world.request(alice, "m.call.hangup") !== undefined && world.request(alice, "m.call.invite") === undefined, "a hangup is sent for a call that was never sent");
        },
    },
];
