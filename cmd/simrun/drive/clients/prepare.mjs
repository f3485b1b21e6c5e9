// Bundles every client, so that no adapter has to when it starts: npm runs it after `npm ci`.
import { bundle } from "./bundle.mjs";
import { CLIENTS } from "./clients.mjs";

for (const name of Object.keys(CLIENTS)) await bundle(name);
