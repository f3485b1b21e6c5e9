// Writes docs/FINDINGS.md, checks it, or plays one defect: `node testing/findings.mjs --help`.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { DEFECTS } from "./defects.mjs";
import { page } from "./page.mjs";
import { STUBS, packageOf, play } from "./play.mjs";
import { show } from "./show.mjs";

const PAGE = new URL("../../../../../docs/FINDINGS.md", import.meta.url);

const HELP = `Writes docs/FINDINGS.md, the page of the defects of real clients, by playing the story of each.

  --check            write nothing, and fail if the page is not current
  --play NAME        play one defect, and print its run and whether it was seen
  --clients A,B      with --play: by these clients instead (43.0.0, 21.1.0, hydrogen), one for each device of the story
  --stub JSON        with --play: among these surroundings: ${STUBS.map(({ stub }) => JSON.stringify(stub)).join(" ")}
  --help             print this

Example:
  node cmd/simrun/drive/clients/testing/findings.mjs --play glare-without-invitee --stub '{"ice":"late"}'

The defects:
  ${DEFECTS.map((one) => one.name).join("\n  ")}
`;

async function print({ play: name, clients, stub }) {
    const defect = DEFECTS.find((one) => one.name === name);
    if (defect === undefined) throw new Error(`no defect is named ${JSON.stringify(name)}: they are\n  ${DEFECTS.map((one) => one.name).join("\n  ")}`);
    const names = clients?.split(",") ?? defect.clients;
    if (names.length !== defect.clients.length) throw new Error(`--clients names ${names.length}: the story has ${defect.clients.length} devices, as in ${defect.clients.join(",")}`);
    names.forEach(packageOf);
    const among = readStub(stub);
    const { world, seen } = await play(defect, among, names).catch((error) => {
        throw new Error(`this story cannot be played with ${names.join(",")}: ${error.message}`);
    });
    process.stdout.write(`${[...show(world.transcript)].join("\n")}\n${seen === null ? "not seen" : `seen: ${seen}`}\n`);
}

function readStub(text) {
    const known = STUBS.map(({ stub }) => JSON.stringify(stub));
    const found = known.indexOf(text.replace(/\s/g, ""));
    if (found === -1) throw new Error(`--stub is one of ${known.join(", ")}, and not ${JSON.stringify(text)}`);
    return STUBS[found].stub;
}

try {
    const { values: flags } = parseArgs({
        options: {
            check: { type: "boolean", default: false },
            help: { type: "boolean", short: "h", default: false },
            play: { type: "string" },
            clients: { type: "string" },
            stub: { type: "string", default: "{}" },
        },
    });
    if (flags.help) process.stdout.write(HELP);
    else if (flags.play !== undefined) await print(flags);
    else if (!flags.check) writeFileSync(PAGE, await page());
    else if (readFileSync(PAGE, "utf8") !== (await page())) throw new Error("docs/FINDINGS.md is not current: node cmd/simrun/drive/clients/testing/findings.mjs writes it");
} catch (error) {
    process.stderr.write(`${error.message}${error.code?.startsWith("ERR_PARSE_ARGS") ? "; --help shows the options" : ""}\n`);
    process.exitCode = 1;
}
