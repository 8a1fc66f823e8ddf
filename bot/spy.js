/* The spy: a click on a control is told to the robot and goes no further; with Shift the page gets it. */
(() => {
  if (window[Symbol.for("mash spy")]) return;
  window[Symbol.for("mash spy")] = true;
  const QUERY = "input,select,textarea,output,button,a[href],[role=tab],summary";
  const controlOf = (el) => {
    const label = el.closest("label");
    if (label && label.control) return label.control;
    return el.closest(QUERY) || (el.closest("th[data-col],[data-grid]"));
  };
  const keyOf = (el) => {
    if (el.dataset.col) return el.closest("[data-grid]").dataset.grid;
    if (el.dataset.grid) return el.dataset.grid;
    if (el.tagName === "BUTTON") return el.name ? el.name + "=" + el.value : el.id;
    return el.getAttribute("name") || el.id || el.textContent.trim();
  };
  const stop = (event) => {
    if (event.shiftKey) return;
    const el = event.target.nodeType === 1 ? controlOf(event.target) : null;
    if (!el) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type !== "click") return;
    el.style.outline = "3px solid #d4351c";
    setTimeout(() => { el.style.outline = ""; }, 800);
    console.debug("mash spy " + keyOf(el));
  };
  for (const kind of ["mousedown", "click"]) document.addEventListener(kind, stop, true);
})();
