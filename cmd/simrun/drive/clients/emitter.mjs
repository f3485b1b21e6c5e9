// As much of the DOM's EventTarget as the objects of WebRTC need.
export class Emitter {
    #report;
    #listeners = new Map();

    /** `report(error)` hears of a listener that threw: in a browser that goes to window.onerror, not to who fired. */
    constructor(report) {
        this.#report = report;
    }

    addEventListener(type, listener) {
        const listeners = this.#listeners.get(type) ?? [];
        this.#listeners.set(type, listeners);
        if (typeof listener === "function" && !listeners.includes(listener)) listeners.push(listener);
    }

    removeEventListener(type, listener) {
        const listeners = this.#listeners.get(type) ?? [];
        this.#listeners.set(type, listeners.filter((other) => other !== listener));
    }

    /** Calls the listeners of now, and the attribute on<type>. */
    fire(type, members = {}) {
        const event = { ...members, type, target: this };
        const attribute = this[`on${type}`];
        const listeners = [...(this.#listeners.get(type) ?? [])];
        if (typeof attribute === "function") listeners.push(attribute);
        for (const listener of listeners) {
            try {
                listener.call(this, event);
            } catch (error) {
                this.#report(error);
            }
        }
    }
}

/** What WebRTC rejects its promises with. */
export function domException(name, message) {
    const error = new Error(message);
    error.name = name;
    return error;
}
