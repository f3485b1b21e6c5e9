// The ladder: the picture that the core draws, grown as far as the path has been gone.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Store } from "./state";
import type { Facts, Turn } from "./types";

export function Ladder({ store, facts, turn }: { store: Store; facts: Facts; turn: Turn | null }) {
  const card = useRef<HTMLElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { at, path } = facts.session;
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(() => setWidth(card.current!.clientWidth - 14)); // without the card's padding
    watch.observe(card.current!);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    const into = frame.current!;
    into.replaceChildren();
    if (!facts.ladder || width === 0) return;
    const parse = (text: string) => new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    let drawn = parse(facts.ladder);
    if (Number(drawn.getAttribute("width")) * 0.88 > width) drawn = parse(facts.narrow); // the names of the steps do not fit
    if (drawn.nodeName !== "svg") return;
    shrink(drawn, width);
    const svg = document.importNode(drawn, true) as unknown as SVGSVGElement;
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", `Ladder of ${at} ${at === 1 ? "step" : "steps"}; the last is: ${facts.steps[at - 1]?.words}`);
    for (const part of Array.from(svg.querySelectorAll<SVGElement>("[data-row]"))) {
      const row = Number(part.dataset.row);
      if (row === at) part.classList.add("now");
      if (row === turn?.pivot) part.classList.add("turns");
      if (facts.steps[row - 1]?.violates.length) part.classList.add("violates");
    }
    svg.addEventListener("click", (e) => {
      const box = svg.getBoundingClientRect();
      const y = ((e.clientY - box.top) / box.height) * svg.viewBox.baseVal.height + svg.viewBox.baseVal.y;
      const band = Array.from(svg.querySelectorAll<SVGRectElement>(".band")).find((b) => y >= b.y.baseVal.value && y < b.y.baseVal.value + b.height.baseVal.value);
      if (band) void store.stand(path, Number(band.dataset.row), "push");
    });
    into.append(svg);
    into.scrollTop = into.scrollHeight;
  }, [facts.ladder, width, turn]);
  return (
    <section class={"card ladder" + (at === 0 ? " nothing" : "")} aria-label="Ladder" ref={card}>
      <div class="frame" ref={frame} tabIndex={0} role="group" aria-label="Ladder, scrolls" />
    </section>
  );
}

// shrink makes a picture fit, as long as it can be read; what is left of it scrolls.
function shrink(svg: Element, width: number) {
  const natural = Number(svg.getAttribute("width"));
  const height = Number(svg.getAttribute("height"));
  const scale = Math.max(Math.min(1, width / natural), 0.78);
  svg.setAttribute("width", String(Math.floor(natural * scale)));
  svg.setAttribute("height", String(Math.floor(height * scale)));
}
