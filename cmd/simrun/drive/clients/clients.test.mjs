import assert from "node:assert/strict";
import { test } from "node:test";
import { hydrogen } from "./hydrogen.mjs";
import { matrixJSSDK } from "./matrix-js-sdk.mjs";
import { adapt, World } from "./testing/world.mjs";

const newest = await matrixJSSDK("43.0.0");
const older = await matrixJSSDK("21.1.0");
const peerCall = await hydrogen();

const states = (world) => world.ends.map((end) => end.calls.map((call) => `${call.state}(${call.id})`).join(" "));

async function placeAndAnswer(world) {
    const [alice, bob] = world.ends;
    await world.press(alice, "place", "k1", { video: false });
    await world.drain();
    assert.deepEqual(states(world), ["waiting(k1)", "ringing(k1)"]);
    await world.press(bob, "answer", "k1");
    await world.drain();
}

for (const [name, clients] of Object.entries({
    "43.0.0 to 43.0.0": [newest, newest],
    "21.1.0 to 21.1.0": [older, older],
    "21.1.0 to 43.0.0": [older, newest],
    "hydrogen to hydrogen": [peerCall, peerCall],
    "43.0.0 to hydrogen": [newest, peerCall],
    "hydrogen to 43.0.0": [peerCall, newest],
})) {
    test(`a single call connects and ends: ${name}`, async () => {
        const world = new World(adapt(clients));
        await world.begin();
        await placeAndAnswer(world);
        assert.deepEqual(states(world), ["active(k1)", "active(k1)"]);
        assert.deepEqual(world.ends.map((end) => end.mic), [1, 1]);
        await world.press(world.ends[0], "hangup", "k1");
        await world.drain();
        assert.deepEqual(states(world), ["ended(k1)", "ended(k1)"]);
        assert.deepEqual(world.ends.map((end) => end.mic), [0, 0]);
        for (const end of world.ends) assert.deepEqual(end.outs.filter((out) => ["unhandled", "throw", "error"].includes(out.ev)), []);
    });
}
