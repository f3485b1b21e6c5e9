// Defects of matrix-js-sdk in what it sends, when, and what it does when that fails.
import { CALL, NEWEST, OLDER, answer, connect, invite, pass, ring, seen, stateOf, wait } from "./stories.mjs";

export const SENDS = [
    {
        name: "hangup-without-invite",
        clients: [NEWEST, NEWEST],
        absent: [OLDER, OLDER],
        source: [CALL, "if ([CallState.Fledgling, CallState.WaitLocalMedia].includes(this.state)) return;"],
        async story(world) {
            const [alice] = world.ends;
            await world.press(alice, "place", "k1");
            await world.press(alice, "hangup", "k1");
            return seen(world.request(alice, "m.call.hangup") !== undefined, "a hangup is sent for a call that was never sent");
        },
    },
    {
        name: "answer-not-sent-cannot-be-repeated",
        clients: [NEWEST, NEWEST],
        source: [CALL, "if (!this.localUsermediaStream && !this.waitForLocalAVStream) {"],
        async story(world) {
            const [, bob] = world.ends;
            await ring(world);
            await answer(world, bob);
            await world.grant(bob, "m.call.answer", "M_LIMIT_EXCEEDED");
            const back = stateOf(world, bob, "k1") === "ringing";
            const { outs } = await world.press(bob, "answer", "k1");
            await pass(world, 1000);
            return seen(back && outs.length === 0 && bob.open.size === 0, "it rings again, and pressing answer does nothing");
        },
    },
    {
        name: "answer-not-sent-rings-for-ever",
        clients: [NEWEST, NEWEST],
        absent: [OLDER, OLDER],
        source: [CALL, "if (state !== CallState.Ringing) {\n                    clearTimeout(ringingTimer);"],
        async story(world) {
            const [, bob] = world.ends;
            await ring(world);
            await answer(world, bob);
            await world.grant(bob, "m.call.answer", "network");
            await pass(world, 130_000); // what Alice says is not delivered: her server is away
            return seen(stateOf(world, bob, "k1") === "ringing" && bob.mic > 0, "it rings after the invite has expired, with the microphone on");
        },
    },
    {
        name: "answer-not-sent-revives-an-ended-call",
        clients: [NEWEST, NEWEST],
        source: [CALL, "// We've failed to answer: back to the ringing state\n            this.state = CallState.Ringing;"],
        async story(world) {
            const [, bob] = world.ends;
            await ring(world);
            await answer(world, bob);
            await world.press(bob, "hangup", "k1"); // while the answer is under way
            const ended = stateOf(world, bob, "k1") === "ended";
            await world.grant(bob, "m.call.answer", "M_LIMIT_EXCEEDED");
            await pass(world, 130_000);
            return seen(ended && stateOf(world, bob, "k1") === "ringing", "the user has hung up, and it rings again, for ever");
        },
    },
    {
        name: "hangup-not-sent-is-not-repeated",
        clients: [NEWEST, NEWEST],
        source: [CALL, "        this.sendVoipEvent(EventType.CallHangup, content);"],
        async story(world) {
            const [alice, bob] = world.ends;
            await connect(world);
            await world.press(alice, "hangup", "k1");
            await world.grant(alice, "m.call.hangup", "M_LIMIT_EXCEEDED");
            await wait(world);
            const unhandled = alice.outs.some((out) => out.ev === "unhandled");
            return seen(unhandled && stateOf(world, bob, "k1") === "active", "an unhandled rejection, no second try, and the other end stays in the call");
        },
    },
    {
        name: "hangup-not-sent-blocks-the-next-call",
        clients: [NEWEST, NEWEST],
        source: ["src/client.ts", "return Promise.reject(new Error(\"Event blocked by other events not yet sent\"));"],
        async story(world) {
            const [alice] = world.ends;
            await ring(world);
            await world.press(alice, "hangup", "k1");
            await world.grant(alice, "m.call.hangup", "M_LIMIT_EXCEEDED");
            await pass(world, 60_000);
            await invite(world, alice, "k2");
            const failed = alice.outs.some((out) => out.ev === "error" && out.call === "k2" && out.code === "send_invite");
            return seen(failed && world.request(alice, "m.call.invite") === undefined, "the next call fails without a word to the server");
        },
    },
    {
        name: "answer-before-reply-silences-candidates",
        clients: [NEWEST, NEWEST],
        // Candidates that are found before the offer is sent go with it, so this needs some that are found later.
        stub: { ice: "late" },
        source: [CALL, "if (this.state === CallState.CreateOffer) {\n            this.inviteOrAnswerSent = true;"],
        async story(world) {
            const [alice, bob] = world.ends;
            await invite(world, alice, "k1");
            const request = world.request(alice, "m.call.invite");
            world.accept(alice, request); // the server has it; its reply is slow
            await world.sync(bob);
            await answer(world, bob);
            await world.grant(bob, "m.call.answer");
            await world.sync(alice);
            await world.command(alice, { op: "resolve", at: world.now, req: request.req, event_id: "$e1" });
            alice.open.delete(request.req);
            await world.drain(world.now + 20_000);
            const sent = alice.outs.filter((out) => out.type === "m.call.candidates").flatMap((out) => out.content.candidates);
            return seen(!sent.some(({ candidate }) => candidate === ""), "the caller's candidates that are found after the reply are never sent");
        },
    },
    {
        name: "hangup-before-any-answer-is-ignored",
        clients: [NEWEST, NEWEST],
        source: [CALL, "if (this.partyIdMatches(msg) || this.state === CallState.Ringing) {"],
        async story(world) {
            const [alice, bob] = world.ends;
            await ring(world);
            await world.press(bob, "answer", "k1");
            await world.grant(bob, "gum");
            await world.press(bob, "hangup", "k1");
            await world.grant(bob, "m.call.hangup");
            await world.sync(alice);
            await pass(world, 10_000);
            return seen(stateOf(world, alice, "k1") === "waiting", "the callee has hung up, and the caller waits until the invite expires");
        },
    },
    {
        name: "reject-leaves-the-other-answerer-connecting",
        clients: [NEWEST, NEWEST, NEWEST],
        source: [CALL, "if (shouldTerminate) {\n            this.terminate(CallParty.Remote, msg.reason || CallErrorCode.UserHangup, true);"],
        async story(world) {
            const [alice, first, second] = world.ends;
            await ring(world);
            await answer(world, second);
            await world.press(first, "reject", "k1");
            await world.grant(first, "m.call.reject");
            await world.sync(alice);
            await wait(world);
            return seen(stateOf(world, alice, "k1") === "ended" && stateOf(world, second, "k1") === "connecting" && second.mic > 0, "the caller's call has ended, and the device that answered connects for ever");
        },
    },
    {
        name: "answer-sent-after-hangup",
        clients: [OLDER, OLDER],
        absent: [NEWEST, NEWEST],
        source: [CALL, "setTimeout(resolve, 200);\n            });\n\n            this.sendAnswer();"],
        async story(world) {
            const [, bob] = world.ends;
            await ring(world);
            await world.press(bob, "answer", "k1");
            await world.grant(bob, "gum");
            await world.press(bob, "hangup", "k1");
            await pass(world, 300);
            return seen(world.request(bob, "m.call.answer") !== undefined, "an answer is sent after the hangup");
        },
    },
];
