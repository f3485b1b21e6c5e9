// Defects of the clients, each with a shortest story. Of each: its name; the clients, a device each; `absent`, clients that are free of it;
// `source`, the file of the package and the text that causes it; and of the surroundings, what the story needs: invitee, manual, stub.
// story(world) returns what is seen of the defect, or null where it is not there.
import { GLARE } from "./defects-glare.mjs";
import { HYDROGEN } from "./defects-hydrogen.mjs";
import { MEDIA } from "./defects-media.mjs";
import { SENDS } from "./defects-sends.mjs";

export const DEFECTS = [...GLARE, ...MEDIA, ...SENDS, ...HYDROGEN];
