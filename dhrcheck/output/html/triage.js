/* Filters and the order of the table. Everything on the page can be read without this. */
(() => {
  "use strict";
  const panel = document.getElementById("filters");
  const form = panel && panel.querySelector("form");
  const table = document.querySelector("table.reviews");
  if (!form || !table) return;

  const said = document.getElementById("shown");
  const heads = Array.from(table.querySelectorAll("thead th"));
  const names = new Intl.Collator("en-GB", { numeric: true });
  const rows = Array.from(table.tBodies).map((body, place) => {
    const values = {};
    heads.forEach((head, column) => {
      values[head.dataset.key] = body.rows[0].cells[column].dataset.value;
    });
    const rules = new Set(body.dataset.rules.split(" "));
    return { body, place, values, rules, words: null };
  });
  let order = { key: "", down: false };

  function plain(text) {
    return text.toLowerCase().replace(/[‘’]/g, "'").replace(/\s+/g, " ").trim();
  }

  /* Looked up when first searched for: a page may hold thousands of reviews. */
  function says(row, words) {
    if (row.words === null) row.words = plain(row.body.textContent);
    return row.words.includes(words);
  }

  function filter() {
    const wanted = Object.fromEntries(new FormData(form));
    const words = plain(String(wanted.words || ""));
    let count = 0;
    for (const row of rows) {
      const matches =
        (!wanted.verdict || row.body.dataset.verdict === wanted.verdict) &&
        (!wanted.rule || row.rules.has(wanted.rule)) &&
        (!words || says(row, words));
      row.body.hidden = !matches;
      if (matches) count += 1;
    }
    const filtering = Boolean(wanted.verdict || wanted.rule || words);
    said.textContent = filtering ? `${count} of ${rows.length} reviews shown` : "";
  }

  function compared(one, other) {
    const { key, down } = order;
    if (!key) return one.place - other.place;
    const a = one.values[key];
    const b = other.values[key];
    const by = key === "name" ? names.compare(a, b) : Number(a) - Number(b);
    return (down ? -by : by) || one.place - other.place;
  }

  function sort(key, down) {
    order = { key, down };
    const focused = document.activeElement;
    table.append(...rows.slice().sort(compared).map((row) => row.body));
    if (table.contains(focused)) focused.focus();
    for (const head of heads) {
      if (head.dataset.key === key) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    form.elements.order.value = key;
  }

  /* Names go up first; of numbers the large ones are looked for. */
  function first(key) {
    return key !== "" && key !== "name" && key !== "verdict";
  }

  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    const fold = target.closest("details");
    if (fold) fold.open = true;
    target.scrollIntoView();
  }

  for (const head of heads) {
    const button = document.createElement("button");
    const onPaper = document.createElement("span");
    button.type = "button";
    button.className = "screen-only";
    onPaper.className = "print-only";
    button.textContent = onPaper.textContent = head.textContent;
    button.addEventListener("click", () => {
      const key = head.dataset.key;
      sort(key, order.key === key ? !order.down : first(key));
    });
    head.replaceChildren(button, onPaper);
  }
  form.addEventListener("input", filter);
  form.addEventListener("change", (event) => {
    if (event.target.name === "order") sort(event.target.value, first(event.target.value));
    else filter();
  });
  form.addEventListener("reset", () =>
    setTimeout(() => {
      filter();
      sort("", false);
    }),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", reveal);
  panel.hidden = false;
  filter();
  const kept = form.elements.order.value;
  if (kept) sort(kept, first(kept));
})();
