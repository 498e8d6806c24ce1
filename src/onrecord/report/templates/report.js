(() => {
  "use strict";
  const panel = document.getElementById("panel");
  const body = document.getElementById("panel-body");
  let home = null;

  // The section itself moves into the panel and back, so that every id stays unique.
  const putBack = () => {
    if (home) {
      home.place.replaceWith(home.section);
      home = null;
    }
  };
  const open = (section) => {
    putBack();
    const place = document.createComment("evidence is open in the panel");
    section.replaceWith(place);
    home = { section, place };
    body.replaceChildren(section);
    panel.setAttribute("aria-labelledby", section.getAttribute("aria-labelledby"));
    if (!panel.open) panel.showModal();
    panel.scrollTop = 0;
    section.focus({ preventScroll: true });
  };
  const unfold = (target) => {
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
  };

  panel.addEventListener("close", putBack);
  panel.addEventListener("click", (event) => {
    if (event.target === panel) panel.close();
  });
  document.getElementById("panel-close").addEventListener("click", () => panel.close());

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    if (link.classList.contains("cell")) {
      event.preventDefault();
      open(target);
      return;
    }
    // A link out of the panel leads to the page behind it.
    if (panel.open) panel.close();
    unfold(target);
  });

  for (const box of document.querySelectorAll("details.holderbox")) box.open = false;
  if (location.hash.length > 1) {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) {
      unfold(target);
      target.scrollIntoView();
    }
  }

  const filter = document.getElementById("holder-filter");
  if (filter) {
    filter.closest("p").hidden = false;
    const rows = [...document.querySelectorAll("tr.holder")];
    filter.addEventListener("input", () => {
      const wanted = filter.value.trim().toLocaleLowerCase();
      let shown = 0;
      for (const row of rows) {
        const fits = row.querySelector("th").textContent.toLocaleLowerCase().includes(wanted);
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      document.getElementById("filter-count").textContent = wanted ? `${shown} of ${rows.length}` : "";
    });
  }

  let folded = [];
  addEventListener("beforeprint", () => {
    if (panel.open) panel.close();
    putBack();
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const box of folded) box.open = true;
  });
  addEventListener("afterprint", () => {
    for (const box of folded) box.open = false;
    folded = [];
  });
})();
