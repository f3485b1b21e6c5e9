// Each known defect of a client shows, whatever the surroundings do that the W3C text leaves open.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { hydrogen } from "./hydrogen.mjs";
import { matrixJSSDK } from "./matrix-js-sdk.mjs";
import { DEFECTS } from "./testing/defects.mjs";
import { adapt, World } from "./testing/world.mjs";

const STUBS = [{}, { ice: "early" }, { ice: "late" }, { tasks: "late" }, { tasks: "slow" }];

const PACKAGES = { "43.0.0": "matrix-js-sdk-43.0.0", "21.1.0": "matrix-js-sdk-21.1.0", hydrogen: "hydrogen-view-sdk" };
const clients = { "43.0.0": await matrixJSSDK("43.0.0"), "21.1.0": await matrixJSSDK("21.1.0"), hydrogen: await hydrogen() };
const adapters = Object.fromEntries(Object.entries(clients).map(([name, client]) => [name, adapt([client, client, client])]));

async function play({ story, invitee, manual = [] }, names, stub) {
    const world = new World(names.map((name, index) => adapters[name][index]));
    world.slackMS = stub.tasks === "slow" ? 100 : 0;
    await world.begin((index) => ({ invitee: invitee?.(index) ?? null, manual: typeof manual === "function" ? manual(index) : manual, stub }));
    return story(world);
}

for (const defect of DEFECTS) {
    test(defect.name, async () => {
        for (const stub of STUBS) {
            assert.ok(await play(defect, defect.clients, { ...stub, ...defect.stub }), `not seen with ${JSON.stringify(stub)}`);
        }
        if (defect.absent !== undefined) assert.equal(await play(defect, defect.absent, defect.stub ?? {}), null);
    });

    test(`${defect.name}: the source`, () => {
        const [file, text] = defect.source;
        const source = readFileSync(new URL(`node_modules/${PACKAGES[defect.clients[0]]}/${file}`, import.meta.url), "utf8");
        assert.ok(source.includes(text), `${file} has no ${text}`);
    });
}
