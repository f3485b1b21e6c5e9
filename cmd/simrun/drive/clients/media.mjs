// Tracks, streams and the microphone (W3C Media Capture and Streams), without any sound.
import { Emitter, domException } from "./emitter.mjs";

/** The media classes and navigator.mediaDevices of one device. */
export function makeMedia(device) {
    const report = (error) => device.report(error);

    class MediaStreamTrack extends Emitter {
        muted = false;
        #enabled = true;

        constructor(kind, captured) {
            super(report);
            this.kind = kind;
            this.id = device.name("track");
            this.readyState = "live";
            this.captured = captured;
            if (captured) device.captured.add(this);
        }
        get label() {
            return this.kind === "audio" ? "Microphone" : "Camera";
        }
        get enabled() {
            return this.#enabled;
        }
        set enabled(value) {
            this.#enabled = Boolean(value);
        }
        // No event ended: that one tells of what others ended.
        stop() {
            this.readyState = "ended";
            device.captured.delete(this);
        }
        getSettings() {
            return { deviceId: `${this.kind}-input` };
        }
        getConstraints() {
            return {};
        }
        clone() {
            const copy = new MediaStreamTrack(this.kind, this.captured);
            copy.enabled = this.enabled;
            if (this.readyState === "ended") copy.stop();
            return copy;
        }
    }

    class MediaStream extends Emitter {
        #tracks;

        constructor(source = [], id = device.name("stream")) {
            super(report);
            this.#tracks = source instanceof MediaStream ? source.getTracks() : [...source];
            this.id = id;
        }
        get active() {
            return this.#tracks.some((track) => track.readyState === "live");
        }
        getTracks() {
            return [...this.#tracks];
        }
        getAudioTracks() {
            return this.#tracks.filter((track) => track.kind === "audio");
        }
        getVideoTracks() {
            return this.#tracks.filter((track) => track.kind === "video");
        }
        getTrackById(id) {
            return this.#tracks.find((track) => track.id === id) ?? null;
        }
        addTrack(track) {
            if (!this.#tracks.includes(track)) this.#tracks.push(track);
        }
        removeTrack(track) {
            this.#tracks = this.#tracks.filter((other) => other !== track);
        }
        clone() {
            return new MediaStream(this.#tracks.map((track) => track.clone()));
        }
    }

    // The volume meter of a client; there is nothing to hear.
    class AudioContext {
        state = "running";
        createAnalyser() {
            return { fftSize: 0, smoothingTimeConstant: 0, frequencyBinCount: 1, getFloatFrequencyData: (levels) => levels.fill(-Infinity) };
        }
        createMediaStreamSource() {
            return { connect() {}, disconnect() {} };
        }
        close() {
            this.state = "closed";
            return Promise.resolve();
        }
    }

    const mediaDevices = {
        enumerateDevices: () =>
            Promise.resolve(["audio", "video"].map((kind) => ({ kind: `${kind}input`, deviceId: `${kind}-input`, groupId: "", label: "" }))),
        getUserMedia: (constraints) => {
            const wanted = { audio: Boolean(constraints?.audio), video: Boolean(constraints?.video) };
            if (!wanted.audio && !wanted.video) return Promise.reject(new TypeError("getUserMedia: neither audio nor video is asked for"));
            return new Promise((resolve, reject) => {
                device.requests.open("gum", wanted, (error) => {
                    if (error !== null) return device.settle(reject, domException(error.name, "getUserMedia was refused"));
                    const kinds = ["audio", "video"].filter((kind) => wanted[kind]);
                    device.settle(resolve, new MediaStream(kinds.map((kind) => new MediaStreamTrack(kind, true))));
                });
            });
        },
        addEventListener() {},
        removeEventListener() {},
    };

    return { MediaStreamTrack, MediaStream, AudioContext, mediaDevices };
}
