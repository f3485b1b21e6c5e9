// Defects of matrix-js-sdk around microphones, cameras and the media path.
import { CALL, NEWEST, OLDER, answer, connect, invite, pass, ring, seen, stateOf, wait } from "./stories.mjs";

export const MEDIA = [
    {
        name: "microphone-after-own-hangup",
        title: "The microphone stays on after one hung up while the browser asked for it",
        tells: [
            "Alice presses call, thinks better of it and hangs up while the browser asks for the microphone. Then she allows it.",
            "Her microphone stays on, and a peer connection open, for ever. There is no call.",
        ],
        cause: "`placeCall` goes on, and stops the media of the call's feeds, among which the new one is not yet.",
        violates: ["media-accounted"],
        grave: "open microphone on a dead call",
        sure: ["wholly", "a stream is got, and nothing stops it"],
        threads: [
            ["element-hq/element-web#28043", "the symptom; open, the cause is not named"],
        ],
        clients: [NEWEST, NEWEST],
        source: [CALL, "if (this.callHasEnded()) {\n            this.stopAllMedia();\n            return;\n        }"],
        async story(world) {
            const [alice] = world.ends;
            await world.press(alice, "place", "k1");
            await world.press(alice, "hangup", "k1");
            await world.grant(alice, "gum");
            await wait(world);
            return seen(alice.mic > 0 && stateOf(world, alice, "k1") === "ended", "the microphone stays on, and a peer connection open, with no call");
        },
    },
    {
        name: "microphone-after-hangup-of-answered",
        title: "The microphone stays on after the caller gave up while the browser asked for it",
        tells: [
            "Bob presses answer. While his browser asks for the microphone, Alice hangs up. Then he allows it.",
            "His microphone stays on. There is no call.",
        ],
        cause: "The feeds for an answer are dropped if the call has ended meanwhile, and nobody stops them.",
        violates: ["media-accounted"],
        grave: "open microphone on a dead call",
        sure: ["wholly", "a stream is got, and nothing stops it"],
        threads: [
            ["element-hq/element-web#28043", "the symptom; open, the cause is not named"],
        ],
        clients: [NEWEST, NEWEST],
        source: [CALL, "private async gotCallFeedsForAnswer(callFeeds: CallFeed[]): Promise<void> {\n        if (this.callHasEnded()) return;"],
        async story(world) {
            const [alice, bob] = world.ends;
            await ring(world);
            await world.press(bob, "answer", "k1");
            await world.press(alice, "hangup", "k1");
            await world.grant(alice, "send");
            await world.sync(bob);
            const ended = stateOf(world, bob, "k1") === "ended";
            await world.grant(bob, "gum");
            await wait(world);
            return seen(ended && bob.mic > 0, "the caller has hung up, and the callee's microphone stays on");
        },
    },
    {
        name: "disconnected-twice-ends-a-healthy-call",
        title: "A healthy call is hung up half a minute after two short interruptions",
        tells: [
            "Alice and Bob are in a call. The media path breaks, is checked, breaks again, and is there again.",
            "Half a minute later Alice's client hangs up.",
        ],
        cause: "The second interruption overwrites the handle of the first one's timer, which nobody can stop any more.",
        violates: ["no-collateral", "same-call"],
        judged: "The model has no media path that breaks twice, so no scenario shows it.",
        grave: "silent drop",
        sure: ["highly", "it needs this order of ICE states, which a restart of ICE allows"],
        threads: [
            ["element-hq/element-web#19672", "perhaps of the kind"],
        ],
        clients: [NEWEST, NEWEST],
        absent: [OLDER, OLDER],
        source: [CALL, "this.iceDisconnectedTimeout = setTimeout((): void => {"],
        async story(world) {
            const [alice] = world.ends;
            await connect(world);
            for (const state of ["disconnected", "checking", "disconnected", "connected"]) await world.ice(alice, 1, state);
            const active = stateOf(world, alice, "k1") === "active";
            await pass(world, 40_000);
            return seen(active && stateOf(world, alice, "k1") === "ended", "a connected call is ended 30 s after an interruption that is over");
        },
    },
    {
        name: "refused-camera-revives-an-ended-call",
        title: "A call that has ended rings again when the camera is refused",
        tells: [
            "Bob answers a video call. While his browser asks for the camera, Alice hangs up. Then he refuses it.",
            "His client sets the ended call back to ringing and answers it once more, without the camera; then it fails with an error.",
        ],
        cause: "The second try, with audio alone, does not ask whether the call still stands.",
        violates: ["ghost-free", "intent"],
        grave: "a tone where there should be none",
        sure: ["wholly", "the states are those that the client tells"],
        elsewhere: "It asks once where 43.0.0 asks twice.",
        clients: [NEWEST, NEWEST],
        source: [CALL, "this.state = prevState;\n                    this.waitForLocalAVStream = false;\n                    await this.answer(answerWithAudio, false);"],
        async story(world) {
            const [alice, bob] = world.ends;
            await ring(world, "k1", { video: true });
            await world.press(bob, "answer", "k1");
            await world.press(alice, "hangup", "k1");
            await world.grant(alice, "send");
            await world.sync(bob);
            const ended = stateOf(world, bob, "k1") === "ended";
            await world.grant(bob, "gum", "NotAllowedError");
            await world.grant(bob, "gum", "NotAllowedError"); // the SDK asks again
            const revived = bob.outs.some((out) => out.ev === "state" && out.from === "ended" && out.to === "ringing");
            return seen(ended && revived, "the ended call rings and is answered again, by itself");
        },
    },
    {
        name: "refused-microphone-is-never-asked-again",
        title: "Who once refused the microphone cannot call until the page is loaded again",
        tells: [
            "Alice presses call and refuses the microphone. A minute later she has changed her mind, and presses call again.",
            "The call fails at once, and nobody is asked.",
        ],
        cause: "Each request for media waits for the one before it, by `then` without a handler of errors: after one refusal the chain is rejected for good.",
        violates: ["willing-connected"],
        grave: "silent drop",
        sure: ["wholly", "a chain of promises, without any WebRTC"],
        elsewhere: "It asks once where 43.0.0 asks twice; its code has no such chain.",
        threads: [
            ["element-hq/element-web#18831", "would fit; closed, not reproduced, and older than the chain in its present form"],
        ],
        clients: [NEWEST, NEWEST],
        source: ["src/webrtc/mediaHandler.ts", "this.getMediaStreamPromise = this.getMediaStreamPromise.then(() => {"],
        async story(world) {
            const [alice] = world.ends;
            await world.press(alice, "place", "k1");
            await world.grant(alice, "gum", "NotAllowedError");
            await world.grant(alice, "gum", "NotAllowedError"); // the SDK asks again
            await pass(world, 60_000); // the user allows it in the browser's settings
            await world.press(alice, "place", "k2");
            const failed = alice.outs.some((out) => out.ev === "error" && out.call === "k2" && out.code === "no_user_media");
            return seen(failed && world.request(alice, "gum") === undefined, "the next call fails, and nobody was asked for the microphone");
        },
    },
    {
        name: "refused-microphone-is-not-told",
        title: "The caller waits for somebody whose microphone was refused",
        tells: [
            "Bob answers, his browser refuses the microphone, and his call ends. Nothing is sent.",
            "Alice waits until the invite expires.",
        ],
        cause: "The call is ended locally, and without a word; so it is when making the answer fails.",
        violates: ["kept-waiting"],
        judged: "Excused in the simulator: the refusal counts as what destroyed the call.",
        grave: "late",
        sure: ["wholly", "nothing is sent"],
        elsewhere: "It asks once where 43.0.0 asks twice.",
        weak: "Another device of Bob's could still answer, so that silence can be defended.",
        clients: [NEWEST, NEWEST],
        source: [CALL, "this.terminate(CallParty.Local, CallErrorCode.NoUserMedia, false);"],
        async story(world) {
            const [alice, bob] = world.ends;
            await ring(world);
            await world.press(bob, "answer", "k1");
            await world.grant(bob, "gum", "NotAllowedError");
            await world.grant(bob, "gum", "NotAllowedError");
            await world.drain(world.now + 10_000);
            return seen(stateOf(world, bob, "k1") === "ended" && stateOf(world, alice, "k1") === "waiting", "the callee's only device has given up, and the caller waits until the invite expires");
        },
    },
    {
        name: "ice-failed-connects-for-ever",
        title: "Without a media path both ends are connecting for ever",
        tells: [
            "Bob answers, and ICE finds no path: it goes from checking to failed.",
            "Two minutes later both are connecting, with their microphones on.",
        ],
        cause: "ICE is restarted, and no timer ends the call if that does not help. Only an interruption of a call has one.",
        violates: ["nobody-stuck"],
        judged: "Excused in the simulator: no path at all is the fault ice-fail.",
        grave: "endless ringing",
        sure: ["highly", "here ICE fails once; a browser's would fail again and be restarted again, and neither a count nor a timer ends that"],
        threads: [
            ["element-hq/element-web#25880", "the symptom; closed, not reproduced"],
        ],
        weak: "There is nothing to save in such a call; only its end is missing.",
        clients: [NEWEST, NEWEST],
        absent: [OLDER, OLDER],
        source: [CALL, "} else if (this.peerConn?.iceConnectionState == \"failed\") {"],
        async story(world) {
            const [alice, bob] = world.ends;
            await ring(world);
            await answer(world, bob);
            await world.grant(bob, "m.call.answer");
            await world.sync(alice);
            for (const end of world.ends) await world.ice(end, 1, "checking");
            for (const end of world.ends) await world.ice(end, 1, "failed");
            for (let second = 0; second < 120; second++) {
                for (const end of world.ends) {
                    for (const request of [...end.open.values()]) await world.resolve(end, request);
                    if (end.inbox.length > 0) await world.sync(end);
                }
                await pass(world, 1000);
            }
            return seen(stateOf(world, alice, "k1") === "connecting" && stateOf(world, bob, "k1") === "connecting", "no path is found, and both connect for ever");
        },
    },
];
