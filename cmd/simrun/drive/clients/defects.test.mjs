// Each known defect of a client shows, whatever the surroundings do that the W3C text leaves open; and who repairs one is told to say so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bundle } from "./bundle.mjs";
import { hydrogenOf } from "./hydrogen.mjs";
import { matrixJSSDKOf } from "./matrix-js-sdk.mjs";
import { DEFECTS } from "./testing/defects.mjs";
import { play, quote, repaired } from "./testing/play.mjs";

for (const defect of DEFECTS) {
    test(defect.name, async () => {
        const sentence = await repaired(defect);
        assert.ok(sentence === null, sentence);
        if (defect.absent !== undefined) assert.equal((await play(defect, {}, defect.absent)).seen, null);
    });

    test(`${defect.name}: the source`, () => {
        assert.ok(quote(defect).line > 0);
    });
}

// Of a client: the name of its bundle, what serves it, and of some defects the faulty text with one that is right.
const MENDED = [
    {
        name: "matrix-js-sdk-43.0.0",
        serve: (code) => matrixJSSDKOf(code, "43.0.1"),
        who: "matrix-js-sdk 43.0.1",
        mends: {
            "glare-without-invitee": ["=== thisCall.invitee &&", "=== (thisCall.invitee ?? call.getOpponentMember()?.userId) &&"],
            "hangup-without-invite": [
                "hangup(reason, suppressEvent) {",
                'hangup(reason, suppressEvent) { if (["fledgling", "wait_local_media"].includes(this.state)) return this.terminate("local", reason, !suppressEvent);',
            ],
        },
    },
    {
        name: "hydrogen-view-sdk-0.3.1",
        serve: hydrogenOf,
        who: "hydrogen-view-sdk 0.3.2",
        mends: {
            "hydrogen-hangup-not-sent-never-ends": [
                "await this.sendHangupWithCallId(this.callId, errorCode, log);",
                "await this.sendHangupWithCallId(this.callId, errorCode, log).catch(() => {});",
            ],
        },
    },
];

for (const { name, serve, who, mends } of MENDED) {
    for (const [fault, [wrong, right]] of Object.entries(mends)) {
        test(`${fault}: who mends it is told to say so, and of it alone`, async () => {
            const parts = (await bundle(name)).split(wrong);
            assert.equal(parts.length, 2, `the bundle has it once: ${wrong}`);
            const instead = { version: who.split(" ")[1], client: serve(parts.join(right)) };
            const defect = DEFECTS.find((one) => one.name === fault);
            const sentence = await repaired(defect, instead);
            assert.ok(sentence?.startsWith(`${who} repairs it: "${defect.title}" (${fault})`), sentence);
            assert.match(sentence, /say so in docs\/FINDINGS\.md/);
            for (const other of DEFECTS) {
                if (other !== defect && other.clients[0] === defect.clients[0] && !(other.name in mends)) {
                    const said = await repaired(other, instead);
                    assert.ok(said === null, said);
                }
            }
        });
    }
}
