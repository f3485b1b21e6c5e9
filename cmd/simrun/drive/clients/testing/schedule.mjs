// Random schedules, each from its seed: users press, the network is slow, requests are answered, time passes.
import { Random } from "../random.mjs";

const STEPS = 60;
const LONGEST_MS = 200_000;

const ERRORS = { send: "M_FORBIDDEN", gum: "NotAllowedError", turn: "M_UNKNOWN", sdp: "OperationError" };
const PRESSES = ["place", "answer", "reject", "hangup"];

/**
 * Runs one to its end: random steps, then all that is under way arrives. Options: `invitee`, `manual`, `stub`, `video`; `presses`, a set of
 * what users may press; `faults`, a set of the kinds of requests that may fail. Returns where the transcript becomes calm.
 */
export async function schedule(world, seed, { invitee = false, manual = [], stub = {}, video = false, presses = new Set(PRESSES), faults = new Set() }) {
    const random = new Random();
    random.reset(seed);
    const below = (count) => random.uint32() % count;
    world.transcript = [];
    await world.begin((index) => ({ invitee: invitee ? ["@bob:hs2", "@alice:hs1"][index] : null, manual, stub }));
    const placed = new Set();
    for (let step = 0; step < STEPS; step++) {
        await world.passTo(world.now + [0, 1, 20, 150, 400][below(5)]);
        const choices = [...ofNetwork(world, faults, below), ...ofUsers(world, placed, presses, video, below)];
        const due = world.ends.filter((end) => end.next !== null).sort((a, b) => a.next - b.next)[0];
        // Nothing takes a minute but a timer that nothing else is under way of.
        const soon = due !== undefined && (choices.length === 0 || (due.next < world.now + 1000 && below(4) === 0));
        if (soon && due.next < LONGEST_MS) choices.push(() => world.passTo(due.next));
        if (choices.length === 0) break;
        await choices[below(choices.length)]();
    }
    const calm = world.transcript.length;
    await world.drain(LONGEST_MS);
    return calm;
}

function* ofNetwork(world, faults, below) {
    for (const end of world.ends) {
        for (const request of end.open.values()) {
            yield () => world.resolve(end, request, faults.has(request.kind) && below(6) === 0 ? ERRORS[request.kind] : undefined);
        }
        if (end.inbox.length > 0) yield () => world.sync(end, 1 + below(end.inbox.length));
    }
    for (const [end, pc] of world.paths().flat()) {
        if (end.pcs.get(pc).ice !== "connected") yield () => world.ice(end, pc, "connected");
    }
}

// A user calls once, while the own screen is idle, and answers what rings while no own call is live.
function* ofUsers(world, placed, presses, video, below) {
    for (const end of world.ends) {
        const live = end.calls.filter((call) => call.state !== "ended");
        if (presses.has("place") && !placed.has(end.index) && live.length === 0) {
            const id = `${"kmp"[below(3)]}${end.index}`;
            yield () => {
                placed.add(end.index);
                return world.press(end, "place", id, { video });
            };
        }
        const busy = live.some((call) => call.own);
        for (const call of live) {
            if (presses.has("answer") && call.state === "ringing" && !busy) yield () => world.press(end, "answer", call.id);
            if (below(6) !== 0) continue;
            if (presses.has("reject") && end.can.includes("reject") && call.state === "ringing") yield () => world.press(end, "reject", call.id);
            if (presses.has("hangup")) yield () => world.press(end, "hangup", call.id);
        }
    }
}
