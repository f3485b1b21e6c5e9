// The globals of a browser, of one device, for the private evaluation of a client.
import { makeMedia } from "./media.mjs";
import { makeWebRTC } from "./webrtc.mjs";

/** They stay the same objects when the device is reset, so that a bundle is evaluated once. */
export function makeSurroundings(device) {
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
        console: Object.fromEntries(["log", "info", "warn", "error", "debug", "trace", "group", "groupEnd"].map((name) => [name, () => {}])),
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
