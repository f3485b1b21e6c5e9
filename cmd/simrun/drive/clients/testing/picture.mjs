// A World's run as a Mermaid sequence diagram: who sends what, what users do and see, and at its end what is wrong. Of events the type, the call and
// the reason are shown, and of errors a short code, so that no description of a session gets into a picture.
import { crossedBy, messagesOf } from "./messages.mjs";

const PRESSED = { place: "presses call", answer: "presses answer", reject: "presses decline", ignore: "ignores it", hangup: "hangs up" };
const SCREEN = { preparing: "calling", waiting: "calling", ringing: "ringing", accepting: "connecting", connecting: "connecting", active: "in call" };
const ASKED = { turn: () => "hears of TURN servers", sdp: ({ what }) => `its browser has made the ${what}` };
const OVER = ["ended", "ending"];

// Shorter than this, time does not matter to users, ms.
const SHORT_MS = 1000;

// Lines of the boxes that are as wide as the picture, characters.
const WIDE = 36;

const quote = (text) => text.replace(/[^\p{L}\p{N} .,:()=_\-/'’“”…—×·✓✗→]/gu, (char) => `#${char.codePointAt(0)};`);

// A mark stays beside what it marks.
const wrap = (text) => text.replaceAll("✗ ", "✗\u00a0").replace(new RegExp(`(.{1,${WIDE}})(?: |$)`, "gu"), "$1\n").trimEnd().split("\n");

// What a client names a reason or an error, if that is a name.
const code = (text) => (/^[\w.: -]{1,60}$/.test(text) ? text : "without a name");

/** `wrong` is said in the last box, `names` are those of the clients, and `candidates` says whether they are shown. */
export function picture(world, { wrong, names, candidates = false }) {
    return new Picture(world, candidates).draw(names, wrong);
}

class Picture {
    #lines = [];
    #notes = { index: null, texts: [] };
    #shown;
    #at = 0;
    #world;
    #steps;
    #messages;
    #requests = new Map();
    #several;

    constructor(world, candidates) {
        this.#world = world;
        this.#shown = world.ends.map(() => ({ screen: "", mic: false }));
        this.#steps = world.transcript.map(([index, line, reply]) => ({ index, command: JSON.parse(line), reply: JSON.parse(reply) }));
        this.#messages = messagesOf(world.transcript).filter(({ type }) => candidates || type !== "m.call.candidates");
        this.#several = new Set(world.ends.flatMap((end) => end.calls.map((call) => call.id))).size > 1;
    }

    draw(names, wrong) {
        const { ends } = this.#world;
        for (const end of ends) this.#lines.push(`participant d${end.index} as ${this.#name(end)}<br/>${quote(names[end.index])}`);
        for (const [number, step] of this.#steps.entries()) this.#step(number, step);
        this.#flush();
        this.#passTo(this.#world.now);
        for (const message of this.#messages) {
            if (message.read === null && message.error === null) this.#arrow("-)", message, "still under way");
        }
        const standing = ends.map((end) => `${this.#name(end)}: ${this.#end(end)}`);
        this.#lines.push("rect rgb(255, 205, 205)", this.#over([`✗ ${wrong}`, ...standing, ...this.#lasts()]), "end");
        return ["sequenceDiagram", ...this.#lines.map((line) => `  ${line}`)].join("\n");
    }

    #step(number, { index, command, reply }) {
        if (command.op === "init") return;
        const texts = [...this.#done(number, index, command), ...this.#told(command, reply), ...this.#seen(index, reply)];
        const read = this.#messages.filter((message) => message.read === number);
        const refused = this.#messages.filter((message) => message.from === index && message.replied === number && message.error !== null);
        for (const out of reply.outs) if (out.ev === "req") this.#requests.set(`${index} ${out.req}`, out);
        if (texts.length + read.length + refused.length === 0) return;
        if (command.at - this.#at >= SHORT_MS) this.#flush();
        this.#passTo(command.at);
        for (const message of read) {
            const crossed = crossedBy(message, this.#messages).map(({ type, call }) => `${type}${this.#of(call)}`);
            this.#arrow("->>", message, crossed.length === 0 ? null : `crosses ${[...new Set(crossed)].join(" and ")}`);
        }
        for (const message of refused) this.#arrow("-x", message, `fails: ${message.error}`);
        for (const text of texts) this.#note(index, text);
    }

    // What a user, the browser or the server did.
    *#done(number, index, { op, call, req, error, state, video }) {
        const declines = op === "hangup" && this.#shown[index].screen.startsWith(SCREEN.ringing);
        if (PRESSED[op] !== undefined) yield `${declines ? PRESSED.reject : PRESSED[op]}${video ? " with camera" : ""}${this.#of(call)}`;
        if (op === "ice" && state !== "connected") yield `media path: ${state}`;
        if (op !== "resolve") return;
        const request = this.#requests.get(`${index} ${req}`);
        const failed = error === undefined ? "" : `: ${error}`;
        if (request.kind === "gum") yield `${error === undefined ? "allows" : "refuses"} the ${request.video ? "camera" : "microphone"}`;
        else if (request.kind !== "send") yield `${ASKED[request.kind](request)}${failed}`;
        else if (this.#messages.some((one) => one.from === index && one.replied === number && one.read !== null && one.read < number && this.#matters(one))) {
            yield `the server's reply to ${request.type}`;
        }
    }

    // A reply is worth a word where its sender has read something after the event was read: only then does it come late.
    #matters({ from, read, replied }) {
        return this.#messages.some((one) => one.to === from && one.read > read && one.read < replied);
    }

    // What the client says of itself.
    *#told({ op }, { outs }) {
        for (const out of outs) {
            if (out.ev === "state" && OVER.includes(out.from) && !OVER.includes(out.to)) yield `✗ a call that is over: ${out.from} → ${out.to}`;
            if (out.ev === "error") yield `error: ${code(out.code)}`;
            if (out.ev === "unhandled") yield "✗ an error that nobody handles";
            if (out.ev === "throw") yield "✗ an error is thrown";
            if (out.ev === "hangup" && op === "advance") yield `a timer ends the call${this.#of(out.call)}${typeof out.reason === "string" ? `: ${code(out.reason)}` : ""}`;
        }
    }

    *#seen(index, { calls, mic }) {
        const shown = this.#shown[index];
        const screen = this.#screen(calls);
        if (screen !== shown.screen) yield `sees “${screen === "" ? "call over" : screen}”`;
        if (mic > 0 && !shown.mic && screen === "") yield "✗ microphone on, and no call";
        if (mic === 0 && shown.mic) yield "microphone off";
        Object.assign(shown, { screen, mic: mic > 0 });
    }

    #screen(calls) {
        return calls.filter((call) => call.state !== "ended").map((call) => `${SCREEN[call.state]}${this.#of(call.id)}`).join(", ");
    }

    #end(end) {
        const open = end.calls.some((call) => call.state === "ended" && end.pcs.get(call.pc)?.closed === false);
        const live = this.#screen(end.calls);
        return [live || "no call", end.mic > 0 && `${live === "" ? "✗ " : ""}microphone on`, open && "✗ connection of an ended call open"].filter(Boolean).join(", ");
    }

    *#lasts() {
        const rests = this.#world.ends.every((end) => end.next === null && end.open.size === 0 && end.inbox.length === 0);
        if (rests && this.#world.paths().flat().every(([end, pc]) => end.pcs.get(pc).ice === "connected")) yield "no timer runs, nothing is under way: it stays so";
    }

    #of(call) {
        return this.#several ? ` ${call}` : "";
    }

    #words({ type, call, reason }) {
        return `${type}${this.#of(call)}${typeof reason !== "string" || reason === "user_hangup" ? "" : ` (${code(reason)})`}`;
    }

    #name(end) {
        if (end.index === 0) return "alice";
        return this.#world.ends.length === 2 ? "bob" : `bob ${end.index}`;
    }

    #passTo(at) {
        const seconds = Math.round((at - this.#at) / 1000);
        if (at - this.#at >= SHORT_MS) this.#lines.push(this.#over([`${seconds} s later`]));
        this.#at = at;
    }

    #arrow(kind, message, more) {
        this.#flush();
        const to = message.to ?? this.#world.ends.find((end) => end.user !== this.#world.ends[message.from].user).index;
        this.#lines.push(`d${message.from}${kind}d${to}: ${quote([this.#words(message), more].filter(Boolean).join(", "))}`);
    }

    #note(index, text) {
        if (this.#notes.index !== index) this.#flush();
        this.#notes.index = index;
        this.#notes.texts.push(text);
    }

    #flush() {
        const { index, texts } = this.#notes;
        if (texts.length > 0) this.#lines.push(`Note over d${index}: ${texts.map(quote).join("<br/>")}`);
        this.#notes = { index: null, texts: [] };
    }

    #over(texts) {
        return `Note over d0,d${this.#world.ends.length - 1}: ${texts.flatMap(wrap).map(quote).join("<br/>")}`;
    }
}
