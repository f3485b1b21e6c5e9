"use strict";
// Keeps the page up to date: the server says how far the work is, and when the report is
// another.
(() => {
  const line = document.getElementById("live");
  const say = (text) => { line.textContent = text; };
  const refresh = async () => {
    const answer = await fetch("report");
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("report");
    const old = document.getElementById("report");
    for (const details of old.querySelectorAll("details[id]")) {
      const same = fresh.querySelector("#" + details.id);
      if (same) same.open = details.open;
    }
    old.replaceWith(document.adoptNode(fresh));
  };
  const events = new EventSource("events");
  events.addEventListener("progress", (event) => {
    const at = JSON.parse(event.data);
    say(at.text);
    const bar = document.querySelector("#report > progress");
    if (bar) { bar.max = at.all; bar.value = at.done; }
  });
  events.addEventListener("report", () => { refresh().catch(() => {}); });
  events.addEventListener("end", (event) => { say(JSON.parse(event.data).text); events.close(); });
  events.onerror = () => { say("The server does not answer; this is how things stood last."); };
})();
