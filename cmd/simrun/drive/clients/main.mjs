// How an adapter starts as a program: its flags, and a sentence where it cannot.
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { serve } from "./protocol.mjs";

const USAGE = 2;

// How much a function has to run until V8 makes its best code for it: fifteen times as much as usual. An adapter lives for some
// thousand commands, spread over much code, of which most never pays for that. It changes no reply.
const PATIENT = "--interrupt-budget=1000000";

/**
 * Serves the client that open(values, log) resolves to, if `url` is the program that was started; `options` are its flags beside --log, which has
 * what the client logs written to standard error.
 */
export async function main(url, options, open) {
    if (!isStarted(url)) return;
    setFlagsFromString(PATIENT);
    try {
        const { values } = parseArgs({ options: { log: { type: "boolean", default: false }, ...options } });
        const log = values.log ? (level, ...parts) => process.stderr.write(`${level}: ${parts.join(" ")}\n`) : null;
        await serve(await open(values, log));
    } catch (error) {
        process.stderr.write(`${error.message}\n`);
        process.exitCode = USAGE;
    }
}

/** Whether the module at `url` is what node was told to run, by whatever path. */
export function isStarted(url) {
    return process.argv[1] !== undefined && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(url));
}
