// Set-up: what is explored. A change keeps the path as far as it goes.

import { useEffect, useState } from "preact/hooks";
import { Dialog } from "./dialog";
import type { Store } from "./state";
import type { Checked, Facts, Knob, Options } from "./types";

export function SetupDialog({ store, facts, close }: { store: Store; facts: Facts; close: () => void }) {
  const [options, setOptions] = useState<Options | null>(null);
  const [error, setError] = useState("");
  const [said, setSaid] = useState("");
  useEffect(() => { void store.core.ask<Options>("options").then(setOptions); }, []);
  const change = async (what: object) => {
    setError("");
    setSaid("");
    try {
      await store.change(what);
      const s = store.state.facts!;
      setSaid(s.notes[0] ?? `Done: ${s.explored}.`);
    } catch (e) {
      setError((e as Error).message);
    }
  };
  if (!options) return <Dialog title="Set-up" close={close}><p>…</p></Dialog>;
  const setup = facts.setup;
  return (
    <Dialog title="Set-up" close={close} wide>
      {error && <p class="notice bad" role="alert">{error}</p>}
      {said && <p class="notice" role="status">{said}</p>}
      <section><h3>Scenario</h3>
        <div class="chips">{options.scenarios.map((s) => <button type="button" title={s.about} aria-pressed={facts.session.name === s.name} onClick={() => void change({ scenario: s.name })}>{s.name}</button>)}</div>
        <Own text={facts.session.text} store={store} use={(text) => void change({ text })} />
      </section>
      <section><h3>Readings</h3>
        <datalist id="readings">{options.readings.map((r) => <option value={r.name}>{r.about}</option>)}</datalist>
        <div class="two">{setup.readings.map((r) => <Reading key={r.user + r.reading} user={r.user} reading={r.reading} differs={r.differs} use={(reading) => void change({ user: r.user, reading })} />)}</div>
      </section>
      <section><h3>Faults</h3><Faults faults={setup.faults} options={options} use={(faults) => void change({ faults })} /></section>
      <section><h3>Time</h3>
        <div class="chips">{options.timings.map((t) => <button type="button" title={t.about} aria-pressed={setup.timing === t.name} onClick={() => void change({ timing: t.name })}>{t.name}: {t.about}</button>)}</div>
      </section>
      {setup.beginnings.length > 1 && <section><h3>Which call has the lesser ID</h3>
        <div class="chips">{setup.beginnings.map((b, i) => <button type="button" aria-pressed={setup.beginning === i} onClick={() => void change({ beginning: i + 1 })}>{b}</button>)}</div>
      </section>}
    </Dialog>
  );
}

function Reading({ user, reading, differs, use }: { user: string; reading: string; differs: Knob[]; use: (reading: string) => void }) {
  const [text, setText] = useState(reading);
  return (
    <form onSubmit={(e) => { e.preventDefault(); use(text); }}>
      <label>{user} reads the text as <input list="readings" value={text} onInput={(e) => setText(e.currentTarget.value)} onChange={(e) => { if (e.currentTarget.value !== reading) use(e.currentTarget.value); }} spellcheck={false} /></label>
      <p class="soft">A name, or NAME+knob=value. {differs.length === 0 ? "This is literal, word by word." : "It differs from literal in:"}</p>
      <ul class="knobs">{differs.map((k) => <li><code>{k.knob}={k.value}</code> {k.question} <b>{k.means}</b></li>)}</ul>
    </form>
  );
}

function Faults({ faults, options, use }: { faults: string; options: Options; use: (faults: string) => void }) {
  const budget = new Map(faults.split(",").filter(Boolean).map((f) => { const [name, n] = f.split("="); return [name, Number(n)] as [string, number]; }));
  const set = (name: string, n: number) => {
    budget.set(name, Math.max(0, Math.min(9, n)));
    use([...budget].filter(([, times]) => times > 0).map(([fault, times]) => `${fault}=${times}`).join(",") || "none");
  };
  const about = (name: string) => options.faults.find((f) => f.name === name)?.about ?? "";
  return (
    <>
      <ul class="budget">{[...budget].filter(([, n]) => n > 0).map(([name, n]) => (
        <li><button type="button" aria-label={`One ${name} less`} onClick={() => set(name, n - 1)}>−</button> <b>{n}</b>
          <button type="button" aria-label={`One ${name} more`} onClick={() => set(name, n + 1)}>+</button> <code>{name}</code> <span class="soft">{about(name)}</span></li>
      ))}</ul>
      <label>Add a fault <select value="" onChange={(e) => { if (e.currentTarget.value) set(e.currentTarget.value, 1); }}>
        <option value="">choose…</option>{options.faults.filter((f) => !budget.get(f.name)).map((f) => <option value={f.name}>{f.name}: {f.about}</option>)}</select></label>
    </>
  );
}

// Own is a scenario of one's own, which is checked while one types.
function Own({ text, store, use }: { text: string; store: Store; use: (text: string) => void }) {
  const [mine, setMine] = useState(text);
  const [checked, setChecked] = useState<Checked>({ error: "", line: 0, about: "" });
  useEffect(() => setMine(text), [text]);
  useEffect(() => {
    let stale = false;
    void store.core.ask<Checked>("check", { text: mine }).then((c) => { if (!stale) setChecked(c); });
    return () => { stale = true; };
  }, [mine]);
  return (
    <details>
      <summary>As text, or one of your own</summary>
      <textarea rows={14} spellcheck={false} aria-label="Scenario" aria-invalid={checked.error !== ""} aria-describedby="checked" value={mine} onInput={(e) => setMine(e.currentTarget.value)} />
      <p id="checked" class={checked.error ? "bad" : "soft"} role="status">{checked.error ? `${checked.line ? `Line ${checked.line}: ` : ""}${checked.error}` : checked.about}</p>
      <button type="button" class="main" disabled={checked.error !== "" || mine === text} onClick={() => use(mine)}>Explore this</button>
    </details>
  );
}
