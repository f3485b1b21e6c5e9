// Random schedules of two devices: `node testing/fuzz.mjs --clients 43.0.0,43.0.0 --runs 2000 --invitee --faults send,gum --stub '{"ice":"late"}'`.
// Prints what went wrong, by kind, with the first seed of each; `--show SEED` prints one transcript.
import { parseArgs } from "node:util";
import { hydrogen } from "../hydrogen.mjs";
import { matrixJSSDK } from "../matrix-js-sdk.mjs";
import { Random } from "../random.mjs";
import { complaints } from "./complaints.mjs";
import { adapt, World } from "./world.mjs";

const { values: flags } = parseArgs({
    options: {
        clients: { type: "string", default: "43.0.0,43.0.0" },
        runs: { type: "string", default: "1000" },
        seed: { type: "string", default: "1" },
        show: { type: "string" },
        invitee: { type: "boolean", default: false },
        manual: { type: "string", default: "turn,sdp" },
        faults: { type: "string", default: "" },
        presses: { type: "string", default: "place,answer,reject,hangup" },
        stub: { type: "string", default: "{}" },
        video: { type: "boolean", default: false },
        twice: { type: "boolean", default: false }, // run each schedule again, and compare
    },
});

const open = (name) => (name === "hydrogen" ? hydrogen() : matrixJSSDK(name));
const adapters = adapt(await Promise.all(flags.clients.split(",").map(open)));
const faults = new Set(flags.faults.split(","));
const presses = new Set(flags.presses.split(","));

const STEPS = 60;
const LONGEST_MS = 200_000;

async function run(seed) {
    const random = new Random();
    random.reset(seed);
    const below = (count) => random.uint32() % count;
    const world = new World(adapters);
    await world.begin((index) => ({
        invitee: flags.invitee ? ["@bob:hs2", "@alice:hs1"][index] : null,
        manual: flags.manual.split(","),
        stub: JSON.parse(flags.stub),
    }));
    const placed = [0, 0];
    for (let step = 0; step < STEPS; step++) {
        await world.passTo(world.now + [0, 1, 20, 150, 400][below(5)]);
        const choices = [];
        for (const end of world.ends) {
            for (const request of end.open.values()) choices.push(() => resolve(world, end, request, below));
            if (end.inbox.length > 0) choices.push(() => world.sync(end, 1 + below(end.inbox.length)));
            const live = end.calls.filter((call) => call.state !== "ended");
            if (presses.has("place") && placed[end.index] < 1 && live.length === 0) {
                choices.push(() => {
                    const id = `${"kmp"[below(3)]}${end.index}${placed[end.index]++}`;
                    return world.press(end, "place", id, { video: flags.video });
                });
            }
            for (const call of live) {
                const own = live.some((other) => other.own);
                if (presses.has("answer") && call.state === "ringing" && !own) choices.push(() => world.press(end, "answer", call.id));
                if (below(6) !== 0) continue;
                if (presses.has("reject") && call.state === "ringing") choices.push(() => world.press(end, "reject", call.id));
                if (presses.has("hangup")) choices.push(() => world.press(end, "hangup", call.id));
            }
        }
        for (const path of world.paths()) {
            for (const [end, pc] of path) {
                if (end.pcs.get(pc).ice === "connected") continue;
                choices.push(() => world.ice(end, pc, "connected"));
            }
        }
        const due = world.ends.filter((end) => end.next !== null).sort((a, b) => a.next - b.next)[0];
        // Nothing takes a minute but a timer that nothing else is under way of.
        const soon = due !== undefined && (choices.length === 0 || (due.next < world.now + 1000 && below(4) === 0));
        if (soon && due.next < LONGEST_MS) choices.push(() => world.passTo(due.next));
        if (choices.length === 0) break;
        await choices[below(choices.length)]();
    }
    const calm = world.transcript.length;
    await world.drain(LONGEST_MS);
    return { world, calm };
}

function resolve(world, end, request, below) {
    const fails = faults.has(request.kind) && below(6) === 0;
    if (!fails) return world.resolve(end, request);
    const error = { send: "M_FORBIDDEN", gum: "NotAllowedError", turn: "M_UNKNOWN", sdp: "OperationError" }[request.kind];
    return world.resolve(end, request, error);
}

function show({ world, calm }) {
    const names = ["alice", "  bob"];
    world.transcript.forEach(([index, line, reply], number) => {
        if (number === calm) process.stdout.write("-- drain\n");
        const { calls, outs, next, mic, error } = JSON.parse(reply);
        const { op, at, call, req, error: failed, events, pc, state } = JSON.parse(line);
        if (op === "init") return;
        const told = events?.map((event) => `${event.type.slice(7)} ${event.content.call_id} of ${event.sender.slice(1, 4)}`).join(", ");
        const words = [op, call, req && `req ${req}`, failed, told, pc && `pc ${pc} ${state}`].filter(Boolean).join(" ");
        const standing = calls.map((one) => `${one.id}:${one.state}(${one.native})`).join(" ");
        process.stdout.write(`${String(at).padStart(6)} ${names[index]} ${words.padEnd(44)} ${standing} mic ${mic} next ${next} ${error ?? ""}\n`);
        for (const out of outs) {
            if (out.ev === "state" || out.ev === "pc") continue;
            const { ev, content, ...rest } = out;
            process.stdout.write(`${" ".repeat(18)}${ev} ${Object.values(rest).join(" ")} ${content?.call_id ?? ""}\n`);
        }
    });
}

if (flags.show !== undefined) {
    const done = await run(Number(flags.show));
    show(done);
    process.stdout.write(`${complaints(done.world).join("\n")}\n`);
} else {
    const found = new Map();
    const first = Number(flags.seed);
    for (let seed = first; seed < first + Number(flags.runs); seed++) {
        const { world } = await run(seed);
        const complained = complaints(world);
        if (flags.twice) {
            const again = await run(seed);
            if (JSON.stringify(again.world.transcript) !== JSON.stringify(world.transcript)) complained.push("NOT DETERMINISTIC");
        }
        for (const complaint of new Set(complained)) {
            const entry = found.get(complaint) ?? { runs: 0, seeds: [] };
            entry.runs++;
            if (entry.seeds.length < 3) entry.seeds.push(seed);
            found.set(complaint, entry);
        }
    }
    for (const [complaint, { runs, seeds }] of [...found].sort((a, b) => b[1].runs - a[1].runs)) {
        process.stdout.write(`${String(runs).padStart(6)}  ${complaint}  (seeds ${seeds.join(", ")})\n`);
    }
}
