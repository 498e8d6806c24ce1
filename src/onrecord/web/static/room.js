// The room works without this script; it narrows a long matrix while one types, and takes selected words into a form.
"use strict";
(() => {
  const field = document.getElementById("holder-filter");
  if (!field) return;
  field.closest(".filter").hidden = false;
  const rows = [...document.querySelectorAll("tr.holder")];
  const count = document.getElementById("filter-count");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const names = rows.map((row) => plain(row.querySelector("th").textContent));
  field.addEventListener("input", () => {
    const wanted = plain(field.value.trim());
    let shown = 0;
    rows.forEach((row, at) => {
      row.hidden = !names[at].includes(wanted);
      shown += row.hidden ? 0 : 1;
    });
    count.textContent = wanted ? `${shown} of ${rows.length}` : "";
  });
})();
(() => {
  const offers = [...document.querySelectorAll(".take-selected")];
  if (!offers.length) return;
  let chosen = null;
  // Where a place of the page stands in the document's text: its paragraph's beginning and the characters before it.
  const placeOf = (node, offset) => {
    const here = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const body = here && here.closest(".text p.body");
    if (!body || here.closest(".label")) return null;
    const before = document.createRange();
    before.setStart(body, 0);
    before.setEnd(node, offset);
    const label = body.querySelector(".label");
    const skipped = label ? label.textContent.length + 1 : 0;
    return Number(body.dataset.start) + [...before.toString()].length - skipped;
  };
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const start = placeOf(range.startContainer, range.startOffset);
    if (start === null || placeOf(range.endContainer, range.endOffset) === null) return;
    const words = range.toString();
    chosen = { words: words.trim(), start: start + [...words].length - [...words.trimStart()].length };
    offers.forEach((offer) => (offer.hidden = false));
  });
  offers.forEach((offer) => {
    const form = offer.closest("form");
    const field = form.querySelector(".words-of-text");
    offer.querySelector("button").addEventListener("click", () => {
      field.value = chosen.words;
      form.elements.start.value = chosen.start;
      field.focus();
    });
    field.addEventListener("input", () => (form.elements.start.value = ""));
  });
})();
