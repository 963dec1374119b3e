/* Filters. Everything on the page can be read without this. */
(() => {
  "use strict";
  const panel = document.getElementById("filters");
  const form = panel && panel.querySelector("form");
  if (!form) return;

  const said = document.getElementById("shown");
  const items = Array.from(document.querySelectorAll("[data-status]"));
  const words = new Map(items.map((item) => [item, plain(item.textContent)]));
  const folds = Array.from(document.querySelectorAll("details.fold"));
  const openedByHand = new Map();
  let filtering = false;

  function plain(text) {
    return text.toLowerCase().replace(/[‘’]/g, "'").replace(/\s+/g, " ").trim();
  }

  function matches(item, wanted) {
    return (
      (!wanted.severity || item.dataset.severity === wanted.severity) &&
      (!wanted.status || item.dataset.status === wanted.status) &&
      (!wanted.family || item.dataset.family === wanted.family) &&
      (!wanted.words || words.get(item).includes(wanted.words))
    );
  }

  function hideEmpty(selector) {
    for (const group of document.querySelectorAll(selector)) {
      const held = group.querySelectorAll("[data-status]");
      group.hidden = filtering && !Array.from(held).some((item) => !item.hidden);
    }
  }

  function openFolds() {
    for (const fold of folds) {
      if (filtering) {
        if (!openedByHand.has(fold)) openedByHand.set(fold, fold.open);
        fold.open = Boolean(fold.querySelector("[data-status]:not([hidden])"));
      } else if (openedByHand.has(fold)) {
        fold.open = openedByHand.get(fold);
        openedByHand.delete(fold);
      }
    }
  }

  function apply() {
    const wanted = Object.fromEntries(new FormData(form));
    wanted.words = plain(String(wanted.words || ""));
    filtering = Object.values(wanted).some(Boolean);
    let count = 0;
    for (const item of items) {
      item.hidden = !matches(item, wanted);
      if (!item.hidden) count += 1;
    }
    hideEmpty("[data-family-group]");
    openFolds();
    hideEmpty("[data-group]");
    said.textContent = filtering ? `${count} of ${items.length} checks shown` : "";
  }

  /* A link leads to its place even where a filter or a fold keeps it from sight. */
  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    const fold = target.closest("details");
    if (fold) fold.open = true;
    target.scrollIntoView();
  }

  form.addEventListener("input", apply);
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", reveal);
  panel.hidden = false;
  apply();
  if (location.hash.length > 1) reveal();
})();
