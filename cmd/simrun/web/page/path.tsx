// The path: a mark for each step, with the branches that were left, and how the chance of
// a bad end went along it.

import { useEffect, useRef } from "preact/hooks";
import type { State, Store } from "./state";
import type { Step } from "./types";

// mostInARow is how many marks stand in one row on a laptop; beyond, the curve would not be above them.
const mostInARow = 27;

export function PathStrip({ store, state }: { store: Store; state: State }) {
  const facts = state.facts!;
  const { path, at } = facts.session;
  const turn = state.turn;
  const now = at > 0 ? facts.steps[at - 1] : null;
  const next = facts.steps[at];
  const dots = useRef<HTMLOListElement>(null);
  useEffect(() => { // where the marks do not all fit, the current one is in sight
    const list = dots.current!, mark = list.querySelector<HTMLElement>(".now");
    if (mark) list.scrollLeft = mark.offsetLeft - list.clientWidth / 2;
  }, [at, path]);
  return (
    <section class="card path" aria-label="Path">
      <div class="stepper">
        <button type="button" aria-label="To the beginning" disabled={at === 0} onClick={() => void store.stand(path, 0)}>«</button>
        <button type="button" aria-label="One step back" disabled={at === 0} onClick={() => store.step(-1)}>‹</button>
        <output aria-live="polite">Step {at} of {path.length}</output>
        <button type="button" aria-label="One step forth" disabled={at === path.length} onClick={() => store.step(1)}>›</button>
        <button type="button" aria-label="To the end" disabled={at === path.length} onClick={() => void store.stand(path, path.length)}>»</button>
        {turn && turn.pivot > 0 && <button type="button" class="pivot" onClick={() => void store.toPivot()}>Pivot: step {turn.pivot}</button>}
      </div>
      <p class="last">{now ? now.words : path.length > 0 ? "At the beginning." : "Nothing has happened yet: choose what happens first."}{next && <span class="soft"> Next on this path: {next.words}.</span>}</p>
      <ol class="dots" ref={dots}>
        {turn && turn.mille.length > 1 && path.length <= mostInARow && <Curve mille={turn.mille} steps={path.length} />}
        {facts.steps.map((step, i) => (
          <li><button type="button" class={dot(step, i + 1, at, turn?.pivot ?? 0)} aria-label={label(step, i + 1, turn?.pivot ?? 0)} title={label(step, i + 1, turn?.pivot ?? 0)}
            aria-current={i + 1 === at ? "step" : undefined} onClick={() => void store.stand(path, i + 1)}>{i + 1}</button></li>
        ))}
      </ol>
      {state.branches.length > 0 && (
        <div class="branches">
          <h3>Branches that you left</h3>
          <ul>{state.branches.map((b) => {
            const fork = b.findIndex((step, i) => path[i] !== step);
            const from = fork < 0 ? b.length : fork;
            return <li><button type="button" class="link" onClick={() => void store.stand(b, Math.min(from + 1, b.length))}>
              from step {from + 1}: {b[from]}{b.length > from + 1 ? ` … (${b.length} steps)` : ""}</button></li>;
          })}</ul>
        </div>
      )}
    </section>
  );
}

function dot(step: Step, n: number, at: number, pivot: number) {
  const classes = ["dot"];
  if (step.fault) classes.push("fault");
  if (step.violates.length > 0) classes.push("violates");
  if (n === pivot) classes.push("turns");
  if (n === at) classes.push("now");
  if (n > at) classes.push("later");
  return classes.join(" ");
}

function label(step: Step, n: number, pivot: number) {
  let text = `Step ${n}: ${step.words}`;
  if (step.fault) text += " (fault)";
  if (n === pivot) text += " (here it turned)";
  if (step.violates.length > 0) text += ", violates " + step.violates.join(", ");
  return text;
}

// Curve is the chance of a bad end before the first step and after each.
function Curve({ mille, steps }: { mille: number[]; steps: number }) {
  const points = mille.map((m, i) => `${Math.max(0, i - 0.5)},${(1000 - m) / 1000}`).join(" "); // above the mark of the step before the world
  return (
    <li class="curve"><svg width={30 * steps} viewBox={`0 -0.05 ${steps} 1.1`} preserveAspectRatio="none" role="img"
      aria-label={`Chance of a bad end along the path, in per cent: ${mille.map((m) => Math.round(m / 10)).join(", ")}`}>
      <polyline points={points} /></svg></li>
  );
}
