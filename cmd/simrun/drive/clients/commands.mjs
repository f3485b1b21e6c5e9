// What a line from the simulator may say; whatever else it says is refused in a sentence.
import { Refusal } from "./requests.mjs";

// No device lives longer: intervals of a client would have to fire all the while.
const MOST_MS = 7 * 24 * 3600 * 1000;

const isString = (value) => typeof value === "string";
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isList = (each) => (value) => Array.isArray(value) && value.every(each);
const isWhole = (value) => Number.isSafeInteger(value);
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const optional = (check) => (value) => value === undefined || value === null || check(value);

const STRING = [isString, "a string"];
const COUNT = [isCount, "a whole number from 0"];
const ICE_STATES = ["checking", "connected", "disconnected", "failed"];

/** Of each command, its members: what is allowed of a value, in a function and in words. */
const MEMBERS = {
    init: {
        protocol: [(value) => value === 1, "1"],
        user: STRING,
        device: STRING,
        room: STRING,
        members: [isList(isString), "a list of strings"],
        invitee: [optional(isString), "a string or null"],
        seed: [optional(isWhole), "a whole number"],
        skew_ms: [optional(isWhole), "a whole number"],
        manual: [optional(isList(isString)), "a list of strings"],
        stub: [optional(isObject), "an object"],
    },
    place: { call: [optional(isString), "a string"], video: [optional((value) => typeof value === "boolean"), "true or false"] },
    answer: { call: STRING },
    reject: { call: STRING },
    ignore: { call: STRING },
    hangup: { call: STRING },
    resolve: { req: COUNT, error: [optional(isString), "a string"], retry_after_ms: [optional(isCount), "a whole number from 0"] },
    sync: { events: [isList(isEvent), "a list of events"], limited: [optional((value) => typeof value === "boolean"), "true or false"] },
    ice: { pc: COUNT, state: [(value) => ICE_STATES.includes(value), ICE_STATES.join(", ")] },
    advance: { at: COUNT },
    quit: {},
};

const DEMANDS = new Map(Object.entries(MEMBERS).map(([op, members]) => [op, Object.entries(members)]));

function isEvent(event) {
    return isObject(event) && [event.event_id, event.sender, event.type].every(isString) && isObject(event.content);
}

/** Reads a line. Throws a Refusal, with `seq` where the line had one. */
export function readCommand(line) {
    let command;
    try {
        command = JSON.parse(line);
    } catch {
        throw refusal(0, "the line is not JSON");
    }
    if (!isObject(command)) throw refusal(0, "the line is not a JSON object");
    if (!isCount(command.seq)) throw refusal(0, "the command has no seq, a whole number from 0");
    const demands = DEMANDS.get(command.op);
    if (demands === undefined) throw refusal(command.seq, `op is ${show(command.op)}; there is ${Object.keys(MEMBERS).join(", ")}`);
    for (const [name, [allowed, words]] of demands) {
        if (!allowed(command[name])) throw refusal(command.seq, `${name} of ${command.op} is ${show(command[name])}, not ${words}`);
    }
    if (command.at !== undefined && (!isCount(command.at) || command.at > MOST_MS)) {
        throw refusal(command.seq, `at is ${show(command.at)}, not a whole number from 0 to ${MOST_MS}`);
    }
    return command;
}

/** An init with every member there. */
export function complete(init) {
    return { ...init, invitee: init.invitee ?? null, seed: init.seed ?? 0, skew_ms: init.skew_ms ?? 0, manual: init.manual ?? [], stub: init.stub ?? {} };
}

function refusal(seq, sentence) {
    return Object.assign(new Refusal(sentence), { seq });
}

function show(value) {
    const text = JSON.stringify(value) ?? "not there";
    return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}
