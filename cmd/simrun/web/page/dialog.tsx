// A dialog of the browser: it keeps the focus, and Escape closes it.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export function Dialog({ title, close, wide, children }: { title: string; close: () => void; wide?: boolean; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before anything else can be pressed: a key that comes earlier would go to the page.
  useLayoutEffect(() => { if (!dialog.current!.open) dialog.current!.showModal(); }, []);
  return (
    <dialog ref={dialog} class={wide ? "wide" : ""} aria-label={title} onClose={close} onClick={(e) => { if (e.target === dialog.current) close(); }}>
      <div class="inside">
        <header><h2>{title}</h2><button type="button" aria-label={"Close " + title} onClick={close}>✕</button></header>
        {children}
      </div>
    </dialog>
  );
}
