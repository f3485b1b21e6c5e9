// Random schedules of two devices: `node testing/fuzz.mjs --clients 43.0.0,43.0.0 --runs 2000 --invitee --faults send,gum --stub '{"ice":"late"}'`.
// Prints what went wrong, by kind, with the first seed of each; `--show SEED` prints one transcript.
import { parseArgs } from "node:util";
import { hydrogen } from "../hydrogen.mjs";
import { matrixJSSDK } from "../matrix-js-sdk.mjs";
import { complaints } from "./complaints.mjs";
import { schedule } from "./schedule.mjs";
import { show } from "./show.mjs";
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
const options = {
    invitee: flags.invitee,
    manual: flags.manual.split(","),
    stub: JSON.parse(flags.stub),
    video: flags.video,
    presses: new Set(flags.presses.split(",")),
    faults: new Set(flags.faults.split(",")),
};

async function run(seed) {
    const world = new World(adapters);
    return { world, calm: await schedule(world, seed, options) };
}

if (flags.show !== undefined) {
    const done = await run(Number(flags.show));
    process.stdout.write(`${[...show(done.world.transcript, done.calm), ...complaints(done.world)].join("\n")}\n`);
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
