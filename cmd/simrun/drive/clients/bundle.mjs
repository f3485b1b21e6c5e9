// Bundles of the clients' published packages, made once after `npm ci`, or when an adapter first needs one.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { CLIENTS } from "./clients.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const FOLDER = path.join(HERE, "bundles");

/** The name that a bundle declares: an object with what its entry exports. */
export const EXPORTED = "exported";

/** The text of the bundle of CLIENTS[name]; from the cache, if it is there. */
export async function bundle(name) {
    const client = CLIENTS[name];
    const file = path.join(FOLDER, `${name}-${hashOf(client)}.js`);
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        if (error.code !== "ENOENT") throw error;
    }
    const text = await build(client);
    keep(name, file, text);
    return text;
}

// Whole or not there, also when several adapters start at once. Where nothing can be written, each start bundles anew.
function keep(name, file, text) {
    const temporary = `${file}.${process.pid}`;
    try {
        mkdirSync(FOLDER, { recursive: true });
        writeFileSync(temporary, text);
        renameSync(temporary, file);
    } catch (error) {
        if (!["EACCES", "EROFS", "EPERM", "ENOSPC"].includes(error.code)) throw error;
        return rmSync(temporary, { force: true });
    }
    for (const other of readdirSync(FOLDER)) {
        const stale = other.startsWith(`${name}-`) && other.endsWith(".js") && other !== path.basename(file);
        if (stale) rmSync(path.join(FOLDER, other), { force: true });
    }
}

// What a bundle depends on: what is asked of whom, this file, and the pinned packages.
function hashOf(client) {
    const hash = createHash("sha256").update(JSON.stringify(client));
    for (const file of ["bundle.mjs", "package-lock.json"]) hash.update(readFileSync(path.join(HERE, file)));
    return hash.digest("hex").slice(0, 16);
}

async function build({ entry, append = {}, empty = [], external = [] }) {
    const { build: esbuild } = await import("esbuild").catch((error) => {
        throw notInstalled(error);
    });
    const changes = {
        name: "changes",
        setup(build) {
            for (const name of empty) {
                build.onResolve({ filter: new RegExp(`^${name}(/|$)`) }, () => ({ path: name, namespace: "empty" }));
            }
            build.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "export default {};" }));
            for (const [suffix, text] of Object.entries(append)) {
                build.onLoad({ filter: new RegExp(`${suffix.replaceAll(".", "\\.")}$`) }, ({ path: file }) => ({
                    contents: readFileSync(file, "utf8") + text,
                    loader: "js",
                }));
            }
        },
    };
    const result = await esbuild({
        stdin: { contents: entry, resolveDir: HERE, loader: "ts" },
        bundle: true,
        write: false,
        format: "iife",
        globalName: EXPORTED,
        platform: "browser",
        target: "es2022",
        legalComments: "none",
        logLevel: "silent",
        external,
        define: { global: "globalThis", "process.env.NODE_ENV": '"production"' },
        plugins: [changes],
    }).catch((error) => {
        throw notInstalled(error);
    });
    return result.outputFiles[0].text;
}

function notInstalled(error) {
    const why = error.errors?.[0]?.text ?? error.message.split("\n")[0];
    return new Error(`the clients are not installed as pinned: type npm ci --prefix ${HERE} (${why})`);
}
