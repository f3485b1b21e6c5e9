// Standard input and output, line by line. Between a reply and the next command nothing may run, so the process may stand still
// for both, which costs less than node's streams do.
import { readSync, writeSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { setTimeout as sleep } from "node:timers/promises";

const CHUNK_BYTES = 64 * 1024;

// How often a pipe is asked that whoever started the process has set not to wait.
const AGAIN_MS = 1;

export class Lines {
    #chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    #decoder = new StringDecoder("utf8");
    #read = []; // whole lines, the next one last
    #rest = "";
    #over = false;

    /** The next line without its end; null after the last. */
    async next() {
        while (this.#read.length === 0 && !this.#over) {
            const bytes = await persist(() => readSync(0, this.#chunk));
            const lines = (this.#rest + this.#decoder.write(this.#chunk.subarray(0, bytes))).split("\n");
            this.#rest = lines.pop();
            this.#read = lines.reverse();
            if (bytes > 0) continue;
            this.#over = true;
            if (this.#rest !== "") this.#read = [this.#rest];
        }
        return this.#read.pop() ?? null;
    }

    /** Writes a line. */
    async write(line) {
        const bytes = Buffer.from(`${line}\n`);
        for (let written = 0; written < bytes.length; ) written += await persist(() => writeSync(1, bytes, written));
    }
}

// What `transfer` returns, once it can be carried out; 0 at the end of a pipe on Windows, which is an error there.
function persist(transfer) {
    try {
        return transfer();
    } catch (error) {
        if (error.code === "EOF") return 0;
        if (error.code === "EAGAIN") return sleep(AGAIN_MS).then(() => persist(transfer));
        throw error;
    }
}
