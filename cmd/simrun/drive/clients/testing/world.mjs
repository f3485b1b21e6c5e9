// A tiny simulator of a few devices, for tests of adapters: one homeserver, a room, two users.
import { Adapter } from "../protocol.mjs";

const ROOM = "!r1:hs1";
const EPOCH_MS = 1_700_000_000_000;

// A rejection that nobody looks at belongs to the device that runs, and not to a test runner.
async function among(adapter, line) {
    const others = process.rawListeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", (error) => adapter.device?.report(error));
    try {
        return await adapter.reply(line);
    } finally {
        process.removeAllListeners("unhandledRejection");
        for (const other of others) process.on("unhandledRejection", other);
    }
}

/** Adapters, one a device, that are used again by one World after the other. */
export const adapt = (clients) => clients.map((client) => new Adapter(client));

/** One device of Alice, and one or more of Bob. */
const DEVICES = [["@alice:hs1", "ALICE1"], ["@bob:hs2", "BOB1"], ["@bob:hs2", "BOB2"]];

export class World {
    now = 0;
    ends = [];
    /** How long is waited after each command of a story, ms: nothing, where nothing takes time. */
    slackMS = 0;
    transcript = [];
    #adapters;
    #events = 0;

    constructor(adapters) {
        this.#adapters = adapters;
    }

    /** Begins anew; `options` is put into each init, a function of the device's index where it is one. */
    async begin(options = {}) {
        this.now = 0;
        this.#events = 0;
        this.ends = this.#adapters.map((_, index) => {
            const [user, device] = DEVICES[index];
            return { user, device, index, seq: 0, open: new Map(), inbox: [], next: null, calls: [], mic: 0, pcs: new Map(), outs: [] };
        });
        for (const end of this.ends) {
            const own = typeof options === "function" ? options(end.index) : options;
            const { user, device, index } = end;
            const init = { op: "init", protocol: 1, user, device, room: ROOM, members: ["@alice:hs1", "@bob:hs2"], invitee: null, seed: index + 1 };
            await this.command(end, { ...init, skew_ms: 0, manual: [], stub: {}, ...own });
        }
    }

    /** Sends a command, without a look at the clock. */
    async command(end, command) {
        const line = JSON.stringify({ seq: ++end.seq, ...command });
        const reply = await among(this.#adapters[end.index], line);
        this.transcript.push([end.index, line, JSON.stringify(reply)]);
        end.can = reply.capabilities ?? end.can ?? [];
        Object.assign(end, { next: reply.next, calls: reply.calls, mic: reply.mic });
        for (const out of reply.outs) this.#note(end, out);
        if (this.slackMS > 0 && command.op !== "init" && command.op !== "advance") await this.passTo(this.now + this.slackMS);
        return reply;
    }

    #note(end, out) {
        end.outs.push({ at: this.now, ...out });
        if (out.ev === "req") end.open.set(out.req, { ...out, since: this.now });
        if (out.ev === "cancel") end.open.delete(out.req);
        if (out.ev !== "pc") return;
        if (out.what === "new") end.pcs.set(out.pc, { call: out.call, ice: "new", local: null, remote: null, closed: false });
        const pc = end.pcs.get(out.pc);
        if (out.what === "local" || out.what === "remote") pc[out.what] = out.ufrag;
        if (out.what === "closed") pc.closed = true;
        if (out.what === "restart") pc.ice = "checking";
    }

    /** Lets time pass, stopping at every timer. */
    async passTo(at) {
        for (;;) {
            const due = this.ends.filter((end) => end.next !== null && end.next <= at).sort((a, b) => a.next - b.next)[0];
            if (due === undefined) break;
            this.now = due.next;
            await this.command(due, { op: "advance", at: due.next });
        }
        this.now = Math.max(this.now, at);
    }

    /** A user presses. */
    press(end, op, call, more = {}) {
        return this.command(end, { op, at: this.now, call, ...more });
    }

    /** Resolves an open request; an accepted event goes to both inboxes. */
    async resolve(end, request, error) {
        end.open.delete(request.req);
        const command = { op: "resolve", at: this.now, req: request.req };
        if (error !== undefined) return this.command(end, { ...command, error });
        if (request.kind !== "send") return this.command(end, command);
        const eventID = this.accept(end, request);
        return this.command(end, { ...command, event_id: eventID });
    }

    /** The homeserver takes an event. */
    accept(end, { type, content, txn }) {
        const event_id = `$e${++this.#events}`;
        for (const other of this.ends) {
            const unsigned = other === end ? { transaction_id: txn } : {};
            other.inbox.push({ event_id, sender: end.user, type, content, origin_server_ts: EPOCH_MS + this.now, unsigned, accepted: this.now });
        }
        return event_id;
    }

    /** One sync response with the first `count` events of the inbox. */
    sync(end, count = end.inbox.length) {
        const events = end.inbox.splice(0, count).map(({ accepted, ...event }) => ({
            ...event,
            unsigned: { ...event.unsigned, age: this.now - accepted },
        }));
        return this.command(end, { op: "sync", at: this.now, events, limited: false });
    }

    /** Resolves the first open request of a kind, which must be there. */
    async grant(end, kind, error) {
        const request = this.request(end, kind);
        if (request === undefined) throw new Error(`no ${kind} request of ${end.device} is open`);
        return this.resolve(end, request, error);
    }

    request(end, kind) {
        return [...end.open.values()].find((one) => one.kind === kind || one.type === kind);
    }

    /** The media paths that can be connected now: [end, number] twice. */
    paths() {
        const open = this.ends.flatMap((end) => [...end.pcs].filter(([, pc]) => !pc.closed && pc.local !== null).map(([number, pc]) => ({ end, number, pc })));
        const found = [];
        for (const [index, left] of open.entries()) {
            for (const right of open.slice(index + 1)) {
                if (left.pc.local !== right.pc.remote || right.pc.local !== left.pc.remote) continue;
                found.push([left, right].map(({ end, number }) => [end, number]));
            }
        }
        return found;
    }

    ice(end, pc, state) {
        end.pcs.get(pc).ice = state;
        return this.command(end, { op: "ice", at: this.now, pc, state });
    }

    /** Everything that is under way arrives, 10 ms after another; nobody presses. */
    async drain(until = this.now + 5000) {
        for (;;) {
            await this.passTo(Math.min(this.now + 10, until));
            const asked = this.ends.find((end) => end.open.size > 0);
            const synced = this.ends.find((end) => end.inbox.length > 0);
            const path = this.paths().find((ends) => ends.some(([end, pc]) => end.pcs.get(pc).ice !== "connected"));
            if (asked !== undefined) await this.resolve(asked, [...asked.open.values()][0]);
            else if (synced !== undefined) await this.sync(synced);
            else if (path !== undefined) for (const [end, pc] of path) await this.ice(end, pc, "connected");
            else if (this.now >= until || this.ends.every((end) => end.next === null)) return;
        }
    }

    call(end, id) {
        return end.calls.findLast((call) => call.id === id);
    }
}
