// All randomness of a device, from the seed of its init.

/** A generator of 32-bit numbers: mulberry32 (Tommy Ettinger, public domain). */
export class Random {
    #state = 0;

    reset(seed) {
        this.#state = seed >>> 0;
    }

    uint32() {
        this.#state = (this.#state + 0x6d2b79f5) >>> 0;
        let x = this.#state;
        x = Math.imul(x ^ (x >>> 15), x | 1);
        x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
        return (x ^ (x >>> 14)) >>> 0;
    }

    /** From 0, below 1: Math.random. */
    fraction() {
        return this.uint32() / 2 ** 32;
    }

    /** Web Cryptography's getRandomValues. */
    fill(array) {
        const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
        for (let i = 0; i < bytes.length; i++) bytes[i] = this.uint32() >>> 24;
        return array;
    }

    /** Web Cryptography's randomUUID: version 4. */
    uuid() {
        const bytes = this.fill(new Uint8Array(16));
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
        return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
    }
}
