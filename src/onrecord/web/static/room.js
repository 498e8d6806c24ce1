// The room works without this script; it only narrows a long matrix while one types.
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
