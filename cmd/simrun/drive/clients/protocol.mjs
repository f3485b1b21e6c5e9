// The adapter protocol, version 1: one command a line, one reply a line. Every client is served by this loop.
import { complete, readCommand } from "./commands.mjs";
import { Device } from "./device.mjs";
import { Lines } from "./lines.mjs";
import { Refusal } from "./requests.mjs";

/**
 * Serves a client until `quit` or the end of the input.
 *
 * `client` has `name`, `capabilities`, and `open(device)`, which evaluates its code among the surroundings of the device and returns a function that
 * begins anew: it returns a phone, whose place, answer, reject, ignore, hangup and sync carry out a command; whose calls() are what a reply lists;
 * and whose callOf(connection) is the ID of the call that has it, or null.
 */
export async function serve(client) {
    const adapter = new Adapter(client);
    const lines = new Lines();
    process.on("unhandledRejection", (error) => adapter.device.report(error));
    process.on("uncaughtException", (error) => adapter.device.report(error));
    for (let line; !adapter.over && (line = await lines.next()) !== null; ) {
        await lines.write(JSON.stringify(await adapter.reply(line)));
    }
}

export class Adapter {
    device = new Device();
    /** quit has been replied to. */
    over = false;

    #client;
    #start;
    #phone = null;

    constructor(client) {
        this.#client = client;
        this.#start = client.open(this.device);
    }

    /** Carries out one line, and returns its reply once the device is quiescent. Never throws. */
    async reply(line) {
        let seq = 0;
        let extra = {};
        try {
            const command = readCommand(line);
            seq = command.seq;
            extra = await this.#do(command);
        } catch (error) {
            seq = error.seq ?? seq;
            extra = { error: error instanceof Refusal ? error.message : `the adapter failed: ${error?.message ?? error}` };
        }
        return { seq, now: this.device.clock.now, ...extra, ...this.#standing() };
    }

    async #do(command) {
        if (command.op === "init") return this.#init(command);
        if (command.op === "quit") {
            this.over = true;
            this.#phone = null;
            this.device.takeOuts();
            return {};
        }
        if (this.#phone === null) throw new Refusal(`${command.op} before init`);
        if (command.at !== undefined) await this.device.passTo(command.at);
        this.#carryOut(command);
        await this.device.quiesce();
        return {};
    }

    async #init(command) {
        this.#phone = null;
        this.device.reset(complete(command));
        this.#phone = this.#start();
        await this.device.quiesce();
        return { protocol: 1, client: this.#client.name, capabilities: this.#client.capabilities };
    }

    #carryOut(command) {
        if (command.op === "resolve") return this.device.requests.resolve(command);
        if (command.op === "ice") return this.#ice(command);
        if (command.op !== "advance") this.#phone[command.op](command);
    }

    #ice({ pc, state }) {
        const connection = this.device.connections[pc - 1];
        if (connection === undefined) throw new Refusal(`there is no peer connection ${pc}`);
        if (connection.closed) throw new Refusal(`peer connection ${pc} is closed`);
        connection.setIce(state);
    }

    // A connection is made before its call knows it: whose it is, is filled in here.
    #standing() {
        const outs = this.device.takeOuts();
        if (this.#phone === null) return { outs, next: null, calls: [], mic: 0 };
        for (const out of outs) {
            if (out.ev === "pc") out.call = this.#phone.callOf(this.device.connections[out.pc - 1]);
        }
        return { outs, next: this.device.clock.next, calls: this.#phone.calls(), mic: this.device.captured.size };
    }
}
