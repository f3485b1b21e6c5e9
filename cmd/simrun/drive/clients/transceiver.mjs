// Transceivers, senders and receivers (W3C WebRTC, section 5), and the arithmetic of their directions.
import { domException } from "./emitter.mjs";

const sends = (direction) => direction === "sendrecv" || direction === "sendonly";
const receives = (direction) => direction === "sendrecv" || direction === "recvonly";
const directionOf = (send, receive) => (send ? (receive ? "sendrecv" : "sendonly") : receive ? "recvonly" : "inactive");

/** What one end's direction is to the other. */
export const reversed = (direction) => directionOf(receives(direction), sends(direction));

/** What two directions of one end have in common. */
export const intersected = (a, b) => directionOf(sends(a) && sends(b), receives(a) && receives(b));

export { receives };

export class Transceiver {
    #direction;
    #connection;

    /** `connection` has closed, track(kind), settled(value) and negotiationMayBeNeeded(). */
    constructor(connection, kind, direction) {
        this.#connection = connection;
        this.#direction = direction;
        this.kind = kind;
        this.mid = null;
        this.currentDirection = null;
        this.stopped = false;
        this.sender = new Sender(connection, kind);
        this.receiver = { track: connection.track(kind), getParameters: () => ({ codecs: [] }), getStats: () => connection.settled(new Map()) };
        this.streamID = null;
        this.everSent = false;
        this.ofTrack = false;
        this.offered = null; // direction of the remote offer that is being answered, as seen from here
        this.agreed = null; // own direction at the last agreement; another one now needs a negotiation
        this.fired = null; // the remote direction that track events have told of
        this.remoteStreams = [];
    }

    get direction() {
        return this.#direction;
    }
    set direction(direction) {
        if (this.#connection.closed) throw domException("InvalidStateError", "direction: the connection is closed");
        if (direction === this.#direction) return;
        this.#direction = direction;
        this.#connection.negotiationMayBeNeeded();
    }

    /** The direction changes as part of something larger, which looks itself whether to negotiate. */
    turn(send, receive) {
        this.#direction = directionOf(send ?? sends(this.#direction), receive ?? receives(this.#direction));
    }

    get receiving() {
        return receives(this.#direction);
    }

    setCodecPreferences() {}

    stop() {
        this.stopped = true;
        this.#direction = "inactive";
        this.#connection.negotiationMayBeNeeded();
    }
}

class Sender {
    #connection;

    constructor(connection, kind) {
        this.#connection = connection;
        this.kind = kind;
        this.track = null;
        this.dtmf = null;
    }
    replaceTrack(track) {
        if (track !== null && track.kind !== this.kind) return Promise.reject(new TypeError("replaceTrack: another kind of track"));
        if (this.#connection.closed) return Promise.reject(domException("InvalidStateError", "replaceTrack: the connection is closed"));
        this.track = track;
        return this.#connection.settled(undefined);
    }
    setStreams() {}
    getParameters() {
        return { encodings: [{}], codecs: [] };
    }
    setParameters() {
        return this.#connection.settled(undefined);
    }
    getStats() {
        return this.#connection.settled(new Map());
    }
}
