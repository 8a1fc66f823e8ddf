/* Everything the prover needs, as one JSON *string*: nested results through Playwright's own serialisation cost ten
   times as much. */
const lone = main ? main.querySelectorAll("h1[id=" + CSS.escape(args.screen) + "]") : [];
return JSON.stringify({
  doc: performance.timeOrigin, screen: lone.length === 1 ? squash(textOf(lone[0])) : "", record: output(args.record_mark),
  form: output(args.form), path: location.pathname + location.search, ready: document.readyState !== "loading",
  busy, refused, end: !!(main && main.querySelector("#" + CSS.escape(args.end))), dialogs, foreign, nodes, grids,
});
