// The few lines of SDP (RFC 8866, RFC 8829) that the two ends read of each other.

const CODECS = { audio: [111, "opus/48000/2"], video: [96, "VP8/90000"] };

/** Writes a description: `ufrag`, and of each media section kind, mid, direction, streamID and trackID (or null). */
export function writeSDP(ufrag, sections) {
    const lines = ["v=0", "o=- 1 1 IN IP4 0.0.0.0", "s=-", "t=0 0", `a=ice-ufrag:${ufrag}`, `a=ice-pwd:${ufrag.padEnd(22, "0")}`];
    if (sections.length > 0) lines.push(`a=group:BUNDLE ${sections.map((section) => section.mid).join(" ")}`);
    for (const { kind, mid, direction, streamID, trackID } of sections) {
        const [payload, codec] = CODECS[kind];
        lines.push(`m=${kind} 9 UDP/TLS/RTP/SAVPF ${payload}`, "c=IN IP4 0.0.0.0", `a=mid:${mid}`, `a=${direction}`);
        if (trackID !== null) lines.push(`a=msid:${streamID} ${trackID}`);
        lines.push(`a=rtpmap:${payload} ${codec}`);
    }
    return lines.join("\r\n") + "\r\n";
}

/** Reads one, of whatever origin; null if it is none. */
export function readSDP(text) {
    if (typeof text !== "string" || !text.startsWith("v=0")) return null;
    const [head, ...parts] = text.split(/^m=/m);
    const ufrag = /^a=ice-ufrag:(\S+)/m.exec(text)?.[1] ?? null;
    if (ufrag === null || head === undefined) return null;
    const sections = parts.map((part) => {
        const msid = /^a=msid:(\S+)(?: (\S+))?/m.exec(part);
        return {
            kind: /^\w+/.exec(part)?.[0] ?? "",
            direction: /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m.exec(part)?.[1] ?? "sendrecv",
            streamID: msid?.[1] ?? null,
        };
    });
    return { ufrag, sections };
}
