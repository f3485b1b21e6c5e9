// Defects of matrix-js-sdk around microphones, cameras and the media path.
import { CALL, NEWEST, OLDER, answer, connect, invite, pass, ring, seen, stateOf, wait } from "./stories.mjs";

export const MEDIA = [
    {
        name: "microphone-after-own-hangup",
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
