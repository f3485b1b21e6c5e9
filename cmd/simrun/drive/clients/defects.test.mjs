// Each known defect of a client shows, whatever the surroundings do that the W3C text leaves open.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFECTS } from "./testing/defects.mjs";
import { STUBS, play, quote } from "./testing/play.mjs";

for (const defect of DEFECTS) {
    test(defect.name, async () => {
        for (const { stub } of STUBS) {
            assert.ok((await play(defect, stub)).seen, `not seen with ${JSON.stringify(stub)}`);
        }
        if (defect.absent !== undefined) assert.equal((await play(defect, {}, defect.absent)).seen, null);
    });

    test(`${defect.name}: the source`, () => {
        assert.ok(quote(defect).line > 0);
    });
}
