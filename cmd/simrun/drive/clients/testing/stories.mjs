// What the stories of defects are told with: a World's steps, by what users would call them.

export const NEWEST = "43.0.0";
export const OLDER = "21.1.0";
export const HYDROGEN = "hydrogen";
export const toEachOther = (index) => (index === 0 ? "@bob:hs2" : "@alice:hs1");

export const CALL = "src/webrtc/call.ts";
export const HANDLER = "src/webrtc/callEventHandler.ts";
export const BUNDLE = "lib-build/hydrogen.es.js";

export const stateOf = (world, end, id) => world.call(end, id)?.state ?? "none";

/** Places a call, and lets its microphone be granted and its offer be made; its invite is then open. */
export async function invite(world, end, id, more) {
    await world.press(end, "place", id, more);
    await world.grant(end, "gum");
    await pass(world, 300);
}

/** Alice calls, Bob rings. */
export async function ring(world, id = "k1", more = {}) {
    const [alice, ...bobs] = world.ends;
    await invite(world, alice, id, more);
    await world.grant(alice, "send");
    await pass(world, 10);
    for (const bob of bobs) await world.sync(bob);
    await world.sync(alice);
}

/** Bob answers what rings; his answer is then open. */
export async function answer(world, end, id = "k1") {
    await world.press(end, "answer", id);
    await world.grant(end, "gum");
    await pass(world, 300);
}

/** Alice and Bob are in a call. */
export async function connect(world) {
    await ring(world);
    await answer(world, world.ends[1]);
    await world.drain(world.now + 1000);
}

export const pass = (world, ms) => world.passTo(world.now + ms);

/** A minute and more passes. */
export const wait = (world) => world.drain(world.now + 130_000);

export const seen = (shown, sentence) => (shown ? sentence : null);
