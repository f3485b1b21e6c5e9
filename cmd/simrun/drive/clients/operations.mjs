// The operations chain of a peer connection (W3C WebRTC, 4.4.1.2): one at a time; what was begun before the connection
// is closed never settles.
import { domException } from "./emitter.mjs";

export class Operations {
    #waiting = [];
    #running = false;
    #closed = false;
    #onEmpty;

    /** `onEmpty` runs whenever the last operation has ended. */
    constructor(onEmpty) {
        this.#onEmpty = onEmpty;
    }

    get empty() {
        return !this.#running && this.#waiting.length === 0;
    }

    /** `steps(resolve, reject)` begins when its turn comes, and calls one of the two when it has ended. */
    chain(what, steps) {
        if (this.#closed) return Promise.reject(domException("InvalidStateError", `${what}: the connection is closed`));
        return new Promise((resolve, reject) => {
            this.#waiting.push({ steps, resolve, reject });
            this.#next();
        });
    }

    close() {
        this.#closed = true;
        this.#waiting = [];
    }

    #next() {
        if (this.#running || this.#closed) return;
        const operation = this.#waiting.shift();
        if (operation === undefined) return this.#onEmpty();
        this.#running = true;
        const end = (settle) => (value) => {
            if (this.#closed) return;
            this.#running = false;
            settle(value);
            this.#next();
        };
        const reject = end(operation.reject);
        try {
            operation.steps(end(operation.resolve), reject);
        } catch (error) {
            reject(error);
        }
    }
}
