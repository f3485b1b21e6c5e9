// The events of a World's transcript: who sent each in which step, and who read it in which.

/**
 * One for each event and reader: {from, to, type, call, reason, sent, read, replied, error}. The first two are indices of devices, `sent`, `read` and `replied` steps of the
 * transcript, `error` is the server's, or null. Of what nobody has read, `to` and `read` are null.
 */
export function messagesOf(transcript) {
    const sent = [];
    const found = [];
    for (const [step, [index, line, reply]] of transcript.entries()) {
        const command = JSON.parse(line);
        if (command.op === "resolve") {
            const message = sent.find((one) => one.from === index && one.req === command.req);
            if (message !== undefined) Object.assign(message, { replied: step, error: command.error ?? null });
        }
        for (const event of command.events ?? []) {
            const message = sent.find((one) => one.key === keyOf(event));
            if (message === undefined || message.from === index) continue;
            message.read = true;
            found.push({ message, to: index, read: step });
        }
        for (const out of JSON.parse(reply).outs) {
            if (out.ev !== "req" || out.kind !== "send") continue;
            const { type, content, req } = out;
            const party = { call: content.call_id, reason: content.reason };
            sent.push({ from: index, req, key: keyOf(out), type, ...party, sent: step, replied: null, error: null, read: false });
        }
    }
    const unread = sent.filter((one) => !one.read).map((one) => ({ ...one, to: null, read: null }));
    return [...found.map(({ message, ...rest }) => ({ ...message, ...rest })), ...unread];
}

const keyOf = ({ type, content }) => JSON.stringify([type, content]);

/** The messages that a message crosses: each was sent before its sender read the other. */
export const crossedBy = (message, messages) =>
    messages.filter((one) => one.from === message.to && one.to === message.from && one.sent < message.read && message.sent < one.read);
