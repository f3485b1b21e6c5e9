// matrix-js-sdk as a device: `node matrix-js-sdk.mjs --version 43.0.0|21.1.0 [--log]`.
//
// The client is a whole MatrixClient from the published package; only its sync loop is not started: the simulator's responses
// are put in where SyncApi would put them.
import { bundle, EXPORTED } from "./bundle.mjs";
import { describe } from "./device.mjs";
import { evaluate } from "./evaluate.mjs";
import { makeFetch } from "./homeserver.mjs";
import { main } from "./main.mjs";
import { Refusal } from "./requests.mjs";
import { makeSurroundings } from "./surroundings.mjs";

export const VERSIONS = ["43.0.0", "21.1.0"];

/** The client that serve() serves; `log` hears what the client logs, if it is not null. */
export async function matrixJSSDK(version, log = null) {
    if (!VERSIONS.includes(version)) throw new Error(`--version is one of ${VERSIONS.join(", ")}, not ${version}`);
    return matrixJSSDKOf(await bundle(`matrix-js-sdk-${version}`), version, log);
}

/** The same of a bundle's text, which need not be that of a published package. */
export function matrixJSSDKOf(code, version, log = null) {
    return {
        name: `matrix-js-sdk ${version}`,
        capabilities: ["answer", "hangup", "reject", "ignore", "call-id", "video", "invitee", "select-answer", "version-1", "pipeline"],
        open(device) {
            const sdk = evaluate(code, EXPORTED, makeSurroundings(device, log));
            if (log === null) sdk.logger.disableAll?.();
            return () => new Phone(sdk, device);
        },
    };
}

class Phone {
    #sdk;
    #device;
    #client;
    #room;
    #calls = []; // every MatrixCall that was ever made
    #placed = new Set();
    #ignored = new Set();
    #handedOver = new Set(); // call IDs of which the invite, or the answer, was handed over

    constructor(sdk, device) {
        this.#sdk = sdk;
        this.#device = device;
        const { user, device: deviceId, room, members } = device.options;
        const fetchFn = makeFetch(device, (type, content) => {
            if (type === "m.call.invite" || type === "m.call.answer") this.#handedOver.add(content.call_id);
        });
        this.#client = sdk.createClient({ baseUrl: "https://hs.invalid", userId: user, deviceId, accessToken: "token", fetchFn });
        this.#watchNewCalls();
        this.#room = new sdk.Room(room, this.#client, user, { pendingEventOrdering: sdk.PendingEventOrdering.Detached });
        this.#room.currentState.setStateEvents(members.map((member, index) => this.#joined(member, index)));
        this.#client.store.storeRoom(this.#room);
        this.#client.reEmitter.reEmit(this.#room, [sdk.RoomEvent.Timeline]);
        this.#client.syncApi = { getSyncState: () => "SYNCING" };
        this.#client.on("Call.incoming", (call) => device.out({ ev: "incoming", call: call.callId }));
        // The first sync, with which a client begins to handle calls.
        this.#client.emit(sdk.ClientEvent.Sync, "PREPARED", null, {});
    }

    // Commands.

    place({ call: id, video }) {
        const { room, invitee } = this.#device.options;
        const call =
            invitee === null ? this.#client.createCall(room) : this.#sdk.createNewMatrixCall(this.#client, room, { invitee });
        if (typeof id === "string") call.callId = id;
        this.#placed.add(call);
        this.#public("place", () => (video ? call.placeVideoCall() : call.placeVoiceCall()));
    }

    answer({ call }) {
        const live = this.#live(call);
        this.#public("answer", () => live.answer());
    }

    reject({ call }) {
        const live = this.#live(call);
        this.#public("reject", () => live.reject());
    }

    // The SDK has nothing for it: an app closes its window, and the call rings on unseen.
    ignore({ call }) {
        const live = this.#live(call);
        if (live.state !== "ringing") throw new Refusal(`call ${call} does not ring`);
        this.#ignored.add(live);
    }

    hangup({ call }) {
        const live = this.#live(call);
        this.#public("hangup", () => live.hangup(this.#sdk.CallErrorCode.UserHangup, false));
    }

    // What SyncApi does with a response: the events one by one, then the state of the sync.
    sync({ events, limited }) {
        const { room } = this.#device.options;
        this.#public("sync", () => {
            if (limited === true) this.#room.resetLiveTimeline("gap", null);
            const mapped = events.map((event) => new this.#sdk.MatrixEvent({ ...event, room_id: room }));
            const added = this.#room.addLiveEvents(mapped, { addToState: true, fromCache: false });
            return Promise.resolve(added).then(() => void this.#client.emit(this.#sdk.ClientEvent.Sync, "SYNCING", "SYNCING", {}));
        });
    }

    // Replies.

    calls() {
        return this.#calls.filter((call) => this.#isShown(call)).map((call) => this.#describe(call));
    }

    callOf(connection) {
        return this.#calls.find((call) => call.peerConn === connection)?.callId ?? null;
    }

    #describe(call) {
        const described = { id: call.callId, own: this.#placed.has(call), state: this.#stateOf(call), native: call.state };
        if (call.state === "ended") described.reason = call.hangupReason ?? null;
        if (typeof call.opponentPartyId === "string") described.opponent = call.opponentPartyId;
        if (call.peerConn) described.pc = call.peerConn.number;
        return described;
    }

    #stateOf(call) {
        const handedOver = this.#handedOver.has(call.callId);
        switch (call.state) {
            case "ended":
                return "ended";
            case "connected":
                return "active";
            case "ringing":
                return this.#ignored.has(call) ? "ignoring" : "ringing";
            case "connecting":
                return call.direction === "inbound" && !handedOver ? "accepting" : "connecting";
            default:
                if (call.direction === "inbound") return "accepting";
                return handedOver ? "waiting" : "preparing";
        }
    }

    // Not what the client only prepares before it rings, and not its memory of a hangup that came before the invite.
    #isShown(call) {
        return this.#placed.has(call) || (call.direction === "inbound" && call.state !== "fledgling");
    }

    // The call that a user sees under this ID; the last one, where the client has made two.
    #live(id) {
        const calls = this.#calls.filter((other) => other.callId === id && this.#isShown(other));
        if (calls.length === 0) throw new Refusal(`there is no call ${id}`);
        const call = calls.findLast((other) => other.state !== "ended");
        if (call === undefined) throw new Refusal(`call ${id} has ended`);
        return call;
    }

    #public(op, run) {
        const thrown = (error) => this.#device.out({ ev: "throw", op, text: describe(error) });
        try {
            Promise.resolve(run()).catch(thrown);
        } catch (error) {
            thrown(error);
        }
    }

    // Every call is made by createNewMatrixCall, which has the client repeat the events of it.
    #watchNewCalls() {
        const { CallEvent } = this.#sdk;
        const { reEmitter } = this.#client;
        const reEmit = reEmitter.reEmit;
        reEmitter.reEmit = (source, names) => {
            if (names.includes(CallEvent.Replaced)) this.#watch(source);
            return reEmit.call(reEmitter, source, names);
        };
    }

    #watch(call) {
        const { CallEvent } = this.#sdk;
        const tell = (ev, details) => this.#device.out({ ev, call: call.callId, ...details });
        this.#calls.push(call);
        call.on(CallEvent.State, (to, from) => tell("state", { from, to }));
        call.on(CallEvent.Replaced, (successor) => tell("replaced", { by: successor.callId }));
        call.on(CallEvent.Hangup, () => tell("hangup", { reason: call.hangupReason ?? null }));
        call.on(CallEvent.Error, (error) => tell("error", { code: String(error?.code) }));
    }

    #joined(member, index) {
        return new this.#sdk.MatrixEvent({
            type: "m.room.member",
            state_key: member,
            sender: member,
            room_id: this.#device.options.room,
            event_id: `$member${index}`,
            origin_server_ts: 0,
            content: { membership: "join" },
        });
    }
}

await main(import.meta.url, { version: { type: "string", default: VERSIONS[0] } }, ({ version }, log) => matrixJSSDK(version, log));
