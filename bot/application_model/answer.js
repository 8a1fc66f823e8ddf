/* The answer is a JSON *string*: nested results through Playwright's own serialisation cost ten times as much. */
const wholePage = () => {
  partners();
  const lone = main ? main.querySelectorAll("h1[id=" + CSS.escape(args.screen) + "]") : [];
  return {
    doc: performance.timeOrigin, screen: lone.length === 1 ? squash(textOf(lone[0])) : "",
    record: output(args.record_mark), form: output(args.form), path: location.pathname + location.search,
    ready: document.readyState !== "loading", busy, refused,
    end: !!(main && main.querySelector("#" + CSS.escape(args.end))), dialogs, foreign, nodes, grids,
  };
};
return JSON.stringify({ read: wholePage, focus, value, point }[args.do]());
