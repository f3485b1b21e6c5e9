import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ClientEvent, createClient, MatrixEvent, PendingEventOrdering, Room, RoomEvent } from "matrix-js-sdk"; // in its own repository: "../../src/matrix"

const EPOCH = 1_700_000_000_000;
const TICK_MS = 100;

/** One MatrixClient behind the messages of the driver; time is vitest's. */
class Client {
    requests = [];
    outs = [];
    calls = new Set();
    placed = new Set();
    ignored = new Set();
    handedOver = new Set();
    connections = [];

    capabilities = ["call-id", "answer", "reject", "ignore", "hangup"];

    async ask({ op, at, ...command }) {
        if (at > Date.now() - EPOCH) await vi.advanceTimersByTimeAsync(at - (Date.now() - EPOCH));
        this[op]?.(command);
        await vi.advanceTimersByTimeAsync(0);
        for (const call of this.client.callEventHandler.calls.values()) this.calls.add(call);
        const calls = [...this.calls].map((call) => ({ id: call.callId, state: this.stateOf(call) }));
        const pcs = [...this.calls].map((call) => ({ ev: "pc", pc: this.connections.indexOf(call.peerConn) + 1, call: call.callId }));
        const { capabilities } = this;
        return { capabilities, outs: [...pcs.filter(({ pc }) => pc > 0), ...this.outs.splice(0)], next: Date.now() - EPOCH + TICK_MS, calls };
    }

    init({ user, device, room, members }) {
        const fetchFn = (url, { method, body } = {}) => this.fetch(new URL(url).pathname, method, body);
        this.client = createClient({ baseUrl: "https://hs.invalid", userId: user, deviceId: device, accessToken: "token", fetchFn });
        this.room = new Room(room, this.client, user, { pendingEventOrdering: PendingEventOrdering.Detached });
        const join = (member) => new MatrixEvent({ type: "m.room.member", state_key: member, sender: member, room_id: room, event_id: `$${member}`, content: { membership: "join" } });
        this.room.currentState.setStateEvents(members.map(join));
        this.client.store.storeRoom(this.room);
        this.client.reEmitter.reEmit(this.room, [RoomEvent.Timeline]);
        this.client.syncApi = { getSyncState: () => "SYNCING", stop() {} };
        this.client.emit(ClientEvent.Sync, "PREPARED", null, {}); // the first sync, with which it begins to handle calls
    }

    place({ call: id, video }) {
        const call = this.client.createCall(this.room.roomId);
        call.callId = id;
        call.on("error", () => {});
        this.calls.add(call);
        this.placed.add(call);
        if (video) void call.placeVideoCall();
        else void call.placeVoiceCall();
    }

    answer({ call }) {
        void this.find(call)?.answer();
    }

    reject({ call }) {
        this.find(call)?.reject();
    }

    ignore({ call }) {
        this.ignored.add(this.find(call)); // an app hides it; it rings on
    }

    hangup({ call }) {
        void this.find(call)?.hangup("user_hangup", false);
    }

    // What the SDK's sync loop does with a response.
    sync({ events, limited }) {
        if (limited) this.room.resetLiveTimeline("gap", null);
        const mapped = events.map((event) => new MatrixEvent({ ...event, room_id: this.room.roomId }));
        void Promise.resolve(this.room.addLiveEvents(mapped, { addToState: true, fromCache: false })).then(() => this.client.emit(ClientEvent.Sync, "SYNCING", "SYNCING", {}));
    }

    ice({ pc, state }) {
        this.connections[pc - 1].become(state);
    }

    resolve({ req, error, event_id }) {
        const { succeed, fail } = this.requests[req - 1];
        if (error) fail(error);
        else succeed(event_id);
    }

    /** Asks the driver for something. */
    request(kind, details, succeed, fail) {
        this.outs.push({ ev: "req", req: this.requests.push({ succeed, fail }), kind, ...details });
    }

    fetch(path, method, body) {
        const answer = (status, content) => ({
            status,
            ok: status < 300,
            headers: new Headers({ "content-type": "application/json" }),
            text: async () => JSON.stringify(content),
            json: async () => content,
        });
        const [, type, txn] = /\/send\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
        if (method === "PUT" && type) {
            const content = JSON.parse(body);
            this.handedOver.add(`${type} ${content.call_id}`);
            return new Promise((resolve) =>
                this.request("send", { type, txn, content }, (event_id) => resolve(answer(200, { event_id })), (errcode) => resolve(answer(403, { errcode, error: errcode }))),
            );
        }
        if (path.endsWith("/voip/turnServer")) return Promise.resolve(answer(200, { uris: ["turn:hs.invalid"], username: "u", password: "p", ttl: 86400 }));
        return Promise.resolve(answer(404, { errcode: "M_UNRECOGNIZED", error: path }));
    }

    find(id) {
        return [...this.calls].findLast((call) => call.callId === id && call.state !== "ended");
    }

    stateOf(call) {
        const sent = (type) => this.handedOver.has(`${type} ${call.callId}`);
        const inbound = !this.placed.has(call);
        if (call.state === "ended") return "ended";
        if (call.state === "connected") return "active";
        if (inbound && call.state === "fledgling") return "none";
        if (call.state === "ringing") return this.ignored.has(call) ? "ignoring" : "ringing";
        if (inbound) return sent("m.call.answer") ? "connecting" : "accepting";
        if (call.state === "connecting") return "connecting";
        return sent("m.call.invite") ? "waiting" : "preparing";
    }
}

// WebRTC without a network, as far as calls look at it.

class Track extends EventTarget {
    id = crypto.randomUUID();
    readyState = "live";
    enabled = true;
    constructor(kind) {
        super();
        this.kind = kind;
    }
    stop() {
        this.readyState = "ended";
    }
    getSettings() {
        return {};
    }
    clone() {
        return new Track(this.kind);
    }
}

class Stream extends EventTarget {
    constructor(tracks, id = crypto.randomUUID()) {
        super();
        Object.assign(this, { id, tracks });
    }
    get active() {
        return this.tracks.some(({ readyState }) => readyState === "live");
    }
    getTracks() {
        return [...this.tracks];
    }
    getAudioTracks() {
        return this.tracks.filter(({ kind }) => kind === "audio");
    }
    getVideoTracks() {
        return this.tracks.filter(({ kind }) => kind === "video");
    }
    addTrack(track) {
        this.tracks.push(track);
    }
    removeTrack(track) {
        this.tracks = this.tracks.filter((other) => other !== track);
    }
    clone() {
        return new Stream(this.tracks.map((track) => track.clone()));
    }
}

const connectionOf = (client) =>
    class Connection extends EventTarget {
        signalingState = "stable";
        iceConnectionState = "new";
        connectionState = "new";
        iceGatheringState = "complete";
        transceivers = [];

        constructor() {
            super();
            client.connections.push(this);
        }
        createOffer() {
            return this.make("offer");
        }
        createAnswer() {
            return this.make("answer");
        }
        /** A closed connection never settles what was begun before. */
        make(type) {
            const media = this.transceivers.map(({ kind }, mid) => `m=${kind} 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=mid:${mid}\r\na=sendrecv\r\na=rtpmap:111 opus/48000/2\r\n`);
            const sdp = `v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n${media.join("")}`;
            return new Promise((resolve) => client.request("sdp", { what: type }, () => this.signalingState !== "closed" && resolve({ type, sdp })));
        }
        async setLocalDescription({ type, sdp }) {
            this.localDescription = { type, sdp, toJSON: () => ({ type, sdp }) };
            this.signal(type === "offer" ? "have-local-offer" : "stable");
        }
        async setRemoteDescription(description) {
            this.remoteDescription = description;
            this.signal(description.type === "offer" ? "have-remote-offer" : "stable");
            const [, ...sections] = description.sdp.split(/^m=/m);
            sections.forEach((section, index) => {
                const kind = section.split(" ")[0];
                this.transceivers[index] ??= { kind, sender: {} };
                const stream = new Stream([new Track(kind)], /^a=msid:(\S+)/m.exec(section)?.[1]);
                this.dispatchEvent(Object.assign(new Event("track"), { track: stream.tracks[0], streams: [stream] }));
            });
        }
        async addIceCandidate() {}
        addTrack(track) {
            const free = this.transceivers.find(({ kind, sender }) => kind === track.kind && !sender.track);
            const transceiver = free ?? { kind: track.kind, sender: {} };
            if (!free) this.transceivers.push(transceiver);
            transceiver.sender.track = track;
            setTimeout(() => this.signalingState === "stable" && !this.localDescription && this.dispatchEvent(new Event("negotiationneeded")));
            return transceiver.sender;
        }
        getTransceivers() {
            return this.transceivers;
        }
        getSenders() {
            return this.transceivers.map(({ sender }) => sender);
        }
        async getStats() {
            return new Map();
        }
        signal(state) {
            this.signalingState = state;
            this.dispatchEvent(new Event("signalingstatechange"));
        }
        become(state) {
            this.iceConnectionState = this.connectionState = state;
            this.dispatchEvent(new Event("iceconnectionstatechange"));
        }
        close() {
            this.signalingState = "closed";
        }
    };

class AudioContext {
    createAnalyser() {
        return { frequencyBinCount: 1, getFloatFrequencyData() {} };
    }
    createMediaStreamSource() {
        return { connect() {} };
    }
    close() {}
}

/** What a browser has and vitest has not. */
function stubBrowser(client) {
    const getUserMedia = ({ audio, video }) =>
        new Promise((resolve, reject) => {
            const kinds = [...(audio ? ["audio"] : []), ...(video ? ["video"] : [])];
            const stream = () => resolve(new Stream(kinds.map((kind) => new Track(kind))));
            client.request("gum", { audio: Boolean(audio), video: Boolean(video) }, stream, (name) => reject(Object.assign(new Error(name), { name })));
        });
    const enumerateDevices = async () => [{ kind: "audioinput" }, { kind: "videoinput" }];
    const RTCPeerConnection = connectionOf(client);
    for (const [name, value] of Object.entries({ RTCPeerConnection, RTCRtpReceiver: {}, RTCRtpSender: {}, MediaStream: Stream, AudioContext, document: {} })) vi.stubGlobal(name, value);
    vi.stubGlobal("navigator", { mediaDevices: { getUserMedia, enumerateDevices } });
    vi.stubGlobal("window", globalThis);
}

describe(story.story, () => {
    beforeEach(() => void vi.useFakeTimers({ now: EPOCH }));
    afterEach(() => {
        vi.useRealTimers();
        vi.unstubAllGlobals();
    });

    for (const vector of story.devices) {
        it(`goes well for ${vector.device}`, async () => {
            const client = new Client();
            stubBrowser(client);
            const [verdict, text] = await check(vector, story.settle_ms, (command) => client.ask(command));
            client.client.stopClient();
            if (verdict === "FAIL") expect.fail(text);
        });
    }
});
