// From here: the chance of a bad end, and the ends that are still possible.

import type { State, Store } from "./state";
import type { Ahead, End } from "./types";

export const count = (n: number) => n.toLocaleString("en");

export function FromHere({ store, state }: { store: Store; state: State }) {
  const { ahead, progress, facts } = state;
  const violated = facts!.verdict.word === "violated";
  return (
    <section class="card fromhere" aria-label="From here">
      <h2>From here</h2>
      {ahead && ahead.exact && ahead.states === 1 ? (
        <p class="chance" data-chance={ahead.here.mille}><strong>It is over.</strong></p>
      ) : ahead ? (
        <>
          <p class="chance" data-chance={ahead.here.mille}>
            <strong>{ahead.here.text}</strong> {violated ? "that more goes wrong" : "chance of a bad end"}
            {ahead.here.interval && <span class="soft"> ({ahead.here.interval}, 95 % sure)</span>}
          </p>
          <Bar mille={ahead.here.mille} />
          {ahead.noReturn && <p class="turned bad"><strong>No return:</strong> {ahead.noReturn}.</p>}
          {ahead.safe && !violated && <p class="turned good"><strong>Safe:</strong> {ahead.safe}.</p>}
          <p class="known soft">Known {ahead.known}.
            {ahead.tooLarge && <> <button type="button" class="link" onClick={() => void store.look({ maxStates: 3_000_000 })}>Search up to 3,000,000 states</button></>}
          </p>
          {facts!.session.play ? <details><summary>Show me how: this spoils the game</summary><Ends store={store} ahead={ahead} /></details> : <Ends store={store} ahead={ahead} />}
        </>
      ) : state.stopped ? (
        <p><button type="button" onClick={() => void store.look({})}>Look ahead again</button></p>
      ) : (
        <p class="soft" role="status">Looking ahead{progress && progress.states + progress.runs > 0 ? `: ${count(progress.states)} states, ${count(progress.runs)} runs` : ""}…</p>
      )}
      {progress && <p><button type="button" class="cancel" onClick={() => store.stop()}>Cancel</button>
        {ahead && <span class="soft"> {count(progress.states)} states, {count(progress.runs)} runs</span>}</p>}
    </section>
  );
}

// Ends are the nearest ends, and one of each sort.
function Ends({ store, ahead }: { store: Store; ahead: Ahead }) {
  return (
    <>
      <div class="nearest">
        {ahead.good && <EndButton store={store} end={ahead.good} label={ahead.good.excused ? "Nearest end, excused" : "Nearest good end"} />}
        {ahead.bad && <EndButton store={store} end={ahead.bad} label="Nearest bad end" />}
      </div>
      {ahead.ends.length > 0 && (
        <details>
          <summary>{endsText(ahead.ends.length, ahead.complete)}</summary>
          <ul class="ends">{ahead.ends.map((end) => <li><EndButton store={store} end={end} label={end.excused ? "Excused" : end.good ? "Good" : "Bad"} /></li>)}</ul>
        </details>
      )}
    </>
  );
}

function endsText(n: number, complete: boolean) {
  const sorts = n === 1 ? "one sort of end" : `${n} sorts of ends`;
  return complete ? `${n === 1 ? "The" : "All"} ${sorts} still possible` : `The ${sorts} that ${n === 1 ? "was" : "were"} met`;
}

export function Bar({ mille }: { mille: number }) {
  return <svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"><rect class="all" width="1000" height="10" /><rect class="part" width={mille} height="10" /></svg>;
}

function EndButton({ store, end, label }: { store: Store; end: End; label: string }) {
  const steps = `${end.steps} ${end.steps === 1 ? "step" : "steps"}${end.shortest ? "" : ", perhaps not the nearest"}`;
  return (
    <button type="button" class={"end " + (end.excused ? "excused" : end.good ? "good" : "bad")} onClick={() => void store.stand(end.path, end.path.length)} disabled={end.steps === 0}>
      <strong>{label}</strong> <span class="soft">{end.steps === 0 ? "here" : steps}</span><br />
      {end.words}<br /><span class="soft">{end.sees}</span>
    </button>
  );
}
