// Defects of the clients, each with a shortest story. Of each: its name; the clients, a device each; `absent`, clients that are free of it;
// `source`, the file of the package and the text that causes it; and of the surroundings, what the story needs: invitee, manual, stub.
// story(world) returns what is seen of the defect, or null where it is not there.
//
// For readers, docs/FINDINGS.md is made of: `title`, in users' words; `tells`, the story in sentences; `cause`; the properties it `violates`, and how
// they were `judged` where that is not plain; `grave`, a severity of the properties; how `sure` it is that no stub causes it, and why; `elsewhere`, what a
// version shows where the story alone does not tell; `threads` upstream, each with what it says; `weak`, why one may not count it; and
// `candidates`, whether the picture shows them.
import { ANSWERS } from "./defects-answers.mjs";
import { GLARE } from "./defects-glare.mjs";
import { HANGUPS } from "./defects-hangups.mjs";
import { HYDROGEN } from "./defects-hydrogen.mjs";
import { MEDIA } from "./defects-media.mjs";

export const DEFECTS = [...GLARE, ...MEDIA, ...ANSWERS, ...HANGUPS, ...HYDROGEN];
