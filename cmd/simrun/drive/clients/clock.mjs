// A clock of one device: it stands still until it is told to move, and fires one timer at a time.

/** Whole milliseconds since 1970 at which every device's time 0 lies, before its skew. */
export const EPOCH_MS = 1_700_000_000_000;

export class Clock {
    #now = 0;
    #epoch = EPOCH_MS;
    #lastID = 0;
    #timers = new Map();

    constructor() {
        const clock = this;
        /** The Date that a client sees. */
        this.Date = class extends Date {
            constructor(...parts) {
                if (parts.length > 0) super(...parts);
                else super(clock.epochNow);
            }
            static now() {
                return clock.epochNow;
            }
        };
        this.setTimeout = (run, delayMS, ...args) => this.#set(run, delayMS, args, 0);
        // HTML lets an interval repeat no faster than its timers; 1 ms also keeps one from standing still.
        this.setInterval = (run, delayMS, ...args) => this.#set(run, delayMS, args, Math.max(1, wholeMS(delayMS)));
        this.clearTimeout = this.clearInterval = (id) => void this.#timers.delete(id);
    }

    /** Forgets every timer; time is 0 again. */
    reset(skewMS) {
        this.#now = 0;
        this.#epoch = EPOCH_MS + skewMS;
        this.#lastID = 0;
        this.#timers.clear();
    }

    /** Milliseconds since init. */
    get now() {
        return this.#now;
    }

    /** Milliseconds since 1970, as this device believes. */
    get epochNow() {
        return this.#epoch + this.#now;
    }

    /** When the earliest timer is due, intervals left out; null if none is set. */
    get next() {
        return this.#earliest((timer) => timer.everyMS === 0)?.at ?? null;
    }

    moveTo(at) {
        this.#now = Math.max(this.#now, at);
    }

    /** Takes the earliest timer due up to `at`, moves time to it, and returns what it runs; null if none is due. */
    takeDue(at) {
        const timer = this.#earliest((candidate) => candidate.at <= at);
        if (timer === null) return null;
        this.moveTo(timer.at);
        if (timer.everyMS > 0) timer.at += timer.everyMS;
        else this.#timers.delete(timer.id);
        return () => timer.run(...timer.args);
    }

    #set(run, delayMS, args, everyMS) {
        const id = ++this.#lastID;
        if (typeof run === "function") this.#timers.set(id, { id, at: this.#now + wholeMS(delayMS), run, args, everyMS });
        return id;
    }

    // Timers of one time fire in the order in which they were set; a Map keeps that order.
    #earliest(counts) {
        let earliest = null;
        for (const timer of this.#timers.values()) {
            if (counts(timer) && (earliest === null || timer.at < earliest.at)) earliest = timer;
        }
        return earliest;
    }
}

// HTML takes a delay as a signed 32-bit number of milliseconds; what is not a number is 0, what is too long overflows to 0.
function wholeMS(delayMS) {
    return Math.max(0, Number(delayMS) | 0);
}
