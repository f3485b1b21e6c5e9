// docs/FINDINGS.md is what the stories show now, and what it quotes stands in the packages where it says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { DEFECTS } from "./testing/defects.mjs";
import { page } from "./testing/page.mjs";
import { SEVERITIES } from "./testing/severities.mjs";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const written = read("../../../../docs/FINDINGS.md");

test("the page is current", async () => {
    assert.equal(await page(), written, "write it with node testing/findings.mjs");
});

// Read from the page alone, by nothing that has written it.
test("every quoted line stands at its line of the pinned package", () => {
    const directories = Object.keys(JSON.parse(read("package.json")).dependencies);
    const sections = written.split(/^<a id=/m).slice(1);
    assert.equal(sections.length, DEFECTS.length);
    for (const section of sections) {
        const [, client, version, name] = section.match(/^([a-z-]+) ([\d.]+), `([a-z-]+)`/m);
        const directory = directories.find((one) => one === client || one === `${client}-${version}`);
        assert.equal(JSON.parse(read(`node_modules/${directory}/package.json`)).version, version);
        const [, file, line, quoted] = section.match(/^\*\*Cause:\*\* `(.+):(\d+)`.*\n\n```[jt]s\n([^]*?)\n```$/m);
        const lines = quoted.split("\n");
        const first = Number(line) - 1;
        assert.deepEqual(read(`node_modules/${directory}/${file}`).split("\n").slice(first, first + lines.length), lines, name);
    }
});

test("properties and severities are the project's", () => {
    const [, table] = read("../../../../docs/REFERENCE.md").match(/^## Properties\n([^]*?)\n## /m);
    const properties = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    for (const { name, violates, grave } of DEFECTS) {
        for (const property of violates) assert.ok(properties.includes(property), `${name}: there is no property ${property}`);
        assert.ok(SEVERITIES.includes(grave), `${name}: there is no severity ${grave}`);
    }
});

test("no description of a session is in the page", () => {
    assert.doesNotMatch(written, /ice-ufrag|ice-pwd|fingerprint|v=0|\b\d+\.\d+\.\d+\.\d+\b|@\w+:hs/);
});
