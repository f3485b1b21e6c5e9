"use strict";
// Shows the stories behind a cell: all are in the page, one is drawn at a time.
(() => {
  const tales = Array.from(document.querySelectorAll("template.tale"));
  const cells = Array.from(document.querySelectorAll("button.cell"));
  const dialog = document.getElementById("story");
  const title = document.getElementById("story-title");
  const facts = document.getElementById("facts");
  const tabs = document.getElementById("tabs");
  const picture = document.getElementById("picture");

  const draw = (tale) => {
    picture.replaceChildren(tale.content.cloneNode(true));
    for (const tab of tabs.children) {
      tab.setAttribute("aria-pressed", String(tab.textContent === tale.dataset.label));
    }
  };

  const open = (cell) => {
    title.textContent = cell.dataset.where;
    const lines = [cell.querySelector(".text"), ...cell.querySelectorAll(".fact")];
    facts.replaceChildren(...lines.map((line) => {
      const item = document.createElement("li");
      item.append(...line.cloneNode(true).childNodes);
      return item;
    }));
    const own = cell.dataset.tales.split(" ").filter((n) => n !== "").map((n) => tales[Number(n)]);
    tabs.replaceChildren(...own.map((tale) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.textContent = tale.dataset.label;
      tab.addEventListener("click", () => draw(tale));
      return tab;
    }));
    picture.replaceChildren();
    if (own.length > 0) {
      draw(own[0]);
    }
    cells.forEach((c) => c.classList.toggle("chosen", c === cell));
    if (!dialog.open) {
      dialog.showModal();
    }
    dialog.scrollTop = 0;
  };

  // Without stories behind it, a cell has nothing to show but its text.
  const move = (cell, x, y) => {
    const here = cell.parentElement;
    const row = here.parentElement;
    const rows = Array.from(row.parentElement.rows);
    const next = rows[rows.indexOf(row) + y];
    const to = next ? next.cells[here.cellIndex + x] : null;
    const button = to ? to.querySelector("button.cell") : null;
    if (button) {
      button.focus();
    }
  };
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  for (const cell of cells) {
    cell.addEventListener("click", () => open(cell));
    cell.addEventListener("keydown", (event) => {
      if (Object.hasOwn(steps, event.key)) {
        event.preventDefault();
        move(cell, ...steps[event.key]);
      }
    });
  }
  document.getElementById("close").addEventListener("click", () => dialog.close());
  document.getElementById("hint").hidden = false;
})();
