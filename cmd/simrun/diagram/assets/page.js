"use strict";
// Steps through the rows: the current one is lit in the list and in the
// picture, its arrows are drawn bold, and a veil hides what is still to come.
(() => {
  const steps = Array.from(document.querySelectorAll("li.step"));
  const rows = Array.from(document.querySelectorAll(".glare [data-row]"));
  const lasting = Array.from(document.querySelectorAll(".glare [data-from]"));
  const veil = document.querySelector(".glare .veil");
  const status = document.getElementById("status");
  let now = 0; // 0 shows the whole story

  const show = (step) => {
    now = Math.max(0, Math.min(step, steps.length));
    for (const item of steps) {
      const here = Number(item.dataset.row) === now;
      item.classList.toggle("now", here);
      item.classList.toggle("later", now !== 0 ? Number(item.dataset.row) > now : false);
      if (here) {
        item.setAttribute("aria-current", "step");
        item.scrollIntoView({ block: "nearest" });
        status.textContent = "Step " + now + " of " + steps.length + ": " + item.querySelector(".action").textContent;
      } else {
        item.removeAttribute("aria-current");
      }
    }
    for (const part of rows) {
      const at = Number(part.dataset.row);
      part.classList.toggle("now", at === now);
      part.classList.toggle("later", now !== 0 ? at > now : false);
      if (at === now ? part.classList.contains("band") : false) {
        part.scrollIntoView({ block: "nearest" });
      }
    }
    for (const part of lasting) {
      const from = Number(part.dataset.from);
      const here = from === now || Number(part.dataset.to) === now;
      part.classList.toggle("touched", now !== 0 ? here : false);
      part.classList.toggle("later", now !== 0 ? from > now : false);
    }
    const band = document.querySelector('.glare .band[data-row="' + now + '"]');
    const from = band === null ? Number(veil.dataset.bottom) : Number(band.getAttribute("y")) + Number(band.getAttribute("height"));
    veil.setAttribute("y", from);
    veil.setAttribute("height", Number(veil.dataset.bottom) - from);
    if (now === 0) {
      status.textContent = "The whole story, " + steps.length + " steps.";
    }
  };

  const keys = {
    ArrowDown: () => show(now + 1),
    ArrowRight: () => show(now + 1),
    ArrowUp: () => show(now - 1),
    ArrowLeft: () => show(now - 1),
    Home: () => show(1),
    End: () => show(steps.length),
    Escape: () => show(0),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) {
      return;
    }
    event.preventDefault();
    keys[event.key]();
  });
  for (const part of steps.concat(rows)) {
    part.addEventListener("click", () => show(Number(part.dataset.row)));
  }
  document.getElementById("back").addEventListener("click", () => show(now - 1));
  document.getElementById("next").addEventListener("click", () => show(now + 1));
  document.getElementById("all").addEventListener("click", () => show(0));
  document.getElementById("stepper").hidden = false;
})();
