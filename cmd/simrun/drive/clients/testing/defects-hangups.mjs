// Defects of matrix-js-sdk around hangups and rejects: when they are sent, who hears them, and what happens when that fails.
import { CALL, NEWEST, OLDER, answer, connect, invite, pass, ring, seen, stateOf, wait } from "./stories.mjs";

export const HANGUPS = [
    {
        name: "hangup-without-invite",
        title: "A hangup is sent for a call that was never sent",
        tells: [
            "Alice presses call, and hangs up while the browser asks for the microphone.",
            "Her client sends m.call.hangup for a call of which nobody has heard.",
        ],
        cause: "The look at the state stands behind `terminate()`, which has set it to ended.",
        violates: ["no-phantom"],
        grave: "unnoticed",
        sure: ["wholly", "an event is sent that should not be"],
        threads: [
            ["matrix-org/matrix-js-sdk#1647", "merged; meant to prevent it"],
            ["element-hq/element-web#17528", "of the kind; closed, not reproduced"],
        ],
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
        name: "hangup-not-sent-is-not-repeated",
        title: "The other end is not told that one hung up, if the server is busy for a moment",
        tells: [
            "Alice hangs up, and the server refuses the hangup with a rate limit.",
            "Nobody handles the error or tries again. Bob stays in the call.",
        ],
        cause: "Nothing waits for the promise of the hangup, and of a reject neither.",
        violates: ["nobody-stuck", "kept-waiting"],
        grave: "late",
        sure: ["wholly", "one request, and no second one; but in a real browser a connected peer notices after a while that media is gone, so that what rings or waits suffers most"],
        threads: [
            ["element-hq/element-web#6583", "closed as stale"],
            ["element-hq/element-web#5569", "closed as stale"],
        ],
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
        title: "After one hangup that could not be sent, no call in this room goes out",
        tells: [
            "Alice calls and hangs up, and the server refuses the hangup with a rate limit.",
            "A minute later she calls again. The call fails without a word to the server, and so does each later one.",
        ],
        cause: "A failed hangup or reject stays among the room's pending events, as only invites, answers and candidates are cancelled, and blocks what comes after it.",
        violates: ["willing-connected"],
        grave: "silent drop",
        sure: ["wholly", "there is no WebRTC in it; it needs pendingEventOrdering Detached, as Element has it, and does not show with the SDK's default"],
        threads: [
            ["element-hq/element-web#17594", "the symptom; closed, explained by other unsent events"],
        ],
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
        name: "hangup-before-any-answer-is-ignored",
        title: "The caller goes on waiting for somebody who has declined",
        tells: [
            "Bob presses answer, changes his mind before the answer is out, and hangs up.",
            "Alice's client ignores the hangup, and she waits until the invite expires.",
        ],
        cause: "Before an answer there is no partner, so no party ID is the partner's. The same happens to every version 0 decline and to hydrogen's.",
        violates: ["kept-waiting"],
        grave: "late",
        sure: ["wholly", "an event comes, and is ignored"],
        threads: [
            ["matrix-org/matrix-js-sdk#2393", "for version 0; open"],
            ["matrix-org/matrix-js-sdk#1647", "its review wants other devices to have their chance to answer"],
        ],
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
        name: "reject-before-reply-is-ignored",
        title: "The caller goes on waiting for somebody who has declined at once",
        tells: [
            "The server has Alice's invite, its reply is slow, and Bob's reject comes before it.",
            "Alice's client ignores the reject. The reply comes, and she waits until the invite expires.",
        ],
        cause: "A reject ends a call in the state that the reply leads to, and is not looked at again once that is reached.",
        violates: ["kept-waiting"],
        grave: "late",
        sure: ["wholly", "an event comes, and is ignored"],
        clients: [NEWEST, NEWEST],
        source: [CALL, "[CallState.InviteSent, CallState.Ringing].includes(this.state) ||"],
        async story(world) {
            const [alice, bob] = world.ends;
            await invite(world, alice, "k1");
            const request = world.request(alice, "m.call.invite");
            const event_id = world.accept(alice, request); // the server has it; its reply is slow
            await world.sync(bob);
            await world.press(bob, "reject", "k1");
            await world.grant(bob, "m.call.reject");
            await world.sync(alice);
            await world.command(alice, { op: "resolve", at: world.now, req: request.req, event_id });
            alice.open.delete(request.req);
            await pass(world, 10_000);
            return seen(stateOf(world, alice, "k1") === "waiting", "the callee has declined, and the caller waits until the invite expires");
        },
    },
    {
        name: "reject-leaves-the-other-answerer-connecting",
        title: "One device declines, the other answers, and that one is never told",
        tells: [
            "Bob has two devices. One declines while the answer of the other is on its way.",
            "Alice's call ends, and nobody is selected. The device that answered connects for ever, with the microphone on.",
        ],
        cause: "A reject ends the caller's call without select_answer, which the other device waits for.",
        violates: ["nobody-stuck"],
        judged: "The caller should also select what it saw first, as one-selection has it: here it selects nothing.",
        grave: "open microphone on a dead call",
        sure: ["wholly", "an event is not sent; three devices"],
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
];
