// How grave the project calls what users notice, the gravest first: the names of properties/severity.go.
import { readFileSync } from "node:fs";

const SOURCE = new URL("../../../../../properties/severity.go", import.meta.url);
const ROW = /^\t\t[A-Z]\w+:\s+\{"([^"]+)", "[^"]+"\},$/gm;

export const SEVERITIES = [...readFileSync(SOURCE, "utf8").matchAll(ROW)].map(([, name]) => name);
