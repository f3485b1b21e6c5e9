// The stubs do what the W3C text says (https://www.w3.org/TR/webrtc/), where clients rely on it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Device } from "./device.mjs";
import { makeSurroundings } from "./surroundings.mjs";

const OPTIONS = { device: "D1", skew_ms: 0, seed: 1, manual: [], stub: {} };

/** Two ends in one device, and what settles: `told` lists what happened in its order. */
function ends(options = {}) {
    const device = new Device();
    const browser = makeSurroundings(device);
    device.reset({ ...OPTIONS, ...options });
    const told = [];
    const connection = (name) => {
        const pc = new browser.RTCPeerConnection();
        for (const type of ["negotiationneeded", "signalingstatechange", "track", "icecandidate", "iceconnectionstatechange"]) {
            pc.addEventListener(type, () => told.push(`${name} ${type}`));
        }
        return pc;
    };
    const capture = async (audio, video) => {
        const asked = browser.navigator.mediaDevices.getUserMedia({ audio, video });
        const req = device.takeOuts().find((out) => out.ev === "req").req;
        device.requests.resolve({ req });
        return asked;
    };
    return { device, browser, told, connection, capture };
}

async function audio({ capture }, pc) {
    const stream = await capture(true, false);
    for (const track of stream.getTracks()) pc.addTrack(track, stream);
}

async function negotiate(caller, callee) {
    await caller.setLocalDescription(await caller.createOffer());
    await callee.setRemoteDescription(caller.localDescription);
    await callee.setLocalDescription(await callee.createAnswer());
    await caller.setRemoteDescription(callee.localDescription);
}

test("negotiationneeded is one event, in a task of its own, and not again when offer and answer agree", async () => {
    const world = ends();
    const [a, b] = [world.connection("a"), world.connection("b")];
    await audio(world, a);
    await audio(world, b);
    assert.deepEqual(world.told, []);
    await world.device.quiesce();
    assert.deepEqual(world.told, ["a negotiationneeded", "b negotiationneeded"]);
    await negotiate(a, b);
    await world.device.quiesce();
    assert.equal(world.told.filter((line) => line.endsWith("negotiationneeded")).length, 2);
});

test("what is signalled last, signalling state and tracks, is told before the promise of a description settles", async () => {
    const world = ends();
    const [a, b] = [world.connection("a"), world.connection("b")];
    await audio(world, a);
    await a.setLocalDescription(await a.createOffer());
    world.told.length = 0;
    await b.setRemoteDescription(a.localDescription).then(() => world.told.push("settled"));
    assert.deepEqual(world.told, ["b signalingstatechange", "b track", "settled"]);
});

test("operations are chained: the second waits for the first", async () => {
    const world = ends({ manual: ["sdp"] });
    const a = world.connection("a");
    const order = [];
    void a.createOffer().then(() => order.push("first"));
    void a.createOffer().then(() => order.push("second"));
    await world.device.quiesce();
    const asked = () => world.device.takeOuts().filter((out) => out.ev === "req").map((out) => out.req);
    assert.deepEqual(asked(), [1]);
    world.device.requests.resolve({ req: 1 });
    await world.device.quiesce();
    assert.deepEqual(order, ["first"]);
    assert.deepEqual(asked(), [2]);
});

test("what was begun before close never settles; what is begun after it is refused", async () => {
    const world = ends({ manual: ["sdp"] });
    const a = world.connection("a");
    const settled = [];
    for (const promise of [a.createOffer(), a.setLocalDescription()]) promise.then(() => settled.push("resolved"), () => settled.push("rejected"));
    await world.device.quiesce();
    a.close();
    await world.device.quiesce();
    assert.deepEqual(settled, []);
    assert.ok(world.device.takeOuts().some((out) => out.ev === "cancel"));
    await assert.rejects(a.createOffer(), { name: "InvalidStateError" });
    assert.throws(() => a.addTrack({}), { name: "InvalidStateError" });
    assert.deepEqual([a.signalingState, a.iceConnectionState], ["closed", "closed"]);
    assert.deepEqual(world.told, []);
});

test("a remote offer takes back the own one, which is made again later", async () => {
    const world = ends();
    const [a, b] = [world.connection("a"), world.connection("b")];
    await audio(world, a);
    const stream = await world.capture(true, true);
    for (const track of stream.getTracks()) b.addTrack(track, stream);
    await world.device.quiesce();
    await b.setLocalDescription(await b.createOffer());
    assert.equal(b.signalingState, "have-local-offer");
    await a.setLocalDescription(await a.createOffer());
    await b.setRemoteDescription(a.localDescription);
    assert.equal(b.signalingState, "have-remote-offer");
    world.told.length = 0;
    await b.setLocalDescription(await b.createAnswer());
    await world.device.quiesce();
    assert.ok(world.told.includes("b negotiationneeded"), "the video is still to be negotiated");
});

test("answers answer offers, and descriptions in the wrong state are refused", async () => {
    const world = ends();
    const [a, b] = [world.connection("a"), world.connection("b")];
    await audio(world, a);
    await assert.rejects(a.createAnswer(), { name: "InvalidStateError" });
    await assert.rejects(a.setRemoteDescription({ type: "answer", sdp: (await a.createOffer()).sdp }), { name: "InvalidStateError" });
    await assert.rejects(a.setRemoteDescription({ type: "offer", sdp: "rubbish" }), { name: "OperationError" });
    await assert.rejects(a.addIceCandidate({ candidate: "x", sdpMid: "0" }), { name: "InvalidStateError" });
    await negotiate(a, b);
    assert.deepEqual([a.signalingState, b.signalingState], ["stable", "stable"]);
    assert.deepEqual([a, b].map((pc) => pc.getTransceivers().map((t) => t.currentDirection)), [["sendonly"], ["recvonly"]]);
});

test("who adds a track to what it only received is asked to negotiate; a restart has new credentials at both ends", async () => {
    const world = ends();
    const [a, b] = [world.connection("a"), world.connection("b")];
    await audio(world, a);
    await negotiate(a, b);
    await world.device.quiesce();
    world.told.length = 0;
    await audio(world, b);
    await world.device.quiesce();
    assert.deepEqual(world.told, ["b negotiationneeded"]);
    assert.equal(b.getTransceivers().length, 1);
    await negotiate(b, a);
    const before = [a.localDescription.sdp, b.localDescription.sdp].map(ufragOf);
    a.restartIce();
    await negotiate(a, b);
    const after = [a.localDescription.sdp, b.localDescription.sdp].map(ufragOf);
    assert.notEqual(after[0], before[0]);
    assert.notEqual(after[1], before[1]);
});

test("an offer without streams has one stream, as browsers make it", async () => {
    const world = ends();
    const a = world.connection("a");
    let streams = null;
    a.addEventListener("track", (event) => (streams = event.streams));
    const sdp = ["v=0", "o=- 0 0 IN IP4 0.0.0.0", "s=-", "t=0 0", "m=audio 9 UDP/TLS/RTP/SAVPF 111", "a=mid:0", "a=sendrecv", "a=ice-ufrag:u1", "a=ice-pwd:p"].join("\r\n");
    await a.setRemoteDescription({ type: "offer", sdp });
    assert.deepEqual(streams.map((stream) => stream.getTracks().length), [1]);
});

test("a track that is stopped by one stays live in its clone", async () => {
    const world = ends();
    const stream = await world.capture(true, false);
    const copy = stream.clone();
    assert.equal(world.device.captured.size, 2);
    stream.getTracks()[0].stop();
    assert.deepEqual([stream.active, copy.active, world.device.captured.size], [false, true, 1]);
});

test("a listener that throws is reported, and the others are called", async () => {
    const world = ends();
    const a = world.connection("a");
    a.addEventListener("iceconnectionstatechange", () => {
        throw new Error("listener");
    });
    a.addEventListener("iceconnectionstatechange", () => world.told.push("after"));
    a.setIce("connected");
    assert.ok(world.told.includes("after"));
    assert.deepEqual(world.device.takeOuts().filter((out) => out.ev === "unhandled"), [{ ev: "unhandled", text: "Error: listener" }]);
});

const ufragOf = (sdp) => /a=ice-ufrag:(\S+)/.exec(sdp)[1];
