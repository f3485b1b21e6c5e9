// The page: it starts the core, and shows what the core says.

import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Choices } from "./choices";
import { Copy } from "./copy";
import { Core } from "./core";
import { FromHere } from "./fromhere";
import { Game } from "./game";
import { Help } from "./help";
import { Ladder } from "./ladder";
import { LibraryDialog } from "./library";
import { Now } from "./now";
import { PathStrip } from "./path";
import { SetupDialog } from "./setup";
import { empty, type State, Store } from "./state";

export type Panel = "" | "library" | "setup" | "copy" | "help" | "games";

function App({ store, state }: { store: Store; state: State }) {
  const [panel, setPanel] = useState<Panel>("");
  const facts = state.facts;
  const latest = useRef({ store, state, panel });
  latest.current = { store, state, panel };

  useEffect(() => {
    const onKey = (e: KeyboardEvent) => keys(e, latest.current.store, latest.current.state, latest.current.panel, setPanel);
    const onHash = () => void latest.current.store.open(location.hash, "keep");
    addEventListener("keydown", onKey);
    addEventListener("popstate", onHash);
    return () => { removeEventListener("keydown", onKey); removeEventListener("popstate", onHash); };
  }, []);

  const go = (link: string) => { setPanel(""); void store.open(link, "push"); };
  const close = () => setPanel("");
  return (
    <>
      <header class="top">
        <a class="brand" href="#" onClick={(e) => { e.preventDefault(); go("case=both-invites-in-flight"); }}>glare explorer</a>
        <nav aria-label="Explorer">
          <button type="button" onClick={() => setPanel("library")}>Library</button>
          <button type="button" onClick={() => setPanel("games")}>Break it</button>
          {facts && <button type="button" onClick={() => setPanel("setup")}>Set-up</button>}
          {facts && <button type="button" onClick={() => setPanel("copy")}>Copy</button>}
          <button type="button" aria-label="Keys and help" onClick={() => setPanel("help")}>?</button>
        </nav>
      </header>
      {state.error && <p class="notice bad" role="alert">{state.error}</p>}
      {state.opened && (
        <main class="lost">
          <h1>This link cannot be followed as it is</h1>
          <p role="alert">{state.opened.error}</p>
          <ul>{state.opened.offers.map((o) => <li><button type="button" class="link" onClick={() => go(o.link)}>{o.label}</button></li>)}</ul>
        </main>
      )}
      {facts && <Stage store={store} state={state} />}
      {panel === "library" && <LibraryDialog store={store} close={close} go={go} />}
      {panel === "games" && <Game.Dialog store={store} close={close} go={go} />}
      {panel === "setup" && facts && <SetupDialog store={store} facts={facts} close={close} />}
      {panel === "copy" && facts && <Copy store={store} facts={facts} close={close} />}
      {panel === "help" && <Help close={close} tested={facts?.tested ?? ""} />}
    </>
  );
}

function Stage({ store, state }: { store: Store; state: State }) {
  const facts = state.facts!;
  const v = facts.verdict;
  const [open, setOpen] = useState(false);
  return (
    <main class="stage">
      <section class="intro" aria-label="Story">
        <h1>{facts.title}</h1>
        <p class={"verdict " + v.word} role="status">
          <strong>{verdictWord(v.word, v.atRest)}</strong> {v.sentence}
        </p>
        <p class="explored">
          <span>{facts.explored}</span>
          {facts.calls.map((c) => <span class="call"><b>{c.name}</b> = {JSON.stringify(c.id)}{c.lesser ? " (lesser)" : ""}</span>)}
          {facts.prose.length > 0 && <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? "Hide the story" : "The story in words"}</button>}
        </p>
        {open && <div class="prose">{facts.prose.map((p) => <p>{p}</p>)}</div>}
        {facts.notes.map((n) => <p class="notice" role="alert">{n}</p>)}
      </section>
      {facts.session.play && <Game.Panel store={store} state={state} />}
      <div class="left">
        <PathStrip store={store} state={state} />
        <Ladder store={store} facts={facts} turn={state.turn} />
        <Now facts={facts} />
      </div>
      <div class="right">
        <FromHere store={store} state={state} />
        <Choices store={store} state={state} />
      </div>
    </main>
  );
}

function verdictWord(word: string, atRest: boolean) {
  switch (word) {
    case "violated": return "Violated.";
    case "excused": return "Excused.";
    case "ok": return "All well.";
    case "limits": return "Beyond the limits.";
    default: return atRest ? "At rest." : "Still open.";
  }
}

function keys(e: KeyboardEvent, store: Store, state: State, panel: Panel, setPanel: (p: Panel) => void) {
  const target = e.target as HTMLElement;
  if (panel || e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
  const s = state.facts?.session;
  const choices = state.facts ? [...state.facts.groups.flatMap((g) => g.choices), ...state.facts.faults] : [];
  const acts: Record<string, () => void> = {
    l: () => setPanel("library"), k: () => setPanel("games"), "?": () => setPanel("help"),
  };
  if (s) {
    Object.assign(acts, {
      ArrowLeft: () => store.step(-1), ArrowRight: () => store.step(1),
      Home: () => void store.stand(s.path, 0, "replace"), End: () => void store.stand(s.path, s.path.length, "replace"),
      c: () => { const calm = choices.find((x) => x.calm); if (calm) void store.choose(calm.name); },
      g: () => { const end = state.ahead?.good; if (end) void store.stand(end.path, end.path.length); },
      b: () => { const end = state.ahead?.bad; if (end) void store.stand(end.path, end.path.length); },
      p: () => void store.toPivot(),
      s: () => setPanel("setup"), y: () => setPanel("copy"),
    });
    for (let n = 1; n <= 9; n++) acts[String(n)] = () => { const c = choices[n - 1]; if (c) void store.choose(c.name); };
  }
  const act = acts[e.key];
  if (act) { e.preventDefault(); act(); }
}

// begin starts the core; until it runs, or if it cannot, the picture that came with the
// page stays.
async function begin() {
  const root = document.getElementById("app")!;
  const still = document.getElementById("still")!;
  const note = document.getElementById("starting")!;
  const data = JSON.parse(document.getElementById("data")!.textContent!) as { link: string; core: string; rules: string; missing: string };
  const broken = (reason: string) => {
    note.className = "notice bad";
    if (document.documentElement.dataset.usable) {
      note.textContent = "The simulator has stopped (" + reason + "). Reload the page to go on: its address holds where you stand.";
      note.hidden = false;
      return;
    }
    note.textContent = "This page cannot run the simulator here (" + reason + "). What you see is a picture of the story; `simrun replay` and `simrun explain` tell the rest.";
    still.hidden = false;
  };
  try {
    if (data.missing) throw new Error(data.missing);
    const packed = await coreBytes(data.core);
    const core = await Core.start(document.getElementById("worker")!.textContent!, packed, broken);
    const rules = await core.ask<string>("rules");
    const draw = (state: State) => render(<App store={store} state={state} />, root);
    const store: Store = new Store(core, draw);
    await store.open(location.hash || data.link, location.hash ? "keep" : "replace");
    if (!store.state.facts && !store.state.opened) draw(empty);
    still.hidden = true;
    note.hidden = rules === data.rules;
    if (rules !== data.rules) note.textContent = "This page was made by a program with the rules " + data.rules + ", and runs a core with the rules " + rules + ".";
    document.documentElement.dataset.usable = String(Math.round(performance.now()));
  } catch (e) {
    broken((e as Error).message);
  }
}

// coreBytes is the packed core: from the page itself, or from beside it.
async function coreBytes(name: string): Promise<ArrayBuffer> {
  const inside = document.getElementById("core");
  if (inside) {
    const text = atob(inside.textContent!.trim());
    inside.remove();
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes.buffer;
  }
  const answer = await fetch(name);
  if (!answer.ok) throw new Error("the file " + name + " is not beside this page: " + answer.status);
  return answer.arrayBuffer();
}

void begin();
