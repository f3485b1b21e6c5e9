// Now: what each user sees and each device holds, and how each property stands.

import type { Facts, Property } from "./types";

const status: Record<Property["status"], string> = { violated: "✗ violated", excused: "△ excused", open: "… open", holds: "✓ holds" };

export function Now({ facts }: { facts: Facts }) {
  const grave = facts.properties.filter((p) => p.status === "violated" || p.status === "excused");
  const rest = facts.properties.filter((p) => !grave.includes(p));
  const count = (s: string) => rest.filter((p) => p.status === s).length;
  return (
    <section class="card now" aria-label="Now">
      <h2>Now</h2>
      <div class="users">
        {facts.users.map((u) => (
          <div class="user">
            <h3>{u.name} <span class="soft">{u.reading}</span></h3>
            <p class={"screen " + u.screen + (u.was ? " changed" : "")}><span>{u.name} sees </span><strong>{u.sees}</strong>{u.was && <span class="soft"> (before: {u.was})</span>}</p>
            <ul>{u.holds.map((h) => <li class={(h.changed ? "changed" : "") + (h.over ? " over" : "")}>{h.words}</li>)}</ul>
          </div>
        ))}
      </div>
      {facts.underWay.length > 0 && (
        <><h3>Under way</h3><ul class="underway">{facts.underWay.map((w) => <li>{w}</li>)}</ul></>
      )}
      <h3>Properties</h3>
      {grave.map(one)}
      <details>
        <summary>{count("open")} open, {count("holds")} hold</summary>
        {rest.map(one)}
      </details>
    </section>
  );
}

function one(p: Property) {
  return (
    <div class={"property " + p.status + (p.new ? " changed" : "")}>
      <p><strong>{status[p.status]}</strong> <b>{p.name}</b> <span class="soft">{p.words}{p.step > 0 ? `, since step ${p.step}` : ""}</span></p>
      {p.facts.length === 2 && <p class="facts"><span>{p.facts[0]}</span> <em>but</em> <span>{p.facts[1]}</span></p>}
      <p class="soft">{p.about}</p>
    </div>
  );
}
