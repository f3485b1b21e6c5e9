// The transceivers of a connection, and the media sections of descriptions that stand for them (W3C WebRTC, section 5; RFC 8829).
import { Transceiver, intersected, receives, reversed } from "./transceiver.mjs";

const KINDS = ["audio", "video"];

export class Sections {
    #connection;
    #newStream;
    #transceivers = [];
    #streams = new Map();

    /** `connection` is what a Transceiver needs; newStream(id) makes an empty remote stream. */
    constructor(connection, newStream) {
        this.#connection = connection;
        this.#newStream = newStream;
    }

    get transceivers() {
        return [...this.#transceivers];
    }

    add(kind, direction) {
        const transceiver = new Transceiver(this.#connection, kind, direction);
        this.#transceivers.push(transceiver);
        return transceiver;
    }

    /** The transceiver that sends `track` from now on: a used one, or a new one. */
    send(track, streamID) {
        const free = this.#transceivers.find((t) => t.kind === track.kind && t.sender.track === null && !t.everSent && !t.stopped);
        const transceiver = free ?? this.add(track.kind, "sendrecv");
        free?.turn(true);
        transceiver.ofTrack = transceiver.everSent = true;
        transceiver.sender.track = track;
        transceiver.streamID = streamID;
        return transceiver;
    }

    /** Whether what was agreed is not what is wanted now. */
    get changed() {
        return this.#transceivers.some((t) => !t.stopped && t.agreed !== t.direction);
    }

    /** The sections of an offer. */
    offered() {
        const used = new Set(this.#transceivers.map((t) => t.mid));
        let free = 0;
        for (const transceiver of this.#transceivers) {
            if (transceiver.mid !== null) continue;
            while (used.has(String(free))) free++;
            used.add(String(free));
            transceiver.offeredMid = String(free);
        }
        return this.#transceivers.map((t) => section(t, t.mid ?? t.offeredMid, t.direction)).sort(byMid);
    }

    /** The sections of the answer to the remote offer that was taken last. */
    answered() {
        return this.#answering()
            .map((t) => section(t, t.mid, intersected(t.direction, t.offered)))
            .sort(byMid);
    }

    /** An own offer is set. */
    bind() {
        for (const transceiver of this.#transceivers) transceiver.mid ??= transceiver.offeredMid ?? null;
    }

    /** An own offer is taken back, and has bound nothing. */
    unbind() {
        for (const transceiver of this.#transceivers) {
            if (transceiver.agreed === null && transceiver.mid === transceiver.offeredMid) transceiver.mid = null;
        }
    }

    /** An own answer is set. */
    answer() {
        for (const transceiver of this.#answering()) transceiver.currentDirection = intersected(transceiver.direction, transceiver.offered);
    }

    /** Offer and answer are set, whoever made which. */
    agree() {
        for (const transceiver of this.#transceivers) {
            if (transceiver.mid !== null) transceiver.agreed = transceiver.direction;
        }
    }

    /** A remote offer or answer is set; returns the track events to fire. */
    take(sections, isOffer) {
        // Who signals no streams at all has one (RFC 8830, section 4).
        const defaultStreamID = sections.every((remote) => remote.streamID === null) ? "default" : null;
        const events = [];
        for (const transceiver of this.#transceivers) transceiver.offered = null;
        for (const [index, remote] of sections.entries()) {
            if (!KINDS.includes(remote.kind)) continue;
            const transceiver = this.#pairedWith(remote, String(index), isOffer);
            if (transceiver === undefined) continue;
            const seen = reversed(remote.direction);
            if (isOffer) transceiver.offered = seen;
            else transceiver.currentDirection = intersected(transceiver.direction, seen);
            const before = receives(transceiver.fired);
            transceiver.fired = seen;
            if (receives(seen) && !before) events.push(this.#receive(transceiver, remote.streamID ?? defaultStreamID));
            else if (!receives(seen) && before) forget(transceiver);
        }
        return events;
    }

    stop() {
        for (const transceiver of this.#transceivers) {
            transceiver.stopped = true;
            transceiver.receiver.track.stop();
        }
    }

    #answering() {
        return this.#transceivers.filter((t) => t.offered !== null);
    }

    #pairedWith(remote, mid, isOffer) {
        const bound = this.#transceivers.find((t) => t.mid === mid);
        if (bound !== undefined || !isOffer) return bound;
        const free = this.#transceivers.find((t) => t.mid === null && t.ofTrack && t.kind === remote.kind && !t.stopped);
        const transceiver = free ?? this.add(remote.kind, "recvonly");
        transceiver.mid = mid;
        return transceiver;
    }

    #receive(transceiver, streamID) {
        const { receiver } = transceiver;
        transceiver.remoteStreams = [];
        if (streamID !== null && streamID !== "-") {
            const stream = this.#streams.get(streamID) ?? this.#newStream(streamID);
            this.#streams.set(streamID, stream);
            stream.addTrack(receiver.track);
            transceiver.remoteStreams.push(stream);
        }
        return { track: receiver.track, receiver, transceiver, streams: [...transceiver.remoteStreams] };
    }
}

function forget(transceiver) {
    const { track } = transceiver.receiver;
    for (const stream of transceiver.remoteStreams) {
        stream.removeTrack(track);
        stream.fire("removetrack", { track });
    }
    transceiver.remoteStreams = [];
}

function section(transceiver, mid, direction) {
    const track = direction === "sendrecv" || direction === "sendonly" ? transceiver.sender.track : null;
    return { kind: transceiver.kind, mid, direction, streamID: transceiver.streamID, trackID: track?.id ?? null };
}

const byMid = (a, b) => Number(a.mid) - Number(b.mid);
