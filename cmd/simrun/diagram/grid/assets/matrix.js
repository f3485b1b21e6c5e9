// Shows the stories behind a cell: all are in the page, one is drawn at a time. The address says
// which cell is open.
(() => {
  const tales = Array.from(document.querySelectorAll("template.tale"));
  const cells = Array.from(document.querySelectorAll("button.cell"));
  const notice = document.getElementById("notice");
  const dialog = document.getElementById("story");
  const title = document.getElementById("story-title");
  const facts = document.getElementById("facts");
  const tabs = document.getElementById("tabs");
  const picture = document.getElementById("picture");
  const copied = document.getElementById("copied");
  let current = null; // the cell that was opened last
  let told = false; // whether the address has closed the story, and not the reader

  const draw = (tale) => {
    picture.replaceChildren(tale.content.cloneNode(true));
    for (const tab of tabs.children) {
      tab.setAttribute("aria-pressed", String(tab.textContent === tale.dataset.label));
    }
  };

  const open = (cell) => {
    details.hide();
    current = cell;
    title.textContent = cell.dataset.where;
    copied.textContent = "";
    facts.replaceChildren(...details.lines(cell).map((content) => {
      const item = document.createElement("li");
      item.append(...content);
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

  // Addresses are compared as people read them, however they were escaped.
  const readable = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  const addresses = new Map();
  for (const cell of cells) {
    const address = readable(cell.dataset.address);
    if (!addresses.has(address)) {
      addresses.set(address, cell);
    }
  }
  const named = () => addresses.get(readable(location.hash.slice(1)));
  const bare = () => location.href.split("#")[0];
  // Within a frame without an address of its own, the page does without.
  const remember = (how, state, address) => {
    try {
      history[how](state, "", address);
    } catch {
      // nothing to do: the story is open all the same
    }
  };

  const choose = (cell) => {
    notice.textContent = "";
    if (location.hash !== "") {
      remember("replaceState", null, bare()); // it names no cell
    }
    remember("pushState", { chosen: true }, bare() + "#" + cell.dataset.address);
    open(cell);
  };

  // Shows what the address says.
  const follow = () => {
    const cell = named();
    notice.textContent = cell || location.hash === "" ? "" : "No such cell: the address names none of this page.";
    if (!cell) {
      if (dialog.open) {
        told = true;
        dialog.close();
      }
    } else if (!dialog.open || current.dataset.address !== cell.dataset.address) {
      cell.focus();
      open(cell);
    }
  };

  // Gives the focus to the cell so many columns and rows away, if there is one.
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
    cell.addEventListener("click", () => {
      if (!details.tapped(cell)) {
        choose(cell);
      }
    });
    cell.addEventListener("keydown", (event) => {
      if (Object.hasOwn(steps, event.key)) {
        event.preventDefault();
        move(cell, ...steps[event.key]);
      }
    });
  }

  // A cell that is reached must not lie below the headings of the rows, which stay in sight.
  const clear = () => {
    for (const box of document.querySelectorAll(".grid .scroll")) {
      box.style.scrollPaddingLeft = box.querySelector("th").offsetWidth + "px";
    }
  };
  window.addEventListener("resize", clear);
  clear();

  document.getElementById("close").addEventListener("click", () => dialog.close());
  document.getElementById("copy").addEventListener("click", async () => {
    const link = bare() + "#" + current.dataset.address;
    try {
      await navigator.clipboard.writeText(link);
      copied.textContent = "copied";
    } catch {
      copied.textContent = link; // to be copied by hand
      getSelection().selectAllChildren(copied);
    }
  });
  dialog.addEventListener("close", () => {
    if (told) {
      told = false;
    } else if (history.state?.chosen) {
      history.back();
    } else {
      remember("replaceState", null, bare());
    }
  });
  window.addEventListener("popstate", follow);
  document.getElementById("hint").hidden = false;
  follow();
})();
