// Gives vectors (docs/VECTORS.md) to a client. Copy it into your project:
//
//     node vectors-driver.mjs STORY.vectors.json -- ADAPTER…     (a program as in docs/ADAPTERS.md)
//     import { check } from "./vectors-driver.mjs"               (ask(command) is your client, and returns the reply)

const HELD = ["m.call.invite", "m.call.answer"]; // a step replies to these; every other send succeeds at once
const NEEDS = { place: "call-id", answer: "answer", reject: "reject", ignore: "ignore", hangup: "hangup" }; // what not every client can do
const OF_VERSION = { 0: [...HELD, "m.call.hangup"], 1: [...HELD, "m.call.hangup", "m.call.reject", "m.call.select_answer", "m.call.negotiate"] };

/**
 * Gives a client the steps of a vector. Returns [verdict, text]: "ok"; "FAIL", with what the client has done that no right one
 * does; or "skip", with what it cannot do that the story needs.
 */
export async function check(vector, settleMS, ask) {
    const open = [], sent = [], pcs = new Map();
    let now = 0, reply, refused = null;
    const tell = async (command) => {
        reply = await ask({ at: now, ...command });
        if (reply.error) refused = `refuses to ${command.op}: ${reply.error}`;
        for (const out of reply.outs) {
            if (out.ev === "cancel") open.splice(0, open.length, ...open.filter(({ req }) => req !== out.req));
            if (out.ev === "pc" && out.call) pcs.set(out.call, out.pc);
            if (out.ev !== "req") continue;
            if (out.kind === "send") sent.push(out);
            if (out.kind !== "send" || HELD.includes(out.type)) open.push(out);
            else await tell({ op: "resolve", req: out.req, event_id: `$sent${out.req}` });
        }
    };
    const pass = async (to) => {
        while (reply.next !== null && reply.next <= to) await tell({ op: "advance", at: (now = Math.max(now, reply.next)) });
        await tell({ op: "advance", at: (now = to) });
    };
    const carryOut = async ({ op, kind, type, call, error, event_id, events, state, ...rest }) => {
        const meant = (out) => out.kind === kind && (kind !== "send" || (out.type === type && out.content.call_id === call));
        const at = () => open.findIndex(meant);
        if (op === "resolve") while (at() >= 0) await tell({ op, req: open.splice(at(), 1)[0].req, error, event_id });
        else if (op === "sync") await tell({ op, events: (events ?? []).map((event) => own(event, sent)), ...rest });
        else if (op === "ice" && pcs.has(call)) await tell({ op, pc: pcs.get(call), state });
        else if (op !== "advance" && op !== "ice") await tell({ op, call, ...rest });
    };
    const { calls: version, lifetime_ms, ...init } = vector.init;
    await tell({ op: "init", protocol: 1, ...init, seed: 1, skew_ms: 0, manual: ["gum", "send", "sdp"], stub: {} });
    const needs = vector.steps.flatMap((step) => step.do).flatMap(({ op }) => NEEDS[op] ?? []);
    const lacks = needs.find((capability) => !reply.capabilities.includes(capability));
    if (lacks) return ["skip", `the client has no ${lacks}`];
    let ways = vector.ways.map((_, way) => way);
    for (const step of vector.steps) {
        const before = sent.length;
        await pass(step.at);
        for (const command of step.do) await carryOut(command);
        await pass(step.at + settleMS);
        const did = { refused, sends: sent.slice(before).filter(({ type }) => OF_VERSION[version].includes(type)), calls: reply.calls };
        const fits = step.expect.filter((expected) => same(expected, did)).flatMap((expected) => expected.ways);
        const told = step.expect.flatMap((expected) => expected.ways);
        if (ways.some((way) => !told.includes(way)) && !ways.some((way) => fits.includes(way))) return ["ok", "another story by then"];
        const alike = step.expect.filter((expected) => expected.ways.some((way) => ways.includes(way)));
        ways = ways.filter((way) => fits.includes(way) || !told.includes(way));
        if (ways.length === 0) return ["FAIL", failure(step, did, alike)];
    }
    return ["ok", ""];
}

/** An own event that comes back is what the client has sent. */
function own(event, sent) {
    const mine = event.unsigned?.transaction_id && sent.findLast(({ type, content }) => type === event.type && content.call_id === event.content.call_id);
    return mine ? { ...event, content: mine.content, unsigned: { ...event.unsigned, transaction_id: mine.txn } } : event;
}

const stateOf = (calls, call) => calls.findLast(({ id }) => id === call)?.state ?? "none";

function same(expected, did) {
    if (did.refused) return false;
    const left = [...did.sends];
    const sends = expected.sends.every(({ type, content }) => {
        const at = left.findIndex((send) => send.type === type && Object.entries(content).every(([name, value]) => send.content[name] === value));
        return at >= 0 && left.splice(at, 1);
    });
    return sends && left.length === 0 && Object.entries(expected.calls).every(([call, states]) => states.includes(stateOf(did.calls, call)));
}

function failure({ says, at }, did, expected) {
    const text = (sends, calls) => [...sends.map(({ type, content }) => `sends ${type} ${content.call_id}`), ...calls].join(", ") || "nothing";
    const right = expected.map(({ sends, calls }) => text(sends, Object.entries(calls).map(([call, states]) => `${call} is ${states.join(" or ")}`)));
    const known = [...new Set(expected.flatMap(({ calls }) => Object.keys(calls)))];
    return `${at} ms, ${says}:\n  the client: ${did.refused ?? text(did.sends, known.map((call) => `${call} is ${stateOf(did.calls, call)}`))}\n  right is: ${right.join("\n        or: ")}`;
}

// The command line.
// Its exit status is 0 if the client does nothing wrong, 1 if it fails, 2 if there are no vectors, 3 if the adapter is at fault.
if (import.meta.main ?? process.argv[1]?.endsWith("vectors-driver.mjs")) {
    const { readFileSync } = await import("node:fs");
    const { spawn } = await import("node:child_process");
    const { createInterface } = await import("node:readline");
    const REPLY_MS = 30_000, LINE_BYTES = 1 << 20;
    const end = (status, text) => {
        console.error(text);
        process.exit(status);
    };
    const [file, dashes, command, ...args] = process.argv.slice(2);
    if (dashes !== "--" || !command) end(2, "usage: node vectors-driver.mjs STORY.vectors.json -- ADAPTER…");
    const read = () => {
        try {
            return JSON.parse(readFileSync(file, "utf8"));
        } catch (error) {
            return end(2, `${file}: ${error.code === "ENOENT" ? "there is no such file" : "this is not JSON"}; expected what simrun export --vectors writes`);
        }
    };
    const { vectors, devices, settle_ms } = read() ?? {};
    if (vectors !== 1 || !Array.isArray(devices)) end(2, `${file}: these are no vectors of version 1; expected what simrun export --vectors writes`);
    const adapter = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
    const fault = (text) => {
        adapter.kill();
        end(3, `the adapter (${[command, ...args].join(" ")}) ${text}; simrun adapter-test tells what it has to do`);
    };
    adapter.on("error", ({ message }) => fault(`cannot be started: ${message}`));
    adapter.stdin.on("error", () => {}); // it has ended, which is seen where it should reply
    let unended = 0;
    adapter.stdout.on("data", (bytes) => {
        unended = bytes.length - 1 - bytes.lastIndexOf("\n") + (bytes.includes("\n") ? 0 : unended);
        if (unended > LINE_BYTES) fault("writes a line of more than 1 MiB");
    });
    const lines = createInterface({ input: adapter.stdout })[Symbol.asyncIterator]();
    let seq = 0;
    const ask = async (line) => {
        adapter.stdin.write(`${JSON.stringify({ seq: ++seq, ...line })}\n`);
        const timer = setTimeout(() => fault(`does not reply to ${line.op} within ${REPLY_MS / 1000} s`), REPLY_MS);
        const { value, done } = await lines.next();
        clearTimeout(timer);
        if (done) fault(`ended instead of replying to ${line.op}`);
        try {
            const reply = JSON.parse(value);
            if ([reply.outs, reply.calls, line.op === "init" ? reply.capabilities : []].every(Array.isArray)) return reply;
        } catch {} // no JSON is no reply
        return fault(`writes what is no reply to ${line.op}: ${JSON.stringify(value.slice(0, 200))}`);
    };
    for (const vector of devices) {
        const [verdict, text] = await check(vector, settle_ms, ask);
        console.log([verdict.padEnd(4), vector.device, text].join(" ").trim());
        if (verdict === "FAIL") process.exitCode = 1;
    }
    adapter.kill();
}
