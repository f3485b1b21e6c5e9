"use strict";
// The details of a cell, on a card beside it: while it is pointed at or has the focus, and at a tap.
const details = (() => {
  const edge = 8; // that the card keeps from the window's, in pixels
  const gap = 4; // between cell and card
  const card = document.getElementById("card");
  const dialog = document.getElementById("story");
  const cells = Array.from(document.querySelectorAll("button.cell"));
  let shown = null; // the cell whose details are shown
  let wanted = null; // the cell that is pointed at
  let touch = null; // the last press, if it was a tap on a cell
  let timer = 0;

  const later = (delay, act) => {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  };

  const line = (tag, ...content) => {
    const element = document.createElement(tag);
    element.append(...content);
    return element;
  };

  // What is known of a cell: what its sign means, its whole text, and the facts.
  const lines = (cell) => {
    const text = cell.querySelector(".verdict") ?? cell.querySelector(".text");
    const sign = cell.querySelector("b").textContent;
    return [
      [line("b", sign), " ", cell.dataset.means],
      ...[text, ...cell.querySelectorAll(".fact")].map((part) => Array.from(part.cloneNode(true).childNodes)),
    ];
  };

  const hide = () => {
    clearTimeout(timer);
    wanted = null;
    if (shown !== null) {
      shown.removeAttribute("aria-describedby");
      shown = null;
      card.hidden = true;
    }
  };

  // Diagonally beside the cell, so that its row and its column stay free; where there is no room
  // for that, below or above it. Never over it.
  const place = () => {
    const cell = shown.getBoundingClientRect();
    const frame = shown.closest(".scroll").getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const height = document.documentElement.clientHeight;
    if (frame.left >= cell.right || cell.left >= frame.right || 0 >= cell.bottom || cell.top >= height) {
      hide();
      return;
    }
    const below = height - edge - cell.bottom - gap;
    const above = cell.top - gap - edge;
    card.style.maxHeight = "none";
    const wide = card.offsetWidth;
    let left = cell.right + gap;
    if (left + wide > width - edge) {
      left = cell.left - gap - wide;
    }
    if (edge > left) {
      left = Math.max(edge, Math.min(cell.left, width - edge - wide));
    }
    const high = card.offsetHeight;
    const under = below >= high || below >= above;
    card.style.maxHeight = Math.max(0, under ? below : above) + "px";
    card.style.left = left + "px";
    card.style.top = (under ? cell.bottom + gap : cell.top - gap - Math.min(high, above)) + "px";
  };

  const show = (cell, how) => {
    clearTimeout(timer);
    if (dialog.open) {
      return;
    }
    hide();
    const [means, ...rest] = lines(cell);
    card.replaceChildren(line("h3", cell.dataset.where), line("p", ...means), ...rest.map((part) => line("p", ...part)));
    if (cell.dataset.tales !== "") {
      const more = line("p", how);
      more.className = "more";
      card.append(more);
    }
    shown = cell;
    card.hidden = false;
    cell.setAttribute("aria-describedby", card.id);
    place();
  };
  const pressed = "Enter or a click shows the story.";

  for (const cell of cells) {
    // Moves, and not merely arrivals: a table that scrolls below a pointer at rest is not pointed at.
    cell.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") {
        return;
      }
      if (shown === cell) {
        clearTimeout(timer);
      } else if (wanted !== cell) {
        wanted = cell;
        later(100, () => show(cell, pressed));
      }
    });
    cell.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") {
        wanted = null;
        later(200, hide);
      }
    });
    cell.addEventListener("focus", () => {
      if (cell.matches(":focus-visible")) {
        show(cell, pressed);
      }
    });
    cell.addEventListener("blur", hide);
  }
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", () => later(200, hide));
  document.addEventListener("pointerdown", (event) => {
    const cell = event.target.closest("button.cell");
    touch = event.pointerType === "touch" ? { cell, again: shown === cell } : null;
    if (event.target.closest("button.cell, #card") === null) {
      hide();
    }
  });
  document.addEventListener("keydown", (event) => {
    touch = null;
    if (event.key === "Escape") {
      hide();
    }
  });
  const follow = (event) => {
    if (shown !== null ? event.target !== card : false) {
      place();
    }
  };
  document.addEventListener("scroll", follow, { capture: true, passive: true });
  window.addEventListener("resize", follow);

  // Reports whether a click was a first tap on a cell, which shows its details and no more.
  const tapped = (cell) => {
    const first = touch?.cell === cell ? !touch.again : false;
    touch = null;
    if (first) {
      show(cell, "Another tap shows the story.");
    }
    return first;
  };

  return { lines, hide, tapped };
})();
