// The client-server API, as far as calls use it: fetch() of one device, whose answers the simulator gives.
import { domException } from "./emitter.mjs";

const SEND = /\/rooms\/[^/]+\/send\/([^/]+)\/([^/]+)$/;
const TURN_SERVER = /\/voip\/turnServer$/;

// Short enough for a client to ask again before each call, as the simulator expects one that has "turn" in `manual` to do.
const TURN_TTL_SECONDS = 60;

/** The function fetch for a device; `handedOver(type, content)` hears of each event that the client hands over. */
export function makeFetch(device, handedOver) {
    return (url, { method = "GET", body, signal } = {}) => {
        const { pathname } = url instanceof URL ? url : new URL(url);
        const ask = (kind, details, succeed) =>
            new Promise((resolve, reject) => {
                const cancel = device.requests.open(kind, details, (error, command) => {
                    if (error?.name === "network") reject(new TypeError("fetch failed"));
                    else resolve(error === null ? response(200, succeed(command)) : failure(error));
                });
                signal?.addEventListener("abort", () => {
                    cancel();
                    reject(domException("AbortError", "the request was aborted"));
                });
            });

        const send = SEND.exec(pathname);
        if (method === "PUT" && send !== null) {
            const [type, txn] = send.slice(1).map(decodeURIComponent);
            const content = JSON.parse(body);
            handedOver(type, content);
            return ask("send", { type, txn, content }, (command) => ({ event_id: command.event_id }));
        }
        if (TURN_SERVER.test(pathname)) {
            return ask("turn", {}, () => ({ username: "user", password: "secret", uris: ["turn:turn.invalid"], ttl: TURN_TTL_SECONDS }));
        }
        return Promise.resolve(response(404, { errcode: "M_UNRECOGNIZED", error: `the simulator serves no ${method} ${pathname}` }));
    };
}

function failure({ name, retryAfterMS }) {
    const body = { errcode: name, error: `the simulator answers ${name}` };
    if (name === "M_LIMIT_EXCEEDED") return response(429, { ...body, retry_after_ms: retryAfterMS ?? 1000 });
    return response(name === "M_FORBIDDEN" ? 403 : 500, body);
}

// As much of a Response as clients read, without its streams, which need real time.
function response(status, body) {
    const text = JSON.stringify(body);
    const headers = new Map([["content-type", "application/json"]]);
    return {
        status,
        ok: status < 300,
        headers: { get: (name) => headers.get(name.toLowerCase()) ?? null },
        text: () => Promise.resolve(text),
        json: () => Promise.resolve(JSON.parse(text)),
    };
}
