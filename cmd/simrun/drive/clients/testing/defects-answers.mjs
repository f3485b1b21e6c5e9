// Defects of matrix-js-sdk around answers: when they are sent, and what happens when that fails.
import { CALL, NEWEST, OLDER, answer, invite, pass, ring, seen, stateOf, wait } from "./stories.mjs";

export const ANSWERS = [
    {
        name: "answer-not-sent-cannot-be-repeated",
        title: "After an answer that could not be sent, the answer button does nothing",
        tells: [
            "Bob answers, and the server refuses the answer: a rate limit is enough. His client lets the call ring again.",
            "He presses answer again. Nothing happens, until Alice's client gives up after a minute.",
        ],
        cause: "Answering does nothing where there is a local stream and nobody waits for one. The stream of the first try is still there.",
        violates: ["willing-connected"],
        grave: "silent drop",
        sure: ["wholly", "a rate limit and a button"],
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
        title: "A call rings beyond its lifetime, with the microphone on, after an answer that could not be sent",
        tells: [
            "Bob answers while the network is away; his client lets the call ring again.",
            "It rings on after the invite has expired, and his microphone is on, for as long as Alice's hangup does not arrive: here her server is away.",
        ],
        cause: "The timer of ringing was stopped when answer was pressed, and is not set again.",
        violates: ["nobody-stuck", "ghost-free", "bounded-life"],
        grave: "open microphone on a dead call",
        sure: ["wholly", "a request that fails, and a timer that is not there"],
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
        title: "A call that one has hung up rings again, for ever",
        tells: [
            "Bob answers, and hangs up while the answer is under way. Then the server refuses the answer.",
            "The call rings again, and nothing ends it: neither his hangup nor Alice's, nor time.",
        ],
        cause: "After a failure the state is set back to ringing without a look at what it is.",
        violates: ["ghost-free", "nobody-stuck"],
        grave: "endless ringing",
        sure: ["wholly", "a request that fails late"],
        elsewhere: "In 21.1.0 the timer of ringing ends what rings again.",
        clients: [NEWEST, NEWEST],
        source: [CALL, "// We've failed to answer: back to the ringing state\n            this.state = CallState.Ringing;"],
        async story(world) {
            const [, bob] = world.ends;
            await ring(world);
            await answer(world, bob);
            await world.press(bob, "hangup", "k1"); // while the answer is under way
            const ended = stateOf(world, bob, "k1") === "ended";
            await world.grant(bob, "m.call.answer", "M_LIMIT_EXCEEDED");
            await wait(world);
            return seen(ended && stateOf(world, bob, "k1") === "ringing", "the user has hung up, and it rings again, for ever");
        },
    },
    {
        name: "answer-before-reply-silences-candidates",
        title: "A quick answer keeps the caller's later candidates from being sent",
        tells: [
            "The server has Alice's invite, its reply is slow, and Bob's answer comes before it.",
            "From then on Alice's client sends no candidates: if media needed one of them, the call never gets any.",
        ],
        cause: "Only in the state of the invite does the reply say that the invite was sent. After the answer that state is over, and candidates wait for ever.",
        violates: [],
        judged: "The model has no candidates.",
        grave: "silent drop",
        sure: ["highly", "it harms only who finds candidates after the offer was made, as a real browser mostly does"],
        candidates: true,
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
        name: "invite-whose-reply-is-lost",
        title: "One answers a call that the caller's client has given up without a word",
        tells: [
            "The server takes Alice's invite, and her connection breaks before the reply. Her client tells her that the call has failed, and forgets it.",
            "Bob's rings. He answers, and connects for ever, with the microphone on.",
        ],
        cause: "A request that failed is taken for an event that was not sent: nothing takes the call back, and neither the own invite in sync nor the answer makes a difference.",
        violates: ["same-call", "willing-connected", "nobody-stuck", "bounded-life"],
        grave: "open microphone on a dead call",
        sure: ["wholly", "a connection that breaks between a request and its reply"],
        clients: [NEWEST, NEWEST],
        source: [CALL, "this.terminate(CallParty.Local, code, false);\n\n            // no need to carry on & send the candidate queue"],
        async story(world) {
            const [alice, bob] = world.ends;
            await invite(world, alice, "k1");
            const request = world.request(alice, "m.call.invite");
            world.accept(alice, request);
            await world.command(alice, { op: "resolve", at: world.now, req: request.req, error: "network" });
            alice.open.delete(request.req);
            await world.sync(bob);
            await answer(world, bob);
            await world.grant(bob, "m.call.answer");
            await wait(world);
            const alone = stateOf(world, bob, "k1") === "connecting" && bob.mic > 0;
            return seen(alone && stateOf(world, alice, "k1") === "ended", "the caller's client has forgotten the call, and the callee connects for ever, with the microphone on");
        },
    },
    {
        name: "answer-sent-after-hangup",
        title: "The caller is connected to somebody who has hung up",
        tells: [
            "Bob answers, and hangs up within the fifth of a second in which candidates are gathered.",
            "His client sends the answer after the hangup, and Alice's connects for ever to nobody.",
        ],
        cause: "After the pause the answer is sent without another look at the state.",
        violates: ["no-phantom", "same-call", "nobody-stuck"],
        grave: "endless ringing",
        sure: ["wholly", "a pause of the client's own"],
        clients: [OLDER, OLDER],
        absent: [NEWEST, NEWEST],
        source: [CALL, "setTimeout(resolve, 200);\n            });\n\n            this.sendAnswer();"],
        async story(world) {
            const [alice, bob] = world.ends;
            await ring(world);
            await world.press(bob, "answer", "k1");
            await world.grant(bob, "gum");
            await world.press(bob, "hangup", "k1");
            await pass(world, 300);
            const sent = world.request(bob, "m.call.answer") !== undefined;
            await wait(world);
            return seen(sent && stateOf(world, alice, "k1") === "connecting", "an answer is sent after the hangup, and the caller connects for ever to nobody");
        },
    },
];
