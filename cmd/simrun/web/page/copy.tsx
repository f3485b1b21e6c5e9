// Copy: where the page stands, in other forms.

import { useEffect, useRef, useState } from "preact/hooks";
import { Dialog } from "./dialog";
import type { Store } from "./state";
import type { Facts } from "./types";

const forms = [
  ["link", "Link"], ["token", "Token"], ["command", "Command"], ["case", "Corpus case"], ["transcript", "Transcript"], ["mermaid", "Mermaid"], ["svg", "SVG"],
] as const;

export function Copy({ store, facts, close }: { store: Store; facts: Facts; close: () => void }) {
  const [form, setForm] = useState<string>("link");
  const [text, setText] = useState("");
  const [said, setSaid] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    let stale = false;
    setSaid("");
    const link = location.href.split("#")[0] + "#" + facts.link;
    const answer = form === "link" ? Promise.resolve(link) : store.core.ask<string>("copy", { session: facts.session, as: form });
    answer.then((t) => { if (!stale) setText(t); }, (e: Error) => { if (!stale) setText(e.message); });
    return () => { stale = true; };
  }, [form, facts]);

  const copy = async () => {
    area.current!.select();
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied.");
    } catch {
      setSaid(document.execCommand("copy") ? "Copied." : "The browser does not let this page copy: copy the marked text yourself.");
    }
  };
  return (
    <Dialog title="Copy" close={close}>
      <div class="chips" role="group" aria-label="Form">
        {forms.map(([name, label]) => <button type="button" aria-pressed={form === name} onClick={() => setForm(name)}>{label}</button>)}
      </div>
      <textarea ref={area} readOnly rows={10} aria-label={"As " + form} value={text} />
      <p><button type="button" class="main" onClick={() => void copy()}>Copy</button> <span role="status">{said}</span></p>
    </Dialog>
  );
}
