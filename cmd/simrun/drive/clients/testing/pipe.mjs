// An adapter in a process of its own, over pipes, in the place of an Adapter.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export class PipedAdapter {
    #process;
    #lines;

    constructor(...args) {
        const [file, ...rest] = args;
        const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
        this.#process = spawn(process.execPath, ["--max-semi-space-size=16", path, ...rest], { stdio: ["pipe", "pipe", "inherit"] });
        this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
    }

    /** Writes a line as it is; returns the next line of the reply, parsed. */
    async reply(line) {
        this.#process.stdin.write(`${line}\n`);
        const { value, done } = await this.#lines.next();
        if (done) throw new Error("the adapter has ended");
        return JSON.parse(value);
    }

    /** quit, and the exit status. */
    async quit() {
        const status = new Promise((resolve) => this.#process.once("exit", resolve));
        await this.reply('{"seq":0,"op":"quit"}');
        return status;
    }

    /** The end of its input, and the exit status. */
    async endInput() {
        const status = new Promise((resolve) => this.#process.once("exit", resolve));
        this.#process.stdin.end();
        return status;
    }
}
