// One device as the simulator sees it: its time, its open requests, what it does, and when it is quiescent.
import { Clock } from "./clock.mjs";
import { Random } from "./random.mjs";
import { Refusal, Requests } from "./requests.mjs";

// One turn of node's event loop: every microtask has run when it resolves, and every rejection was reported.
const turn = () => new Promise((resolve) => setImmediate(resolve));

// A client that keeps setting timers of no time would never come to rest.
const MOST_STEPS = 100_000;

// How long an operation takes under {"tasks":"slow"}.
const SLOW_MS = 20;

export class Device {
    clock = new Clock();
    random = new Random();
    requests = new Requests((out) => this.out(out));
    /** The init command. */
    options = {};
    /** Which of the behaviours that the W3C text leaves open the surroundings show. */
    stub = {};
    /** Live capture tracks. */
    captured = new Set();
    /** Peer connections, in order of their numbers, which count from 1. */
    connections = [];

    #outs = [];
    #tasks = [];
    #names = new Map();
    #steps = 0;

    /** Forgets everything. */
    reset(options) {
        this.options = options;
        this.stub = options.stub;
        this.clock.reset(options.skew_ms);
        this.random.reset(options.seed);
        this.requests.reset(options.manual);
        this.captured.clear();
        this.connections = [];
        this.#outs = [];
        this.#tasks = [];
        this.#names.clear();
    }

    out(out) {
        this.#outs.push(out);
    }

    /** What has happened since this was called last. */
    takeOuts() {
        const outs = this.#outs;
        this.#outs = [];
        return outs;
    }

    /** An error that nobody caught. */
    report(error) {
        this.out({ ev: "unhandled", text: describe(error) });
    }

    /** A name that no other object of this device has. */
    name(kind) {
        const count = (this.#names.get(kind) ?? 0) + 1;
        this.#names.set(kind, count);
        return `${this.options.device}-${kind}${count}`;
    }

    /** Queues a task of the browser: it runs after all microtasks, before time passes. */
    task(run) {
        this.#tasks.push(run);
    }

    /** Ends an asynchronous operation of the browser: soon, in a later task, or after a while, as `stub` says. */
    settle(end, value) {
        if (this.stub.tasks === "late") this.task(() => end(value));
        else if (this.stub.tasks === "slow") this.clock.setTimeout(end, SLOW_MS, value);
        else queueMicrotask(() => end(value));
    }

    /** Lets time pass to `at`: fires each timer that is due, with all that it causes, at its own time. */
    async passTo(at) {
        if (at < this.clock.now) throw new Refusal(`at is ${at}, and it is ${this.clock.now} already`);
        this.#steps = 0;
        for (let fire; (fire = this.clock.takeDue(at)) !== null; ) {
            this.#run(fire);
            await this.quiesce();
        }
        this.clock.moveTo(at);
    }

    /** Returns when nothing runs, and nothing will until the simulator does something. */
    async quiesce() {
        for (;;) {
            // Each await of a client is a microtask, a task of ours, a timer of ours, or an open request: none is left of the first
            // when a real immediate has its turn.
            await turn();
            const next = this.#tasks.shift() ?? this.clock.takeDue(this.clock.now);
            if (next === null) return;
            this.#run(next);
        }
    }

    #run(run) {
        if (++this.#steps > MOST_STEPS) {
            this.#tasks = [];
            throw new Error(`the client has not come to rest after ${MOST_STEPS} tasks and timers`);
        }
        try {
            run();
        } catch (error) {
            this.report(error);
        }
    }
}

/** An error of a client in a line: name and message, no stack, which depends on where this is installed. */
export function describe(error) {
    if (error instanceof Error || (typeof error === "object" && error !== null && "message" in error)) {
        return `${error.name ?? "Error"}: ${error.message}`;
    }
    return String(error);
}
