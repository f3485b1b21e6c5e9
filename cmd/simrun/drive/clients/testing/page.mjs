// docs/FINDINGS.md: a section for each defect, of its facts and of what its story showed when it was played.
import { DEFECTS } from "./defects.mjs";
import { picture } from "./picture.mjs";
import { STUBS, packageOf, play, quote, repaired } from "./play.mjs";
import { SEVERITIES } from "./severities.mjs";
import { NEWEST, OLDER } from "./stories.mjs";

const OTHER = { [NEWEST]: OLDER, [OLDER]: NEWEST };
const SURE = ["wholly", "highly"];

const full = (name) => `${packageOf(name).name} ${packageOf(name).version}`;
const spell = (stub) => `\`${JSON.stringify(stub)}\``;
const address = (thread) => `https://github.com/${thread.replace("#", "/issues/").replace("@", "/commit/")}`;

/** Plays every story, and returns the page. */
export async function page() {
    const found = [];
    for (const defect of inOrder(DEFECTS)) found.push({ defect, number: found.length + 1, ...(await playAll(defect)) });
    const weak = found.findIndex(({ defect }) => defect.weak !== undefined);
    const sections = found.map((finding, index) => (index === weak ? `${WEAK}\n\n${section(finding)}` : section(finding)));
    return `${head(found)}\n\n${table(found)}\n\n${sections.join("\n\n")}\n`;
}

// The weak ones last; among the others the gravest and surest first.
function inOrder(defects) {
    const rank = (defect) => {
        const ranks = [SEVERITIES.indexOf(defect.grave), SURE.indexOf(defect.sure[0])];
        if (ranks.includes(-1)) throw new Error(`${defect.name} is "${defect.grave}", ${defect.sure[0]} sure: expected one of ${SEVERITIES.join(", ")}; ${SURE.join(", ")}`);
        return (defect.weak === undefined ? 0 : 1000) + ranks[0] * SURE.length + ranks[1];
    };
    return [...defects].sort((a, b) => rank(a) - rank(b));
}

// The usual run, among which surroundings it shows, and what the other version of its client does.
async function playAll(defect) {
    const gone = await repaired(defect);
    if (gone !== null) throw new Error(gone);
    const { world, seen } = await play(defect);
    const among = new Set();
    for (const { stub } of STUBS) if ((await play(defect, stub)).seen) among.add(JSON.stringify({ ...stub, ...defect.stub }));
    return { world, seen, among: [...among].map((text) => JSON.parse(text)), other: await playOther(defect) };
}

async function playOther(defect) {
    const name = OTHER[defect.clients[0]];
    if (name === undefined) return null;
    try {
        const { seen } = await play(defect, {}, defect.clients.map(() => name));
        return { name, shows: seen !== null };
    } catch {
        return { name, shows: null }; // the story asks for something that this version does not do
    }
}

const WEAK = "## Debatable\n\nWhat follows is true of the code, and one may hold that it is no defect.";

function head(found) {
    const of = (name) => found.filter(({ defect }) => defect.clients[0] === name).length;
    const counts = [...new Set(found.map(({ defect }) => defect.clients[0]))].map((name) => `${of(name)} of ${full(name)}`);
    const weak = found.filter(({ defect }) => defect.weak !== undefined).length;
    return `# Defects of real clients

${found.length} defects of published clients, found by driving their unmodified code:
${counts.join(", ")}.
${weak} of them are debatable, and stand last. Two are distinct if their causes are, whatever they look like. Each has a shortest story, and a test that plays it
and says so where a version of its client repairs it (\`cmd/simrun/drive/clients/defects.test.mjs\`). This page is made of these stories, of the packages' own text and of what
happened when they were played, by the two lines below; more is looked for by \`simrun drive all --keep-going\` ([many schedules](ADAPTERS.md#many-schedules)).

    npm ci --prefix cmd/simrun/drive/clients
    node cmd/simrun/drive/clients/testing/findings.mjs

and \`--play NAME\` plays one of them, step by step; with \`--clients a,b\` by other clients (${[NEWEST, OLDER, "hydrogen"].join(", ")}).

**How grave** it is, is said [in the model's words](../properties/severity.go), for what users notice at worst. **Properties** are those of
the model (\`simrun list properties\`), [by name](REFERENCE.md#properties); the model did not judge these runs: what a property demands was compared
with what the client did.

**How sure** it is that the client causes it, and not what stands around it here: the browser and the homeserver are stand-ins. *Wholly*: the
quoted lines do it whatever these do. *Highly*: it takes something of a browser that the W3C text allows, and that was not seen in one.
Whether a defect shows was tried among these surroundings:

${STUBS.map(({ stub, says }) => `- ${spell(stub)}: ${says}`).join("\n")}

**In the pictures** a message stands where it is read, “crosses” says which other was under way meanwhile, an arrow with a cross failed at
the sender's server, and an open one had not arrived when the story ended. Candidates are left out where they do not matter, and so is
the way over the servers. The last box says what is wrong in the end.`;
}

function table(found) {
    const rows = found.map(({ defect, number }) => {
        const properties = defect.violates.map((name) => `\`${name}\``).join(", ") || "none";
        const sure = `${defect.sure[0]}${defect.weak === undefined ? "" : "; debatable"}`;
        return `| ${number} | ${full(defect.clients[0])} | [${defect.title}](#${defect.name}) | ${defect.grave} | ${properties} | ${sure} |`;
    });
    return ["| | client | what users get | how grave | property | sure |", "|---|---|---|---|---|---|", ...rows].join("\n");
}

function section({ defect, number, world, seen, among, other }) {
    const { file, line, lines } = quote(defect);
    const names = defect.clients.map(full);
    const language = file.endsWith(".ts") ? "ts" : "js";
    return [
        `<a id="${defect.name}"></a>\n\n### ${number}. ${defect.title}`,
        `${full(defect.clients[0])}, \`${defect.name}\`; ${defect.grave}.`,
        defect.tells.join("\n"),
        `\`\`\`mermaid\n${picture(world, { wrong: seen, names, candidates: defect.candidates })}\n\`\`\``,
        `**Cause:** \`${file}:${line}\`. ${defect.cause}`,
        `\`\`\`${language}\n${lines.join("\n")}\n\`\`\``,
        ...items(defect, among, other),
    ].join("\n\n");
}

function items(defect, among, other) {
    const properties = defect.violates.map((name) => `\`${name}\``).join(", ");
    const all = [
        `**Property:** ${[properties === "" ? "none." : `${properties}.`, defect.judged].filter(Boolean).join(" ")}`,
        `**Sure:** ${defect.sure.join(": ")}. Seen among ${among.map(spell).join(", ")}${needs(defect)}.`,
        `**Versions:** ${versions(defect, other)}`,
        `**Upstream:** ${defect.threads?.map(([thread, says]) => `[${thread}](${address(thread)}) (${says})`).join("; ") ?? "no thread is known"}.`,
        defect.weak === undefined ? null : `**Debatable:** ${defect.weak}`,
        `**Again:** \`node cmd/simrun/drive/clients/testing/findings.mjs --play ${defect.name}\``,
    ];
    return [all.filter((item) => item !== null).map((item) => `- ${item}`).join("\n")];
}

const TAKES_TIME = { turn: "asking for TURN servers takes its time", sdp: "making an offer takes its time" };

function needs({ manual = [], invitee }) {
    const slow = typeof manual === "function" ? manual(0) : manual;
    const needed = [...slow.map((kind) => TAKES_TIME[kind]), invitee && "calls name their invitee"].filter(Boolean);
    return needed.length === 0 ? "" : `, where ${needed.join(" and ")}`;
}

function versions({ absent, elsewhere }, other) {
    const more = elsewhere === undefined ? "" : ` ${elsewhere}`;
    if (other === null) return `no version that is free of it is known.${more}`;
    if (other.shows) return `${full(other.name)} has it, too: the same story shows it.${more}`;
    if (absent !== undefined) return `${full(other.name)} is free of it: the same story does not show it.${more}`;
    return `${full(other.name)} ${other.shows === null ? "cannot play this story" : "does not show it in this story"}.${more}`;
}
