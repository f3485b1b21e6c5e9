// RTCPeerConnection after the W3C text (https://www.w3.org/TR/webrtc/), without any network: the simulator says what
// becomes of the media path.
import { Emitter, domException } from "./emitter.mjs";
import { gather } from "./gathering.mjs";
import { Operations } from "./operations.mjs";
import { readSDP, writeSDP } from "./sdp.mjs";
import { Sections } from "./sections.mjs";

const CONNECTION_STATES = { new: "new", checking: "connecting", connected: "connected", disconnected: "disconnected", failed: "failed" };

/** The class RTCPeerConnection of one device; `media` is what makeMedia gave. */
export function makeWebRTC(device, media) {
    return class RTCPeerConnection extends Emitter {
        signalingState = "stable";
        iceConnectionState = "new";
        connectionState = "new";
        iceGatheringState = "new";
        localDescription = null;
        remoteDescription = null;

        #operations = new Operations(() => this.#chainIsEmpty());
        #sections = new Sections(this, (id) => new media.MediaStream([], id));
        #closed = false;
        #generation = 0; // of the ICE credentials; a restart begins a new one
        #gathered = null; // the ufrag that was gathered for
        #remoteUfrag = null;
        #agreedLocal = null;
        #restart = false;
        #negotiationNeeded = false;
        #updateOnEmptyChain = false;

        constructor(configuration) {
            super((error) => device.report(error));
            this.configuration = configuration ?? {};
            this.number = device.connections.push(this);
            device.out({ ev: "pc", pc: this.number, call: null, what: "new" });
        }

        // What its transceivers ask of it.
        get closed() {
            return this.#closed;
        }
        track(kind) {
            return new media.MediaStreamTrack(kind, false);
        }
        settled(value) {
            return new Promise((resolve) => device.settle(resolve, value));
        }
        negotiationMayBeNeeded() {
            if (!this.#operations.empty) this.#updateOnEmptyChain = true;
            else device.task(() => this.#updateNegotiationNeeded());
        }

        getConfiguration() {
            return this.configuration;
        }
        setConfiguration(configuration) {
            this.configuration = configuration;
        }
        getTransceivers() {
            return this.#sections.transceivers;
        }
        getSenders() {
            return this.#sections.transceivers.map((transceiver) => transceiver.sender);
        }
        getReceivers() {
            return this.#sections.transceivers.map((transceiver) => transceiver.receiver);
        }
        getStats() {
            return this.settled(new Map());
        }

        addTrack(track, ...streams) {
            this.#mustBeOpen("addTrack");
            if (this.getSenders().some((sender) => sender.track === track)) {
                throw domException("InvalidAccessError", "addTrack: the track has been added");
            }
            const { sender } = this.#sections.send(track, streams[0]?.id ?? "-");
            this.negotiationMayBeNeeded();
            return sender;
        }

        addTransceiver(trackOrKind, init = {}) {
            this.#mustBeOpen("addTransceiver");
            const track = typeof trackOrKind === "string" ? null : trackOrKind;
            const transceiver = this.#sections.add(track?.kind ?? trackOrKind, init.direction ?? "sendrecv");
            transceiver.sender.track = track;
            transceiver.streamID = init.streams?.[0]?.id ?? "-";
            this.negotiationMayBeNeeded();
            return transceiver;
        }

        removeTrack(sender) {
            this.#mustBeOpen("removeTrack");
            const transceiver = this.#sections.transceivers.find((t) => t.sender === sender);
            if (transceiver === undefined) throw domException("InvalidAccessError", "removeTrack: the sender is another connection's");
            if (sender.track === null) return;
            sender.track = null;
            transceiver.turn(false);
            this.negotiationMayBeNeeded();
        }

        createOffer() {
            return this.#operations.chain("createOffer", (resolve, reject) => this.#make("offer", resolve, reject));
        }

        createAnswer() {
            return this.#operations.chain("createAnswer", (resolve, reject) => {
                this.#mustBeIn(["have-remote-offer"], "createAnswer");
                this.#make("answer", resolve, reject);
            });
        }

        setLocalDescription(description) {
            return this.#operations.chain("setLocalDescription", (resolve, reject) => {
                const set = (made) => this.#apply(() => this.#setLocal(made), resolve, reject);
                if (description?.type !== undefined) return set(description);
                this.#make(this.signalingState === "have-remote-offer" ? "answer" : "offer", set, reject);
            });
        }

        setRemoteDescription(description) {
            return this.#operations.chain("setRemoteDescription", (resolve, reject) =>
                this.#apply(() => this.#setRemote(description), resolve, reject),
            );
        }

        addIceCandidate(candidate) {
            return this.#operations.chain("addIceCandidate", (resolve, reject) =>
                this.#apply(() => {
                    const text = candidate?.candidate ?? "";
                    if (text !== "" && candidate.sdpMid == null && candidate.sdpMLineIndex == null) {
                        throw new TypeError("addIceCandidate: neither sdpMid nor sdpMLineIndex");
                    }
                    if (this.remoteDescription === null) {
                        throw domException("InvalidStateError", "addIceCandidate: there is no remote description");
                    }
                }, resolve, reject),
            );
        }

        restartIce() {
            if (this.#closed) return;
            this.#restart = true;
            device.out({ ev: "pc", pc: this.number, call: null, what: "restart" });
            this.negotiationMayBeNeeded();
        }

        // No events: W3C, 4.4.1.11. What was begun never settles.
        close() {
            if (this.#closed) return;
            this.#closed = true;
            this.#operations.close();
            this.cancelRequest?.();
            this.#sections.stop();
            this.signalingState = "closed";
            this.iceConnectionState = this.connectionState = "closed";
            device.out({ ev: "pc", pc: this.number, call: null, what: "closed" });
        }

        /** The simulator says what became of the media path. */
        setIce(state) {
            if (this.iceConnectionState === state) return;
            this.iceConnectionState = state;
            this.fire("iceconnectionstatechange");
            if (this.#closed) return;
            this.connectionState = CONNECTION_STATES[state];
            this.fire("connectionstatechange");
        }

        // What gathering tells.
        setGathering(state) {
            this.iceGatheringState = state;
            this.fire("icegatheringstatechange");
        }
        candidate(index) {
            this.fire("icecandidate", { candidate: index === null ? null : this.#candidate(index) });
        }

        get #ufrag() {
            const letters = device.options.device.replace(/[^A-Za-z0-9]/g, "");
            return `${letters}+${this.number}` + (this.#generation > 0 ? `+${this.#generation}` : "");
        }

        #candidate(index) {
            const fields = {
                candidate: `candidate:${index + 1} 1 udp 2122260223 192.0.2.1 ${50000 + this.number} typ host ufrag ${this.#ufrag}`,
                sdpMid: "0",
                sdpMLineIndex: 0,
                usernameFragment: this.#ufrag,
            };
            return { ...fields, toJSON: () => ({ ...fields }) };
        }

        #mustBeOpen(what) {
            if (this.#closed) throw domException("InvalidStateError", `${what}: the connection is closed`);
        }
        #mustBeIn(states, what) {
            if (!states.includes(this.signalingState)) throw domException("InvalidStateError", `${what} in ${this.signalingState}`);
        }

        // Making a description takes as long as the simulator says.
        #make(type, resolve, reject) {
            this.cancelRequest = device.requests.open("sdp", { pc: this.number, what: type }, (error) => {
                this.cancelRequest = undefined;
                if (error !== null) return device.settle(reject, domException(error.name, `the ${type} could not be made`));
                device.settle(resolve, { type, sdp: type === "offer" ? this.#offer() : this.#answer() });
            });
        }

        // Setting one ends in a task, in which its events come before its promise is settled.
        #apply(set, resolve, reject) {
            device.settle(() => {
                if (this.#closed) return;
                try {
                    set();
                } catch (error) {
                    return reject(error);
                }
                if (!this.#closed) resolve(undefined); // a listener may have closed the connection
            });
        }

        #offer() {
            if (this.#restart && this.#gathered !== null) this.#generation++;
            this.#restart = false;
            return writeSDP(this.#ufrag, this.#sections.offered());
        }

        #answer() {
            return writeSDP(this.#ufrag, this.#sections.answered());
        }

        #setLocal(description) {
            const read = this.#readLocal(description);
            if (description.type === "offer") {
                this.#mustBeIn(["stable", "have-local-offer"], "setLocalDescription(offer)");
                this.#sections.bind();
                this.#signal("have-local-offer");
            } else if (description.type === "rollback") {
                this.#mustBeIn(["have-local-offer", "have-remote-offer"], "setLocalDescription(rollback)");
                return this.#rollBack();
            } else {
                this.#mustBeIn(["have-remote-offer"], "setLocalDescription(answer)");
                this.#sections.answer();
            }
            this.localDescription = frozen(description);
            if (description.type !== "offer") this.#agree();
            device.out({ ev: "pc", pc: this.number, call: null, what: "local", type: description.type, ufrag: read.ufrag });
            if (this.#gathered === read.ufrag) return;
            this.#gathered = read.ufrag;
            gather(device, this, () => !this.#closed && this.#gathered === read.ufrag);
        }

        #readLocal(description) {
            if (description.type === "rollback") return null;
            const read = readSDP(description.sdp);
            if (read === null) throw domException("OperationError", "setLocalDescription: not SDP");
            return read;
        }

        #setRemote(description) {
            const read = readSDP(description?.sdp);
            if (read === null) throw domException("OperationError", "setRemoteDescription: not SDP");
            if (description.type === "offer") {
                if (this.signalingState === "have-local-offer") this.#rollBack(); // the implicit one
                this.#mustBeIn(["stable", "have-remote-offer"], "setRemoteDescription(offer)");
                if (this.#remoteUfrag !== null && this.#remoteUfrag !== read.ufrag) this.#generation++;
            } else if (description.type === "answer" || description.type === "pranswer") {
                this.#mustBeIn(["have-local-offer"], "setRemoteDescription(answer)");
            } else {
                throw new TypeError(`setRemoteDescription: a description of type ${description.type}`);
            }
            this.#remoteUfrag = read.ufrag;
            this.remoteDescription = frozen(description);
            const told = this.#sections.take(read.sections, description.type === "offer");
            device.out({ ev: "pc", pc: this.number, call: null, what: "remote", type: description.type, ufrag: read.ufrag });
            if (description.type === "offer") this.#signal("have-remote-offer");
            else this.#agree();
            for (const event of told) if (!this.#closed) this.fire("track", event);
        }

        #rollBack() {
            this.#sections.unbind();
            this.localDescription = this.#agreedLocal;
            this.#signal("stable");
        }

        #agree() {
            this.#sections.agree();
            this.#agreedLocal = this.localDescription;
            this.#negotiationNeeded = false;
            this.#updateOnEmptyChain = true;
            this.#signal("stable");
        }

        #signal(state) {
            if (this.signalingState === state) return;
            this.signalingState = state;
            this.fire("signalingstatechange");
        }

        #chainIsEmpty() {
            if (!this.#updateOnEmptyChain) return;
            this.#updateOnEmptyChain = false;
            this.negotiationMayBeNeeded();
        }

        // W3C, 4.7.3: in a task of its own.
        #updateNegotiationNeeded() {
            if (this.#closed) return;
            if (!this.#operations.empty) {
                this.#updateOnEmptyChain = true;
                return;
            }
            if (this.signalingState !== "stable") return;
            if (!this.#restart && !this.#sections.changed) {
                this.#negotiationNeeded = false;
                return;
            }
            if (this.#negotiationNeeded) return;
            this.#negotiationNeeded = true;
            this.fire("negotiationneeded");
        }
    };
}

function frozen({ type, sdp }) {
    return Object.freeze({ type, sdp, toJSON: () => ({ type, sdp }) });
}
