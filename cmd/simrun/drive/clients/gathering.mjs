// Gathering of ICE candidates: when the one candidate of a connection is found, and when that was all.

// The W3C text leaves open how long it takes. A device that knows its addresses has gathered before the short time is over that
// clients wait for (200 ms); "early": before the description is set; "late": candidates have to be sent on their own.
const TIMES_MS = { usual: [100, 100], early: [null, null], late: [1000, 1500] };

/** Starts it for a connection, which has setGathering(state) and candidate(index, or null after the last). */
export function gather(device, connection, stillWanted) {
    const [foundMS, completeMS] = TIMES_MS[device.stub.ice] ?? TIMES_MS.usual;
    const found = () => stillWanted() && connection.candidate(0);
    const complete = () => {
        if (!stillWanted()) return;
        connection.setGathering("complete");
        connection.candidate(null);
    };
    connection.setGathering("gathering");
    if (foundMS === null) {
        found();
        complete();
    } else if (foundMS === completeMS) {
        device.clock.setTimeout(() => (found(), complete()), foundMS);
    } else {
        device.clock.setTimeout(found, foundMS);
        device.clock.setTimeout(complete, completeMS);
    }
}
