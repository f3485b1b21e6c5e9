// The library: bundled stories by what users see, by client, by hole; and who can call whom.

import { useEffect, useState } from "preact/hooks";
import type { Job } from "./core";
import { Dialog } from "./dialog";
import { count } from "./fromhere";
import type { Store } from "./state";
import type { Library, Pairs, Progress, Story } from "./types";

export function LibraryDialog({ store, close, go }: { store: Store; close: () => void; go: (link: string) => void }) {
  const [tab, setTab] = useState<"stories" | "pairs">("stories");
  return (
    <Dialog title="Library" close={close} wide>
      <div class="chips" role="group" aria-label="What to show">
        <button type="button" aria-pressed={tab === "stories"} onClick={() => setTab("stories")}>Stories</button>
        <button type="button" aria-pressed={tab === "pairs"} onClick={() => setTab("pairs")}>Who can call whom</button>
      </div>
      {tab === "stories" ? <Stories store={store} go={go} /> : <Table store={store} go={go} />}
    </Dialog>
  );
}

function Stories({ store, go }: { store: Store; go: (link: string) => void }) {
  const [all, setAll] = useState<Library | null>(null);
  const [text, setText] = useState("");
  const [sees, setSees] = useState("");
  const [client, setClient] = useState("");
  const [hole, setHole] = useState("");
  useEffect(() => { void store.core.ask<Library>("stories").then(setAll); }, []);
  if (!all) return <p role="status">Replaying every story…</p>;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (s: Story) =>
    (!sees || s.sees.includes(sees)) && (!client || s.clients.includes(client)) && (!hole || s.holes.includes(hole)) &&
    words.every((w) => (s.name + " " + s.title + " " + s.text + " " + s.sees.join(" ") + " " + s.holes.join(" ")).toLowerCase().includes(w));
  const found = all.stories.filter(fits);
  const pick = (label: string, value: string, set: (v: string) => void, list: [string, string][]) => (
    <label>{label} <select value={value} onChange={(e) => set(e.currentTarget.value)}><option value="">any</option>{list.map(([v, t]) => <option value={v}>{t}</option>)}</select></label>
  );
  return (
    <>
      <div class="filters">
        <label>Find <input type="search" value={text} placeholder="ringing, restart, H-01…" onInput={(e) => setText(e.currentTarget.value)} /></label>
        {pick("What users see", sees, setSees, all.sights.map((s) => [s, s]))}
        {pick("Client", client, setClient, all.clients.map((c) => [c, c]))}
        {pick("Hole", hole, setHole, all.holes.map((h) => [h.name, `${h.name} ${h.about}`]))}
      </div>
      <p class="soft" role="status">{found.length} of {all.stories.length} stories</p>
      <ul class="stories">{found.map((s) => (
        <li class={s.verdict}><button type="button" class="story" onClick={() => go("case=" + s.name)}>
          <strong>{s.title}</strong><br /><span class="soft">{s.sees.join(" · ") || "nothing wrong"} · {s.steps} steps {s.holes.length > 0 ? "· " + s.holes.join(" ") : ""}</span>
        </button></li>
      ))}</ul>
    </>
  );
}

const signs: Record<string, string> = { proven: "✓", excused: "△", rough: "~", failing: "✗", hopeless: "✗✗", unknown: "?" };

function Table({ store, go }: { store: Store; go: (link: string) => void }) {
  const [pairs, setPairs] = useState<Pairs | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const job: Job<Pairs> = store.core.work<Pairs>("pairs", {}, setProgress);
    job.answer.then(setPairs, (e: Error) => setSaid(e.message));
    return () => job.cancel();
  }, []);
  if (said) return <p class="notice bad">{said}</p>;
  if (!pairs) return <p role="status">Searching every pair of deployed clients{progress && progress.share > 0 ? `: ${Math.round(progress.share / 10)} %` : "…"} {progress && progress.states > 0 ? `(${count(progress.states)} states)` : ""}</p>;
  return (
    <>
      <p>Both press “call” at once; each cell is the worse of the two orders of the call IDs, over every run. The clients' code was read; none of them is run. A cell opens its shortest story.</p>
      <div class="scroll">
        <table class="pairs">
          <thead><tr><td></td>{pairs.names.map((n) => <th scope="col"><span>{n}</span></th>)}</tr></thead>
          <tbody>{pairs.names.map((row, i) => (
            <tr><th scope="row">{row}</th>{pairs.names.map((column, j) => {
              const cell = pairs.cells[i][j];
              const meaning = pairs.legend.find((l) => l.name === cell.class)?.about ?? cell.class;
              const label = `${row} and ${column}: ${meaning}${cell.words ? ". At worst: " + cell.words : ""}`;
              return <td class={cell.class}><button type="button" aria-label={label} title={label} onClick={() => go(cell.link)}>{signs[cell.class] ?? "?"}</button></td>;
            })}</tr>
          ))}</tbody>
        </table>
      </div>
      <dl class="legend">{pairs.legend.map((l) => <><dt class={l.name}>{signs[l.name]}</dt><dd>{l.about}</dd></>)}</dl>
    </>
  );
}
