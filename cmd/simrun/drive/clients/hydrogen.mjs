// hydrogen-view-sdk as a device: `node hydrogen.mjs [--log]`.
//
// The package's PeerCall is one call between two devices. Its only user there is Member, of group calls, over to-device messages. Here a
// Phone stands in Member's place, and does with a PeerCall what Member does. It differs where one room and two people do: its messages are
// events of the room, users answer what rings, media is asked for when a user presses, and a call that failed is not tried again. A call that
// rings hears of its end even if its user has placed another meanwhile.
import { bundle, EXPORTED } from "./bundle.mjs";
import { describe } from "./device.mjs";
import { domException } from "./emitter.mjs";
import { evaluate } from "./evaluate.mjs";
import { main } from "./main.mjs";
import { Refusal } from "./requests.mjs";
import { makeSurroundings } from "./surroundings.mjs";

/** The client that serve() serves; `log` hears what the client logs, if it is not null. */
export async function hydrogen(log = null) {
    return hydrogenOf(await bundle("hydrogen-view-sdk-0.3.1"), log);
}

/** The same of a bundle's text, which need not be that of the published package. */
export function hydrogenOf(code, log = null) {
    return {
        name: "hydrogen-view-sdk 0.3.1",
        capabilities: ["answer", "hangup", "ignore", "call-id", "video", "version-1", "pipeline"],
        open(device) {
            const surroundings = makeSurroundings(device, log);
            const sdk = evaluate(code, EXPORTED, surroundings);
            return () => new Phone(sdk, device, surroundings);
        },
    };
}

// A call that its user sees; `peer` is its PeerCall, null until it has what that is made with.
class Call {
    peer = null;
    media = null;
    native = "fledgling";
    reason = null;
    ignored = false;
    handedOver = false; // its invite, or its answer
    answered = false; // the user pressed, or it takes the place of the user's own
    wantsVideo = false;

    constructor(id, own) {
        this.id = id;
        this.own = own;
    }

    get over() {
        return this.native === "ended" || this.native === "ending";
    }
}

class Phone {
    #sdk;
    #device;
    #surroundings;
    #log;
    #calls = [];
    #current = null; // Member's connection.peerCall
    #owners = new Map(); // peer connection to call
    #made = 0;

    constructor(sdk, device, surroundings) {
        this.#sdk = sdk;
        this.#device = device;
        this.#surroundings = surroundings;
        this.#log = new sdk.NullLogger().item;
    }

    // Commands.

    place({ call: id, video }) {
        const call = new Call(id ?? `c${this.#device.options.device}${++this.#made}`, true);
        this.#calls.push(call);
        this.#public("place", call, async () => {
            call.media = await this.#capture(call, video === true);
            await this.#turn();
            if (call.over) return;
            this.#current = call;
            this.#makePeer(call);
            await call.peer.call(call.media, this.#unmuted(call), this.#log);
        });
    }

    answer({ call: id }) {
        const call = this.#live(id);
        if (call.native !== "ringing" || call.answered) throw new Refusal(`call ${id} does not ring`);
        call.answered = true;
        this.#public("answer", call, async () => {
            call.media = await this.#capture(call, call.wantsVideo);
            if (!call.over) await this.#accept(call);
        });
    }

    reject() {
        throw new Refusal("hydrogen-view-sdk has no reject: it declines with hangup");
    }

    ignore({ call: id }) {
        const call = this.#live(id);
        if (call.native !== "ringing") throw new Refusal(`call ${id} does not ring`);
        call.ignored = true;
    }

    hangup({ call: id }) {
        const call = this.#live(id);
        if (call.peer === null) return this.#end(call, this.#sdk.CallErrorCode.UserHangup);
        this.#public("hangup", call, () => call.peer.hangup(this.#sdk.CallErrorCode.UserHangup, this.#log));
    }

    sync({ events }) {
        const { user } = this.#device.options;
        for (const event of events) {
            if (event.sender === user || !event.type.startsWith("m.call.")) continue;
            try {
                this.#receive(event);
            } catch (error) {
                this.#device.out({ ev: "throw", op: "sync", text: describe(error) });
            }
        }
    }

    // Replies.

    calls() {
        return this.#calls.filter((call) => call.own || call.native !== "fledgling").map((call) => this.#describe(call));
    }

    callOf(connection) {
        return this.#owners.get(connection)?.id ?? null;
    }

    #describe(call) {
        const described = { id: call.id, own: call.own, state: stateOf(call), native: call.native };
        if (described.state === "ended") described.reason = call.reason;
        if (typeof call.peer?.opponentPartyId === "string") described.opponent = call.peer.opponentPartyId;
        if (call.peer !== null) described.pc = call.peer.peerConnection.number;
        return described;
    }

    // As Member.handleDeviceMessage.
    #receive({ type, content }) {
        const message = { type, content };
        const partyID = content.party_id;
        const current = this.#current;
        let replaced = null;
        if (current !== null && type === "m.call.invite" && current.id !== content.call_id) {
            const { media } = current;
            current.media = null; // Member's media outlives a call
            const { shouldReplace } = current.peer.handleInviteGlare(message, partyID, this.#log);
            if (shouldReplace) {
                current.peer.dispose();
                this.#current = null;
                replaced = { call: current, media };
            } else {
                current.media = media;
            }
        }
        if (type === "m.call.invite" && this.#current === null) this.#incoming(content, replaced);
        const call = this.#calls.findLast(({ id, peer, native }) => id === content.call_id && peer !== null && native !== "ended");
        call?.peer.handleIncomingSignallingMessage(message, partyID, this.#log);
    }

    // The media of a replaced call goes to its successor, which is answered with it.
    #incoming(content, replaced) {
        const call = new Call(content.call_id, false);
        call.wantsVideo = /^m=video/m.test(content.offer?.sdp ?? "");
        if (replaced !== null) {
            call.media = replaced.media;
            call.answered = replaced.media !== null;
            this.#device.out({ ev: "replaced", call: replaced.call.id, by: call.id });
            if (!replaced.call.over) this.#end(replaced.call, this.#sdk.CallErrorCode.Replaced);
        }
        this.#calls.push(call);
        this.#current = call;
        this.#makePeer(call);
    }

    #makePeer(call) {
        const { ErrorBoundary, PeerCall, Timeout } = this.#sdk;
        const turnServer = { get: () => ({ urls: ["turn:turn.invalid"], username: "user", credential: "secret" }), subscribe: () => () => {} };
        call.peer = new PeerCall(
            call.id,
            {
                webRTC: {
                    createPeerConnection: (forceTURN, iceServers, iceCandidatePoolSize) => {
                        const connection = new this.#surroundings.RTCPeerConnection({ iceServers, iceCandidatePoolSize });
                        this.#owners.set(connection, call);
                        return connection;
                    },
                    prepareSenderForPurpose() {},
                },
                turnServer,
                forceTURN: false,
                createTimeout: (delayMS) => new Timeout(delayMS),
                errorBoundary: new ErrorBoundary((error) => this.#device.out({ ev: "error", call: call.id, code: describe(error) })),
                emitUpdate: () => this.#update(call),
                sendSignallingMessage: (message) => this.#send(call, message),
            },
            this.#log,
        );
    }

    // As Member.emitUpdateFromPeerCall.
    #update(call) {
        const state = call.peer?.state ?? call.native; // null while its constructor runs
        if (state === call.native) return;
        this.#device.out({ ev: "state", call: call.id, from: call.native, to: state });
        call.native = state;
        if (state === "ringing") {
            if (call.answered) this.#public("answer", call, () => this.#accept(call));
            else this.#device.out({ ev: "incoming", call: call.id });
        } else if (state === "ended") {
            call.peer.dispose();
            if (this.#current === call) this.#current = null;
            this.#end(call, call.peer.hangupReason ?? null);
        }
    }

    #accept(call) {
        return call.peer.answer(call.media, this.#unmuted(call), this.#log);
    }

    #unmuted(call) {
        const settings = new this.#sdk.MuteSettings();
        settings.updateTrackInfo(call.media.userMedia);
        return settings;
    }

    #end(call, reason) {
        call.native = "ended";
        call.reason = reason;
        call.media?.dispose();
        this.#device.out({ ev: "hangup", call: call.id, reason });
    }

    // As Member.sendSignallingMessage, which adds who sends.
    #send(call, { type, content }) {
        const sent = { ...content, party_id: this.#device.options.device };
        if (type === "m.call.invite" || type === "m.call.answer") call.handedOver = true;
        return new Promise((resolve, reject) => {
            const txn = this.#device.name("txn");
            this.#device.requests.open("send", { type, txn, content: JSON.parse(JSON.stringify(sent)) }, (error) => {
                if (error === null) resolve();
                else reject(domException(error.name === "network" ? "ConnectionError" : "HomeServerError", error.name));
            });
        });
    }

    async #capture(call, video) {
        const stream = await this.#surroundings.navigator.mediaDevices.getUserMedia({ audio: true, video });
        const media = new this.#sdk.LocalMedia(stream);
        if (call.over) media.dispose();
        return media;
    }

    #turn() {
        return new Promise((resolve, reject) => {
            this.#device.requests.open("turn", {}, (error) => (error === null ? resolve() : reject(domException("HomeServerError", error.name))));
        });
    }

    #live(id) {
        const calls = this.#calls.filter((other) => other.id === id && (other.own || other.native !== "fledgling"));
        if (calls.length === 0) throw new Refusal(`there is no call ${id}`);
        const call = calls.findLast((other) => !other.over);
        if (call === undefined) throw new Refusal(`call ${id} has ended`);
        return call;
    }

    // A press that fails before there is a PeerCall ends the call: the app has nothing to go on with.
    #public(op, call, run) {
        Promise.resolve(run()).catch((error) => {
            this.#device.out({ ev: "throw", op, text: describe(error) });
            if (!call.over && (call.peer === null || call.native === "ringing")) this.#fail(call);
        });
    }

    #fail(call) {
        const { NoUserMedia } = this.#sdk.CallErrorCode;
        if (call.peer === null) this.#end(call, NoUserMedia);
        else this.#public("hangup", call, () => call.peer.hangup(NoUserMedia, this.#log));
    }
}

function stateOf(call) {
    switch (call.native) {
        case "ended":
        case "ending":
            return "ended";
        case "connected":
            return "active";
        case "ringing":
            if (call.answered) return "accepting";
            return call.ignored ? "ignoring" : "ringing";
        case "connecting":
            return call.own || call.handedOver ? "connecting" : "accepting";
        default:
            if (!call.own) return "accepting";
            return call.handedOver ? "waiting" : "preparing";
    }
}

await main(import.meta.url, {}, (_, log) => hydrogen(log));
