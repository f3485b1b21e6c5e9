// What could happen: each choice with what it would do, before it is chosen.

import { useState } from "preact/hooks";
import { Bar } from "./fromhere";
import type { State, Store } from "./state";
import type { Chance, Choice } from "./types";

export function Choices({ store, state }: { store: Store; state: State }) {
  const facts = state.facts!;
  const onPath = facts.session.path[facts.session.at];
  const one = (c: Choice, n: number) => <One key={c.name} choice={c} n={n} onPath={c.name === onPath} chance={state.ahead?.next[c.index]} choose={() => void store.choose(c.name)} />;
  let n = 0;
  const empty = facts.groups.length + facts.faults.length === 0;
  return (
    <section class="card choices" aria-label="What could happen">
      <h2>What could happen</h2>
      {facts.verdict.atRest && <p class="soft">{empty ? "Nothing: it is over." : "Nothing has to happen any more: it may end here."}</p>}
      {facts.groups.map((g) => (
        <div class="group"><h3>{g.who}</h3>{g.choices.map((c) => one(c, ++n))}</div>
      ))}
      {(facts.faults.length > 0 || facts.budget.length > 0) && (
        <div class="group faults">
          <h3>Faults <span class="soft">{facts.budget.map((b) => `${b.name}: ${b.left} of ${b.of} left`).join(", ")}</span></h3>
          {facts.faults.map((c) => one(c, ++n))}
        </div>
      )}
    </section>
  );
}

function One({ choice, n, onPath, chance, choose }: { choice: Choice; n: number; onPath: boolean; chance?: Chance; choose: () => void }) {
  const [open, setOpen] = useState(false);
  const promise = chance ? `${chance.text} chance of a bad end after it` : "";
  return (
    <div class={"choice" + (onPath ? " onpath" : "") + (choice.spends ? " fault" : "")}>
      <button type="button" class="act" data-name={choice.name} onClick={choose}>
        <span class="words">{n <= 9 && <kbd aria-hidden="true">{n}</kbd>} {choice.words}
          {choice.calm && <span class="tag">calmest</span>}{onPath && <span class="tag">on this path</span>}{choice.may && <span class="tag">need not happen</span>}
          {choice.spends && <span class="tag warn">{choice.spends}</span>}</span>
        {choice.sees.length > 0 && <span class="sees">{choice.sees.join(" · ")}</span>}
        {choice.violates.length > 0 && <span class="violates">violates {choice.violates.join(", ")}</span>}
        {chance && <span class="after"><Bar mille={chance.mille} /><span class="soft">{promise}{chance.interval ? ` (${chance.interval})` : ""}</span></span>}
      </button>
      <button type="button" class="more" aria-expanded={open} aria-label={`What ${choice.words} would do, and by which rule`} onClick={() => setOpen(!open)}>{open ? "−" : "+"}</button>
      {open && (
        <div class="detail">
          <p><code>{choice.name}</code></p>
          {choice.holds.concat(choice.sends).map((h) => <p>{h}</p>)}
          {choice.rules.length === 0 && <p class="soft">No rule of a client applies.</p>}
          {choice.rules.map((r) => <p>rule <code>{r.text}</code></p>)}
          {choice.rules.flatMap((r) => r.clauses).map((c) => <p class="soft"><b>{c.id}</b> {c.text}</p>)}
        </div>
      )}
    </div>
  );
}
