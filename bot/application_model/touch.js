/* One proved control, sought by its key: args.do is "focus" (find it again, check that a person could use it, focus it), "value" (read
   it back) or "point" (where it is on the screen). args.want is what the proof saw: section, name, kind, key. */
const pool = (want) => {
  if (!want.grid) return nodes;
  const rows = grids.filter((g) => g.key === want.grid && g.section === want.section).flatMap((g) => g.rows);
  return rows.flatMap((r) => r.cells).flatMap((c) => c.controls).filter((n) => n.row === want.row);
};
/* Whatever bears either anchor: more than one, and neither is taken. */
const isAction = (kind) => kind === "button" || kind === "link";
const isOpener = (kind) => kind === "tab" || kind === "fold";
const pick = (want) => pool(want).filter((n) =>
  n.visible && n.kind !== "hidden" && n.section === want.section && !n.outside === !want.outside
  && isAction(n.kind) === isAction(want.kind) && isOpener(n.kind) === isOpener(want.kind) && (n.key === want.key || n.name === want.name));
const isSame = (node, want) => node.key === want.key && node.name === want.name && node.kind === want.kind;
const unobscured = (el) => {
  el.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  const box = el.getBoundingClientRect();
  const root = el.getRootNode();
  const top = root.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return !!top && (top === el || el.contains(top) || top.contains(el) && !!top.closest("label") || labelsOf(el).some((l) => l.contains(top)));
};
const locate = () => {
  if (args.doc !== performance.timeOrigin) return { why: "the page was replaced since it was proved" };
  if ((args.record || "") !== output(args.record_mark)) return { why: "another record is on the page" };
  if (dialogs.length && !args.want.section.startsWith("[dialog]")) return { why: "a dialog is open", dialog: dialogs[0].heading };
  const found = pick(args.want);
  if (found.length !== 1) return { why: found.length ? "it is on the page more than once" : "it is no longer on the page" };
  const node = found[0];
  if (!isSame(node, args.want)) return { why: "it is no longer on the page" };
  const target = args.part === undefined || args.part === null ? node[EL] : (node[MEMBERS] || []).find((m) => m.value === args.part);
  if (!target) return { why: "it has no such option" };
  return { node, target };
};
const listing = (select) => {
  const texts = [...select.options].map((o) => squash(o.text).toLowerCase());
  const to = [...select.options].findIndex((o) => o.value === args.wanted);
  const answer = { at: select.selectedIndex, to, times: [...select.options].filter((o) => o.value === args.wanted).length };
  if (to >= 0) for (let n = 1; n <= texts[to].length; n += 1) {
    const prefix = texts[to].slice(0, n);
    if (texts.findIndex((t) => t.startsWith(prefix)) === to && texts.filter((t) => t.startsWith(prefix)).length === 1) { answer.prefix = squash(select.options[to].text).slice(0, n); break; }
  }
  return answer;
};
/* The browser's own date and time controls take typed parts in the order of the machine's locale, where a wrong order
   can be a right date: their value is set as Playwright's fill sets it. */
const setNative = (el, wanted) => {
  el.value = wanted;
  el.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  el.dispatchEvent(new Event("change", { bubbles: true }));
};
const focus = () => {
  const { why, dialog, node, target } = locate();
  if (why) return { why, dialog };
  if (node.disabled) return { why: "it is switched off" };
  if (!unobscured(target)) return { why: "something covers it" };
  if (node.kind === "select") target.blur(); // or what was typed a moment ago still counts as the beginning
  target.focus();
  if (target.getRootNode().activeElement !== target) return { why: "it does not take the focus" };
  if (target.select && node.kind !== "date" && node.kind !== "time") target.select();
  const state = { value: node.value, text: node.text, bad: node.bad, checked: target.checked };
  if (args.native) setNative(target, args.wanted);
  if (node.kind === "select") Object.assign(state, listing(target));
  return state;
};
const value = () => {
  const { why, dialog, node } = locate();
  if (why) return { why, dialog };
  const state = { value: node.value, text: node.text, bad: node.bad, ticked: node.ticked };
  if (args.partner) {
    const hidden = pool(args.want).filter((n) => n.kind === "hidden" && n.key === args.partner);
    state.partner = hidden.length === 1 ? hidden[0].value : "";
  }
  return state;
};
const point = () => {
  const found = pick(args.want);
  if (found.length !== 1) return {};
  if (args.scroll) found[0][EL].scrollIntoView({ block: "center", behavior: "instant" });
  const box = found[0][EL].getBoundingClientRect();
  return { x: box.x, y: box.y, width: box.width, height: box.height };
};

