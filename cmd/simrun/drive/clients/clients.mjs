// Which published packages there are adapters for, and what is taken from each.

const matrixJSSDK = (version) => ({
    entry: `
        export { createClient, MatrixEvent, Room, RoomEvent, ClientEvent, PendingEventOrdering } from "matrix-js-sdk-${version}/src/matrix.ts";
        export { createNewMatrixCall, CallEvent, CallState, CallErrorCode } from "matrix-js-sdk-${version}/src/webrtc/call.ts";
        export { logger } from "matrix-js-sdk-${version}/src/logger.ts";`,
    // Encryption in WebAssembly is loaded when a client asks for it, which none does here.
    external: ["@matrix-org/*"],
});

/** By the name of the bundle. */
export const CLIENTS = {
    "matrix-js-sdk-43.0.0": matrixJSSDK("43.0.0"),
    "matrix-js-sdk-21.1.0": matrixJSSDK("21.1.0"),
    "hydrogen-view-sdk-0.3.1": {
        entry: `export { PeerCall, CallErrorCode, ErrorBoundary, LocalMedia, MuteSettings, NullLogger, Timeout } from "hydrogen-view-sdk";`,
        // The package does not export its call and what that is built with; nothing else of it is touched.
        append: {
            "hydrogen-view-sdk/lib-build/hydrogen.es.js":
                "\nexport { PeerCall, CallErrorCode, ErrorBoundary, MuteSettings, NullLogger, Timeout };\n",
        },
        empty: ["@matrix-org/olm"],
    },
};
