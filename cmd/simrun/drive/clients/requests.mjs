// What a client asks its surroundings for, and what stays open until the simulator resolves it.

/** The errors that the simulator may answer a request of a kind with. */
export const ERRORS = {
    gum: ["NotAllowedError", "NotFoundError"],
    send: ["M_FORBIDDEN", "M_LIMIT_EXCEEDED", "network"],
    turn: ["M_UNKNOWN"],
    sdp: ["OperationError"],
};

// What no simulator would want to answer itself is not asked unless it is in `manual`; these always are.
const ALWAYS_MANUAL = ["gum", "send"];

export class Requests {
    #out;
    #open = new Map();
    #last = 0;
    #manual = new Set();

    constructor(out) {
        this.#out = out;
    }

    reset(manual) {
        this.#open.clear();
        this.#last = 0;
        this.#manual = new Set([...manual, ...ALWAYS_MANUAL]);
    }

    /**
     * Opens a request. `settle(error, answer)` runs when it is resolved: error is null, or {name, retryAfterMS}; answer is the
     * command. Returns what cancels it. A kind that is not manual succeeds at once.
     */
    open(kind, details, settle) {
        if (!this.#manual.has(kind)) {
            settle(null, {});
            return () => {};
        }
        const req = ++this.#last;
        this.#open.set(req, { kind, settle });
        this.#out({ ev: "req", req, kind, ...details });
        return () => {
            if (this.#open.delete(req)) this.#out({ ev: "cancel", req });
        };
    }

    /** The command `resolve`. Throws a sentence, with nothing changed, if it cannot be. */
    resolve(command) {
        const request = this.#open.get(command.req);
        if (request === undefined) throw new Refusal(`no request ${JSON.stringify(command.req)} is open`);
        const { kind, settle } = request;
        const name = command.error ?? null;
        if (name !== null && !ERRORS[kind].includes(name)) {
            throw new Refusal(`${JSON.stringify(name)} is no error of a ${kind} request: ${ERRORS[kind].join(", ")}`);
        }
        if (kind === "send" && name === null && typeof command.event_id !== "string") {
            throw new Refusal("a send that succeeds has an event_id, a string");
        }
        this.#open.delete(command.req);
        settle(name === null ? null : { name, retryAfterMS: command.retry_after_ms }, command);
    }
}

/** A command that cannot be carried out; its message goes into `error` of the reply. */
export class Refusal extends Error {}
