// Break it: the player is the network, and a reading is against the player.

import { useEffect, useState } from "preact/hooks";
import { Dialog } from "./dialog";
import type { State, Store } from "./state";
import type { Level, Options } from "./types";

function GameDialog({ store, close, go }: { store: Store; close: () => void; go: (link: string) => void }) {
  const [levels, setLevels] = useState<Level[]>([]);
  useEffect(() => { void store.core.ask<Options>("options").then((o) => setLevels(o.levels)); }, []);
  return (
    <Dialog title="Break it" close={close}>
      <p>You are the network, and all else that is not a rule: who presses when, what arrives in which order, what fails. Bring two clients to a bad end. What a fault destroys for good excuses them, and does not count.</p>
      <ul class="stories">{levels.map((l) => (
        <li><button type="button" class="story" onClick={() => go("play=" + l.name)}><strong>{l.title}</strong><br /><span class="soft">{l.about}</span></button></li>
      ))}</ul>
    </Dialog>
  );
}

function GamePanel({ store, state }: { store: Store; state: State }) {
  const facts = state.facts!;
  const { play, at, path } = facts.session;
  const [levels, setLevels] = useState<Level[]>([]);
  const [first, setFirst] = useState<{ play: string; steps: number } | null>(null);
  useEffect(() => { void store.core.ask<Options>("options").then((o) => setLevels(o.levels)); }, []);
  const ahead = state.ahead;
  useEffect(() => { if (at === 0 && ahead?.bad?.shortest) setFirst({ play, steps: ahead.bad.steps }); }, [ahead, at, play]);
  const level = levels.find((l) => l.name === play);
  const v = facts.verdict;
  let says: string;
  let mood = "";
  if (v.word === "violated") {
    mood = "won";
    says = `Broken in ${at} steps: ${v.words}.` + (first?.play === play ? ` The shortest way has ${first.steps}.` : "") + " The token under “Copy” proves it.";
  } else if (ahead?.noReturn) {
    mood = "won";
    says = "You have passed the point of no return: " + ahead.noReturn + ". Only finish it.";
  } else if (ahead?.safe || (ahead?.exact && !ahead.bad)) {
    mood = "lost";
    says = "They are safe from you now: whatever happens, nothing is violated. Step back, and try another way.";
  } else if (ahead?.bad) {
    says = `${at === 0 ? "The shortest way to break it has" : "From here the shortest way to break it has"} ${ahead.bad.steps} steps.` + (ahead.bad.shortest ? "" : " Perhaps there is a shorter one.");
  } else {
    says = ahead ? "No way to break it was found from here." : "Looking ahead…";
  }
  return (
    <section class={"card game " + mood} aria-label="Break it">
      <p>{level?.about}</p>
      <p role="status"><strong>{says}</strong></p>
      <p class="soft">{at} {at === 1 ? "step" : "steps"} so far. {facts.budget.map((b) => `${b.name}: ${b.left} of ${b.of} left.`).join(" ")}
        {at > 0 && <> <button type="button" class="link" onClick={() => void store.stand(path, 0)}>Begin again</button></>}</p>
    </section>
  );
}

export const Game = { Dialog: GameDialog, Panel: GamePanel };
