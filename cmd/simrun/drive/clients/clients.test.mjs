// What an adapter promises, of each client: docs/ADAPTERS.md.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { hydrogen } from "./hydrogen.mjs";
import { matrixJSSDK } from "./matrix-js-sdk.mjs";
import { PipedAdapter } from "./testing/pipe.mjs";
import { schedule } from "./testing/schedule.mjs";
import { adapt, World } from "./testing/world.mjs";

const CLIENTS = { "43.0.0": await matrixJSSDK("43.0.0"), "21.1.0": await matrixJSSDK("21.1.0"), hydrogen: await hydrogen() };
const STARTED = { "43.0.0": ["matrix-js-sdk.mjs", "--version", "43.0.0"], "21.1.0": ["matrix-js-sdk.mjs", "--version", "21.1.0"], hydrogen: ["hydrogen.mjs"] };

const worldOf = (...names) => new World(adapt(names.map((name) => CLIENTS[name])));
const states = (world) => world.ends.map((end) => end.calls.map((call) => `${call.state}(${call.id})`).join(" "));

const INIT = { op: "init", protocol: 1, user: "@alice:hs1", device: "ALICE1", room: "!r1:hs1", members: ["@alice:hs1", "@bob:hs2"] };

for (const [caller, callee] of [["43.0.0", "43.0.0"], ["21.1.0", "21.1.0"], ["21.1.0", "43.0.0"], ["hydrogen", "hydrogen"], ["43.0.0", "hydrogen"], ["hydrogen", "43.0.0"]]) {
    test(`a single call connects and ends: ${caller} to ${callee}`, async () => {
        const world = worldOf(caller, callee);
        await world.begin();
        const [alice, bob] = world.ends;
        await world.press(alice, "place", "k1");
        await world.drain();
        assert.deepEqual(states(world), ["waiting(k1)", "ringing(k1)"]);
        assert.equal(bob.outs.filter((out) => out.ev === "incoming").length, 1);
        await world.press(bob, "answer", "k1");
        await world.drain();
        assert.deepEqual(states(world), ["active(k1)", "active(k1)"]);
        assert.deepEqual(world.ends.map((end) => end.mic), [1, 1]);
        await world.press(alice, "hangup", "k1");
        await world.drain();
        assert.deepEqual(states(world), ["ended(k1)", "ended(k1)"]);
        assert.deepEqual(world.ends.map((end) => end.mic), [0, 0]);
        assert.ok(world.ends.every((end) => [...end.pcs.values()].every((pc) => pc.closed)));
        for (const end of world.ends) assert.deepEqual(end.outs.filter((out) => ["unhandled", "throw", "error", "log"].includes(out.ev)), []);
        recorded(`call-${caller}-${callee}`, world);
    });
}

for (const { clients, invitee, ends } of [
    // Neither names whom it calls, as createCall has it: the SDK finds no glare.
    { clients: ["43.0.0", "43.0.0"], invitee: false, ends: ["waiting(a) ringing(b)", "waiting(b) ringing(a)"] },
    { clients: ["43.0.0", "43.0.0"], invitee: true, ends: ["active(a) ended(b)", "ended(b) active(a)"] },
    { clients: ["21.1.0", "21.1.0"], invitee: false, ends: ["active(a) ended(b)", "ended(b) active(a)"] },
    { clients: ["21.1.0", "43.0.0"], invitee: false, ends: ["waiting(a) ended(b)", "waiting(b) ringing(a)"] },
    { clients: ["hydrogen", "hydrogen"], invitee: false, ends: ["active(a)", "ended(b) active(a)"] },
]) {
    test(`glare ${clients.join(" and ")}, ${invitee ? "with" : "without"} invitee`, async () => {
        const world = worldOf(...clients);
        await world.begin((index) => ({ invitee: invitee ? ["@bob:hs2", "@alice:hs1"][index] : null }));
        for (const [index, end] of world.ends.entries()) await world.press(end, "place", "ab"[index]);
        for (const end of world.ends) await world.grant(end, "gum");
        await world.passTo(250);
        for (const end of world.ends) await world.grant(end, "m.call.invite"); // both accepted, neither delivered
        await world.drain();
        assert.deepEqual(states(world), ends);
        recorded(`glare-${clients.join("-")}${invitee ? "-invitee" : ""}`, world);
    });
}

for (const name of Object.keys(CLIENTS)) {
    test(`the same commands have the same replies, whatever was before: ${name}`, async () => {
        const world = worldOf(name, name);
        const options = { faults: new Set(["send", "gum"]), manual: ["turn", "sdp"] };
        const bytes = await bytesOf(world, 7, options);
        for (let run = 0; run < 50; run++) {
            await schedule(world, run, options);
            assert.ok((await bytesOf(world, 7, options)) === bytes, `differs after schedule ${run}`);
        }
        assert.ok((await bytesOf(worldOf(name, name), 7, options)) === bytes, "differs when freshly evaluated");
    });

    test(`nothing is left to run when a reply is there: ${name}`, async () => {
        const [adapter] = adapt([CLIENTS[name]]);
        const world = new World([watched(adapter), ...adapt([CLIENTS[name]])]);
        for (const tasks of [undefined, "late", "slow"]) await schedule(world, 3, { stub: { tasks }, manual: ["turn", "sdp"] });
    });

    test(`real time, randomness and networks are never looked at: ${name}`, async () => {
        const world = worldOf(name, name);
        const real = ["setTimeout", "setInterval", "fetch", "performance"].map((key) => [globalThis, key]);
        real.push([Date, "now"], [Math, "random"], [globalThis.crypto.__proto__, "getRandomValues"], [console, "log"], [console, "warn"], [console, "error"]);
        const kept = real.map(([owner, key]) => Object.getOwnPropertyDescriptor(owner, key));
        const touched = [];
        for (const [owner, key] of real) Object.defineProperty(owner, key, { configurable: true, get: () => void touched.push(key) });
        try {
            await schedule(world, 5, { manual: ["turn", "sdp"] });
        } finally {
            real.forEach(([owner, key], index) => Object.defineProperty(owner, key, kept[index]));
        }
        assert.deepEqual(touched, []);
    });

    test(`an init forgets: ${name}`, async () => {
        const [adapter] = adapt([CLIENTS[name]]);
        const init = JSON.stringify({ seq: 1, ...INIT });
        const before = JSON.stringify(await adapter.reply(init));
        await adapter.reply('{"seq":2,"at":10,"op":"place","call":"k1"}');
        await adapter.reply('{"seq":3,"at":20,"op":"resolve","req":1}');
        assert.equal(JSON.stringify(await adapter.reply(init)), before);
        const late = await adapter.reply('{"seq":2,"at":90000,"op":"advance"}');
        assert.deepEqual([late.outs, late.calls, late.mic, late.next], [[], [], 0, null]);
    });

    test(`what cannot be carried out is said in a sentence, and changes nothing: ${name}`, async () => {
        const [adapter] = adapt([CLIENTS[name]]);
        const refused = async (line, seq, error) => {
            const reply = await adapter.reply(line);
            assert.equal(reply.seq, seq, line);
            assert.match(reply.error ?? "", error, line);
            assert.deepEqual(reply.outs, []);
        };
        await refused('{"seq":1,"op":"place"}', 1, /place before init/);
        for (const line of ["", "}{", "[]", "null", "7", '"init"', "\u0000", "{".repeat(10_000), '{"op":"init"}', '{"seq":-1,"op":"advance"}', '{"seq":1e99,"op":"quit"}']) {
            await refused(line, 0, /JSON|seq/);
        }
        await refused('{"seq":4,"op":"__proto__"}', 4, /op is/);
        await refused(JSON.stringify({ seq: 4, ...INIT, protocol: 2 }), 4, /protocol/);
        await refused(JSON.stringify({ seq: 4, ...INIT, members: ["@alice:hs1", 7] }), 4, /members/);
        await adapter.reply(JSON.stringify({ seq: 5, ...INIT }));
        await adapter.reply('{"seq":6,"at":100,"op":"place","call":"k1"}');
        const standing = JSON.stringify((await adapter.reply('{"seq":7,"at":100,"op":"advance"}')).calls);
        await refused('{"seq":8,"at":99,"op":"advance"}', 8, /100 already/);
        await refused('{"seq":8,"at":1e15,"op":"advance"}', 8, /at is/);
        await refused('{"seq":8,"op":"answer","call":"k9"}', 8, /no call k9/);
        await refused('{"seq":8,"op":"resolve","req":9}', 8, /no request 9/);
        await refused('{"seq":8,"op":"resolve","req":1,"error":"M_FORBIDDEN"}', 8, /NotAllowedError/);
        await refused('{"seq":8,"op":"ice","pc":1,"state":"connected"}', 8, /no peer connection 1/);
        await refused('{"seq":8,"op":"ice","pc":1,"state":"happy"}', 8, /connected/);
        await refused('{"seq":8,"op":"sync","events":[{"type":"m.call.invite"}]}', 8, /events/);
        assert.equal(JSON.stringify((await adapter.reply('{"seq":9,"op":"advance","at":100}')).calls), standing);
    });

    test(`events that no client would send are survived: ${name}`, async () => {
        const [adapter] = adapt([CLIENTS[name]]);
        await adapter.reply(JSON.stringify({ seq: 1, ...INIT }));
        await adapter.reply('{"seq":2,"at":10,"op":"place","call":"k1"}');
        const hostile = [{}, { call_id: 7 }, { call_id: "k1", party_id: 7, version: null, reason: true, answer: 3, offer: [], candidates: {}, lifetime: "x" }, { call_id: "__proto__", offer: { type: "offer", sdp: "v=0" } }];
        const types = ["invite", "answer", "candidates", "hangup", "reject", "select_answer", "negotiate", "replaces", "x"];
        const events = types.flatMap((type) => hostile.map((content, index) => ({ event_id: `$${type}${index}`, sender: "@bob:hs2", type: `m.call.${type}`, content, origin_server_ts: 0, unsigned: {} })));
        const reply = await adapter.reply(JSON.stringify({ seq: 3, at: 20, op: "sync", events }));
        assert.equal(reply.error, undefined);
        assert.equal((await adapter.reply('{"seq":4,"at":30,"op":"advance"}')).now, 30);
    });

    test(`over pipes it is the same, and ends with status 0: ${name}`, async () => {
        const piped = [0, 1].map(() => new PipedAdapter(...STARTED[name]));
        const here = worldOf(name, name);
        assert.ok((await bytesOf(new World(piped), 11, {})) === (await bytesOf(here, 11, {})), "differs over pipes");
        assert.equal((await piped[0].reply("rubbish")).seq, 0);
        assert.equal(await piped[0].quit(), 0);
        assert.equal(await piped[1].endInput(), 0);
    });
}

async function bytesOf(world, seed, options) {
    await schedule(world, seed, options);
    return JSON.stringify(world.transcript);
}

// An adapter of which each reply is followed by real time, in which nothing may happen.
function watched(adapter) {
    return {
        device: adapter.device,
        async reply(line) {
            const reply = await adapter.reply(line);
            await sleep(2);
            assert.deepEqual(adapter.device.takeOuts(), [], line);
            return reply;
        },
    };
}

// Transcripts of what is known to work, for those who read, and for tests without node; UPDATE=1 writes them anew.
function recorded(name, world) {
    const folder = new URL("testdata/", import.meta.url);
    const file = new URL(`${name}.jsonl`, folder);
    const text = world.transcript.map(([index, line, reply]) => `${index} -> ${line}\n${index} <- ${reply}\n`).join("");
    if (process.env.UPDATE === "1") {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, text);
    }
    assert.ok(text === readFileSync(file, "utf8"), `${name} differs: UPDATE=1 node --test writes it anew`);
}
