// The globals of a browser, of one device, for the private evaluation of a client.
import { makeMedia } from "./media.mjs";
import { makeWebRTC } from "./webrtc.mjs";

const LEVELS = ["log", "info", "warn", "error", "debug", "trace", "group", "groupEnd"];

/**
 * They stay the same objects when the device is reset, so that a bundle is evaluated once. `log(level, ...parts)` hears what is written to
 * the console; null, nobody does.
 */
export function makeSurroundings(device, log = null) {
    const { clock, random } = device;
    const { MediaStreamTrack, MediaStream, AudioContext, mediaDevices } = makeMedia(device);
    const RTCPeerConnection = makeWebRTC(device, { MediaStreamTrack, MediaStream });
    const math = Object.defineProperties({}, Object.getOwnPropertyDescriptors(Math));
    math.random = () => random.fraction();
    return {
        Math: math,
        Date: clock.Date,
        setTimeout: clock.setTimeout,
        clearTimeout: clock.clearTimeout,
        setInterval: clock.setInterval,
        clearInterval: clock.clearInterval,
        performance: { now: () => clock.now, mark() {}, measure() {} },
        crypto: { getRandomValues: (array) => random.fill(array), randomUUID: () => random.uuid(), subtle: {} },
        console: Object.fromEntries(LEVELS.map((level) => [level, log === null ? () => {} : log.bind(null, level)])),
        navigator: { mediaDevices, userAgent: "simrun", onLine: true, language: "en" },
        document: { addEventListener() {}, removeEventListener() {}, hidden: false },
        location: undefined,
        addEventListener() {},
        removeEventListener() {},
        RTCPeerConnection,
        RTCRtpReceiver: {},
        RTCRtpSender: {},
        RTCSessionDescription: class {},
        RTCIceCandidate: class {},
        MediaStream,
        MediaStreamTrack,
        AudioContext,
    };
}
