// What is wrong with a world at its end, each in words that stay the same from run to run.

/** Looks at a World after it was drained. */
export function complaints(world) {
    return [...ofReplies(world), ...world.ends.flatMap((end) => [...ofEnd(end), ...ofSends(end)])];
}

function* ofReplies(world) {
    for (const [, , reply] of world.transcript) {
        const { error } = JSON.parse(reply);
        if (error !== undefined) yield `refused: ${error}`;
    }
}

function* ofEnd(end) {
    for (const call of end.calls) {
        const whose = call.own ? "own call" : "incoming call";
        if (call.state !== "ended" && call.state !== "active") yield `stuck: ${whose} ${call.state} (${call.native}) at the end`;
        const pc = end.pcs.get(call.pc);
        if (call.state === "ended" && pc !== undefined && !pc.closed) yield `leak: ${whose} ended, its peer connection is open`;
    }
    const live = end.calls.filter((call) => call.state !== "ended");
    if (end.mic > 0 && live.length === 0) yield "leak: the microphone is on, and no call is left";
    if (live.length > 1) yield "two calls are live";
    for (const out of end.outs) {
        if (out.ev === "unhandled") yield `unhandled: ${out.text}`;
        if (out.ev === "throw") yield `${out.op} threw: ${out.text}`;
        if (out.ev === "state" && (out.from === "ended" || out.from === "ending") && out.to !== "ended") yield `resurrected: ${out.from} to ${out.to}`;
        if (out.ev === "hangup" && /timeout/.test(out.reason)) yield `timed out: ${out.reason}`;
    }
    for (const out of end.outs) if (out.ev === "log") yield `log: ${out.text}`;
}

function* ofSends(end) {
    const sends = end.outs.filter((out) => out.ev === "req" && out.kind === "send");
    for (const [index, { type, content }] of sends.entries()) {
        const before = sends.slice(0, index).filter((other) => other.content.call_id === content.call_id);
        const own = end.calls.some((call) => call.id === content.call_id && call.own);
        const ended = before.some((other) => other.type === "m.call.hangup" || other.type === "m.call.reject");
        if (ended) yield `sent ${type} after its own hangup`;
        if (own && type !== "m.call.invite" && !before.some((other) => other.type === "m.call.invite")) yield `sent ${type} for a call without an invite`;
    }
}
