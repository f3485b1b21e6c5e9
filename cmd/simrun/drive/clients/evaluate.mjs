// Private evaluation: a bundle sees the language, and nothing else but what it is given.

// The language itself, and what of the platform is a pure function or value.
const LANGUAGE = `Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Error AggregateError
    EvalError RangeError ReferenceError SyntaxError TypeError URIError Promise Proxy Reflect JSON Map Set WeakMap WeakSet WeakRef BigInt RegExp
    Intl ArrayBuffer SharedArrayBuffer DataView Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array
    Uint8ClampedArray BigUint64Array BigInt64Array FinalizationRegistry Iterator decodeURI decodeURIComponent encodeURI encodeURIComponent
    escape unescape isFinite isNaN eval`.split(/\s+/);
const PURE = `URL URLSearchParams TextEncoder TextDecoder AbortController AbortSignal Event EventTarget DOMException btoa atob structuredClone
    queueMicrotask`.split(/\s+/);

// Names of browsers and of other module systems that node does not have, and a bundle might look for.
const ELSEWHERE = `window self document location localStorage sessionStorage indexedDB navigator XMLHttpRequest RTCPeerConnection
    RTCRtpReceiver RTCRtpSender RTCSessionDescription RTCIceCandidate MediaStream AudioContext require module exports __filename
    __dirname`.split(/\s+/);

/** Evaluates `code`, a script that declares `exported`, among `given` globals; returns what it declared. */
export function evaluate(code, exported, given) {
    const allowed = new Set([...LANGUAGE, ...PURE]);
    const global = {};
    for (const name of allowed) if (name in globalThis) global[name] = globalThis[name];
    Object.assign(global, given);
    global.globalThis = global.window = global.self = global;

    // Every other global name of this process is a parameter, and undefined unless it is given.
    const names = new Set([...Object.getOwnPropertyNames(globalThis), ...ELSEWHERE, ...Object.keys(given), "globalThis"]);
    const shadowed = [...names].filter((name) => (!allowed.has(name) || name in given) && /^[A-Za-z_$][\w$]*$/.test(name));
    const run = new Function(...shadowed, `${code}\n;return ${exported};`);
    return run.call(global, ...shadowed.map((name) => global[name]));
}
