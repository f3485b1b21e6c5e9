// A World's transcript as text: a line for each command, with what it did below.
const NAMES = ["alice", "  bob", " bob2"];

/** Returns the lines; `calm` is the number of the command with which nobody presses any more, or -1. */
export function* show(transcript, calm = -1) {
    for (const [number, [index, line, reply]] of transcript.entries()) {
        if (number === calm) yield "-- drain";
        const { calls, outs, next, mic, error } = JSON.parse(reply);
        const { op, at, call, req, error: failed, events, pc, state } = JSON.parse(line);
        if (op === "init") continue;
        const told = events?.map((event) => `${event.type.slice(7)} ${event.content.call_id} of ${event.sender.slice(1, 4)}`).join(", ");
        const words = [op, call, req && `req ${req}`, failed, told, pc && `pc ${pc} ${state}`].filter(Boolean).join(" ");
        const standing = calls.map((one) => `${one.id}:${one.state}(${one.native})`).join(" ");
        yield `${String(at).padStart(6)} ${NAMES[index]} ${words.padEnd(44)} ${standing} mic ${mic} next ${next} ${error ?? ""}`;
        for (const out of outs) {
            if (out.ev === "state" || out.ev === "pc") continue;
            const { ev, content, ...rest } = out;
            yield `${" ".repeat(18)}${ev} ${Object.values(rest).join(" ")} ${content?.call_id ?? ""}`;
        }
    }
}
