// Plays the story of a defect, with any clients, among any surroundings.
import { readFileSync } from "node:fs";
import { hydrogen } from "../hydrogen.mjs";
import { matrixJSSDK } from "../matrix-js-sdk.mjs";
import { HYDROGEN, NEWEST, OLDER } from "./stories.mjs";
import { adapt, World } from "./world.mjs";

/** The surroundings that the W3C text leaves open: a defect shows among each of them. The first are the usual ones. */
export const STUBS = [
    { stub: {}, says: "the usual ones: candidates are found in a tenth of a second, and what a browser does asynchronously ends at once" },
    { stub: { ice: "early" }, says: "candidates are found before a description is set" },
    { stub: { ice: "late" }, says: "candidates are found after a second and more" },
    { stub: { tasks: "late" }, says: "what a browser does asynchronously ends in a later task" },
    { stub: { tasks: "slow" }, says: "it ends after 20 ms" },
];

/** The most devices of a story. */
const MOST = 3;

const PACKAGES = {
    [NEWEST]: { name: "matrix-js-sdk", version: NEWEST, directory: "matrix-js-sdk-43.0.0", open: () => matrixJSSDK(NEWEST) },
    [OLDER]: { name: "matrix-js-sdk", version: OLDER, directory: "matrix-js-sdk-21.1.0", open: () => matrixJSSDK(OLDER) },
    [HYDROGEN]: { name: "hydrogen-view-sdk", version: "0.3.1", directory: "hydrogen-view-sdk", open: hydrogen },
};

/** Where a client comes from, by its name in a story. */
export function packageOf(name) {
    if (PACKAGES[name] === undefined) throw new Error(`there is no client ${JSON.stringify(name)}, but ${Object.keys(PACKAGES).join(", ")}`);
    return PACKAGES[name];
}

/** The text that causes a defect, as whole lines of its package, and the number of the first. Throws where it is not there, or twice. */
export function quote(defect) {
    const [file, text] = defect.source;
    const { directory } = packageOf(defect.clients[0]);
    const parts = readPackage(directory, file).split(text);
    if (parts.length !== 2) throw new Error(`${file} of ${directory} has the text of ${defect.name} ${parts.length - 1} times, and not once: ${text}`);
    const line = parts[0].split("\n").length;
    const lines = `${parts[0].split("\n").at(-1)}${text}${parts[1].split("\n")[0]}`.split("\n");
    return { file, line, lines };
}

function readPackage(directory, file) {
    try {
        return readFileSync(new URL(`../node_modules/${directory}/${file}`, import.meta.url), "utf8");
    } catch (error) {
        throw new Error(`${directory} has no ${file} (${error.code}): npm ci --prefix cmd/simrun/drive/clients installs it`);
    }
}

const adapters = new Map();

async function adaptersOf(name) {
    if (!adapters.has(name)) adapters.set(name, adapt(Array(MOST).fill(await packageOf(name).open())));
    return adapters.get(name);
}

/** Plays a defect's story. Returns the World at its end, and what was `seen`: a sentence, or null. */
export async function play(defect, among = {}, names = defect.clients) {
    return playOn(await Promise.all(names.map(async (name, index) => (await adaptersOf(name))[index])), defect, among);
}

async function playOn(adapters, { story, invitee, manual = [], stub = {} }, among) {
    const world = new World(adapters);
    const both = { ...among, ...stub };
    world.slackMS = both.tasks === "slow" ? 100 : 0;
    await world.begin((index) => ({ invitee: invitee?.(index) ?? null, manual: typeof manual === "function" ? manual(index) : manual, stub: both }));
    return { world, seen: await story(world) };
}

/**
 * What is to be done about a defect that its client shows no more, in a sentence; null where the client shows it, among all surroundings. With
 * `instead`, {version, client}, another version plays the part of the defect's client: `client` is what serve() serves.
 */
export async function repaired(defect, instead) {
    const own = packageOf(defect.clients[0]);
    const others = instead && adapt(Array(MOST).fill(instead.client));
    const adapters = await Promise.all(defect.clients.map(async (name, index) => (others && name === defect.clients[0] ? others : await adaptersOf(name))[index]));
    const missed = [];
    for (const { stub } of STUBS) {
        const why = await playOn(adapters, defect, stub).then(({ seen }) => (seen === null ? "" : null), (error) => ` (the story goes otherwise: ${error.message})`);
        if (why !== null) missed.push(JSON.stringify(stub) + why);
    }
    if (missed.length === 0) return null;
    const who = `${own.name} ${instead?.version ?? own.version}`;
    if (missed.length < STUBS.length) return `${who} shows it only sometimes: "${defect.title}" (${defect.name}) is not seen among ${missed.join(", ")}; look whether its story is still right`;
    return (
        `${who} repairs it: "${defect.title}" (${defect.name}) is not seen among ${missed.join(", ")}; say so in docs/FINDINGS.md: ` +
        "in its story let `clients` be a pinned version that has it, `absent` this one, and write the page anew with node testing/findings.mjs"
    );
}
