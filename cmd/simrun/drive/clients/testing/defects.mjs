// Defects of the clients, each with a shortest story. A story returns what is seen of the defect, or null where it is not there.

const NEWEST = "43.0.0";
const OLDER = "21.1.0";
const HYDROGEN = "hydrogen";
const toEachOther = (index) => (index === 0 ? "@bob:hs2" : "@alice:hs1");

const CALL = "src/webrtc/call.ts";
const HANDLER = "src/webrtc/callEventHandler.ts";
const BUNDLE = "lib-build/hydrogen.es.js";

const stateOf = (world, end, id) => world.call(end, id)?.state ?? "none";

/** Places a call, and lets its microphone be granted and its offer be made; its invite is then open. */
async function invite(world, end, id, more) {
    await world.press(end, "place", id, more);
    await world.grant(end, "gum");
    await pass(world, 300);
}

/** Alice calls, Bob rings. */
async function ring(world, id = "k1", more = {}) {
    const [alice, ...bobs] = world.ends;
    await invite(world, alice, id, more);
    await world.grant(alice, "send");
    await pass(world, 10);
    for (const bob of bobs) await world.sync(bob);
    await world.sync(alice);
}

/** Bob answers what rings; his answer is then open. */
async function answer(world, end, id = "k1") {
    await world.press(end, "answer", id);
    await world.grant(end, "gum");
    await pass(world, 300);
}

/** Alice and Bob are in a call. */
async function connect(world) {
    await ring(world);
    await answer(world, world.ends[1]);
    await world.drain(world.now + 1000);
}

const pass = (world, ms) => world.passTo(world.now + ms);

/** A minute and more passes. */
const wait = (world) => world.drain(world.now + 130_000);

const seen = (shown, sentence) => (shown ? sentence : null);

export const DEFECTS = [
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
        name: "hangup-without-invite",
        clients: [NEWEST, NEWEST],
        source: [CALL, "if ([CallState.Fledgling, CallState.WaitLocalMedia].includes(this.state)) return;"],
        async story(world) {
            const [alice] = world.ends;
            await world.press(alice, "place", "k1");
            await world.press(alice, "hangup", "k1");
            return seen(world.request(alice, "m.call.hangup") !== undefined, "a hangup is sent for a call that was never sent");
        },
    },
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
        name: "disconnected-twice-ends-a-healthy-call",
        clients: [NEWEST, NEWEST],
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
        name: "ice-failed-connects-for-ever",
        clients: [NEWEST, NEWEST],
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
            const sent = world.request(alice, "m.call.invite");
            world.accept(alice, sent); // accepted; the reply is under way
            await world.grant(bob, "m.call.invite");
            await world.sync(alice);
            const yielded = stateOf(world, alice, "b") === "ended";
            await world.sync(bob);
            await world.drain(world.now + 5000);
            // Alice takes a. Had Bob's reply been slow, he would have taken b.
            return seen(yielded, "a call whose invite is in flight counts as not sent");
        },
    },
    {
        name: "hydrogen-answer-before-reply",
        clients: [HYDROGEN, HYDROGEN],
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
        name: "hydrogen-ignores-reject",
        clients: [HYDROGEN, NEWEST],
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
        clients: [HYDROGEN, HYDROGEN],
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
        clients: [HYDROGEN, HYDROGEN],
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
        clients: [HYDROGEN, HYDROGEN, HYDROGEN],
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
        clients: [HYDROGEN, HYDROGEN, HYDROGEN],
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
        clients: [HYDROGEN, HYDROGEN],
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
