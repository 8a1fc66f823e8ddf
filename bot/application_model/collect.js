/* What every trip into the page shares: it walks the page once and lists every control, output, button, link and
   grid with its section path and accessible name. A body of code, put between names.js and answer.js.
   Nothing here changes the page. */
const kindOf = (el) => {
  const role = el.getAttribute("role") || "";
  switch (el.tagName) {
    case "TEXTAREA": return "textarea";
    case "SELECT": return el.multiple ? "multiselect" : "select";
    case "OUTPUT": return "output";
    case "BUTTON": return "button";
    case "A": return el.hasAttribute("href") ? "link" : "";
    case "INPUT": {
      const type = el.type;
      if (type === "hidden") return "hidden";
      if (type === "submit" || type === "button" || type === "reset" || type === "image") return "button";
      if (type === "checkbox") return role === "switch" ? "switch" : "checkbox";
      if (TEXT_TYPES.has(type)) return role === "combobox" ? "typeahead" : "text";
      return type;
    }
    default: return WIDGET_ROLES.has(role) || el.isContentEditable && !(el.parentElement && el.parentElement.isContentEditable) ? "widget " + (role || "text") : "";
  }
};
const keyOf = (el, kind) => {
  if (kind === "button") return el.name ? el.name + "=" + el.value : el.id || (el.form && el.type === "submit" ? "form " + (attributeOf(el.form, "action") || "") : "");
  if (kind === "link") return el.id || (el.rel ? "rel=" + el.rel : "");
  return el.getAttribute("name") || el.id || "";
};
const addressOf = (a) => { let to; try { to = new URL(a.href, a.baseURI); } catch { return ""; } return to.origin === location.origin ? to.pathname + to.search : to.href; };

const optionsOf = (select) => {
  const all = [...select.options];
  const once = new Set(), doubled = [];
  for (const { value } of all) { if (once.has(value)) doubled.push(value); else once.add(value); }
  if (all.length <= LONG_LIST) return { options: all.map((o) => [o.value, squash(o.text)]), doubled };
  const patterns = {}, special = [];
  for (const option of all) {
    const { value } = option;
    const pattern = value.replace(/[0-9]/g, "9");
    if (pattern !== value) patterns[pattern] = (patterns[pattern] || 0) + 1;
    else if (special.length < LONG_LIST) special.push([value, squash(option.text)]);
  }
  return { long: { count: all.length, patterns, special }, doubled };
};

/* settle.js, which is in the window before the page's own scripts, counts what the page has started and not ended. */
const underWay = (view) => !!view && (view[Symbol.for("mash under way")] || 0) > 0;
const EL = Symbol("element"), MEMBERS = Symbol("members"); // symbols stay out of the answer
const nodes = [], grids = [], dialogs = [];
let foreign = 0, busy = underWay(window), refused = false;

const describe = (el, kind, at) => {
  const node = { [EL]: el, kind, key: keyOf(el, kind), section: at.path, visible: kind === "output" ? drawn(el) : seenOnScreen(el) };
  if (at.outside) node.outside = true;
  if (at.where) node.where = at.where;
  if (kind === "button" || kind === "link") node.name = ownName(el) || buttonText(el) || squash(el.value || "");
  else node.name = nameOf(el);
  const beside = kind === "button" || kind === "link" || kind === "output" ? "" : besideName(el, node.name);
  const hint = squash([byIds(el, "aria-describedby"), beside].join(" "));
  if (hint) node.hint = hint;
  if (el.required || el.getAttribute("aria-required") === "true") node.required = true;
  if (kind !== "output" && kind !== "link" && !enabled(el)) node.disabled = true;
  fill(node);
  return node;
};
const fill = (node) => {
  const el = node[EL], kind = node.kind;
  if (kind === "select" || kind === "multiselect") {
    const chosen = [...el.selectedOptions];
    node.value = chosen.map((o) => o.value).join("; ");
    node.text = squash(chosen.map((o) => o.text).join("; "));
    Object.assign(node, optionsOf(el));
  } else if (kind === "output" || kind === "button" || kind === "link") {
    node.value = kind === "output" ? textOf(el).replace(/\u0000/g, "").trim() : node.name;
    const links = kind === "link" ? [el] : el.querySelectorAll("a[href]");
    if (links.length === 1) node.link = addressOf(links[0]);
    const steps = kind !== "output" && el.closest("main nav");
    if (steps && steps.querySelector("[aria-current]")) node.way = el.hasAttribute("aria-current") ? "here" : "page";
  } else if (kind === "checkbox" || kind === "switch") {
    node.value = el.checked ? "Yes" : "";
    node.visible = tickable(el);
  } else if ("value" in el) {
    node.value = el.value;
    if (el.validity && el.validity.badInput) node.bad = true;
  } else node.value = textOf(el).trim();
};

/* A radio group, or a fieldset whose controls are all tick-boxes of one name, is one element. */
const group = (first, members, at, box) => {
  const kind = first.type === "radio" ? "radio" : "checkboxes";
  const node = {
    [EL]: first, [MEMBERS]: members, kind, key: first.name, section: at.path, visible: members.every(tickable), name: "",
    options: members.map((m) => [m.value, nameOf(m)]), required: members.some((m) => m.required) || undefined,
  };
  if (box) {
    node.name = ownName(box) || childText(box, "LEGEND");
    const hint = byIds(box, "aria-describedby");
    if (hint) node.hint = hint;
    if (box.getAttribute("aria-required") === "true") node.required = true;
  }
  if (at.outside) node.outside = true;
  if (at.where) node.where = at.where;
  if (!members.every(enabled)) node.disabled = true;
  const on = members.filter((m) => m.checked);
  node.value = on.map((m) => m.value).join("; ");
  node.text = on.map((m) => nameOf(m)).join("; ");
  node.ticked = on.map((m) => m.value);
  const values = members.map((m) => m.value);
  node.doubled = values.filter((v, i) => values.indexOf(v) !== i);
  return node;
};
/* The one control name that all of a box is about; empty when it is about several. Each box is looked at once. */
const oneNames = new Map();
const oneName = (box) => {
  if (!oneNames.has(box)) {
    const names = new Set();
    for (const i of allIn(box, "input,select,textarea,output")) if (i.type !== "hidden") names.add(i.type + " " + i.name);
    oneNames.set(box, names.size === 1 ? [...names][0] : "");
  }
  return oneNames.get(box);
};
const groupBox = (el) => {
  for (let box = parentOf(el); box && box !== main; box = parentOf(box)) {
    if (tagOf(box) !== "FIELDSET" && !/^(radiogroup|group)$/.test(attributeOf(box, "role") || "")) continue;
    return oneName(box) === el.type + " " + el.name ? box : null;
  }
  return null;
};
/* All radios, or all tick-boxes, of one name in one form (or outside any form). */
const families = new Map();
const familyOf = (el) => {
  const scope = el.form || el.getRootNode();
  if (!families.has(scope)) {
    const byName = new Map();
    for (const i of allIn(scope, "input[type=radio],input[type=checkbox]")) {
      if (i.form !== el.form) continue;
      const key = i.type + " " + i.name;
      byName.set(key, [...(byName.get(key) || []), i]);
    }
    families.set(scope, byName);
  }
  return families.get(scope).get(el.type + " " + el.name) || [el];
};
const isGroupBox = (box) => {
  if (!/^(radio|checkbox) /.test(oneName(box))) return false;
  const first = box.querySelector("input[type=radio],input[type=checkbox]");
  return first.type === "radio" || box.querySelectorAll("input[type=checkbox]").length > 1;
};
const done = new Set();
/* When one control is sought, nothing else is described. */
const sought = args.want ? new Set([args.want.key, args.partner, args.record_mark]) : null;
const control = (el, kind, at) => {
  if (sought && !sought.has(keyOf(el, kind))) return;
  if (kind === "radio" || kind === "checkbox") {
    if (done.has(el)) return;
    const members = familyOf(el);
    const box = groupBox(el);
    if (kind === "radio" || (box && members.length > 1 && el.name)) {
      members.forEach((m) => done.add(m));
      nodes.push(group(el, members, at, box));
      return;
    }
  }
  nodes.push(describe(el, kind, at));
};

const gridOf = (table, at) => {
  if (sought && args.want.grid !== (table.dataset.grid || table.id || "")) return;
  const name = table.dataset.grid || table.id || "";
  const heads = [...table.querySelectorAll("th[data-col]")];
  const grid = {
    key: name, section: at.path, name: ownName(table) || childText(table, "CAPTION"), visible: drawn(table),
    columns: heads.map((th) => ({ key: th.dataset.col, label: squash(textOf(th)), visible: drawn(th) })), rows: [],
  };
  if (at.outside) grid.outside = true;
  if (at.where) grid.where = at.where;
  for (const body of table.tBodies) for (const tr of body.rows) {
    if (!tr.querySelector("td")) continue;
    const row = { record: tr.dataset.record || "", visible: drawn(tr), cells: [] };
    const width = heads.length ? heads[0].parentElement.cells.length : 0;
    if (tr.cells.length === width) for (const th of heads) row.cells.push(cellOf(tr.cells[th.cellIndex], at, grid.key, grid.rows.length));
    grid.rows.push(row);
  }
  grids.push(grid);
};
const cellOf = (cell, at, grid, row) => {
  const found = { text: textOf(cell).replace(/\u0000/g, "").trim(), controls: [] };
  const links = cell.querySelectorAll("a[href]");
  if (links.length === 1) found.link = addressOf(links[0]);
  for (const el of cell.querySelectorAll("input,select,textarea,output,button")) {
    const kind = kindOf(el);
    if (!kind || done.has(el) || (sought && !sought.has(keyOf(el, kind)))) continue;
    let node;
    if (kind === "radio") {
      const members = [...cell.querySelectorAll("input[type=radio]")].filter((m) => m.name === el.name);
      members.forEach((m) => done.add(m));
      node = group(el, members, at, groupBox(el));
    } else node = describe(el, kind, at);
    node.grid = grid; node.row = row;
    found.controls.push(node);
  }
  return found;
};

/* A grid that shows each row on a tab of its own: rows by tab, cells by label; of a tab not yet open, nothing. */
const tabListOf = (el) => el.dataset.grid ? el.querySelector("[role=tablist]") : null;
const tabsOf = (el, list, at) => {
  const key = el.dataset.grid;
  if (sought && args.want.grid !== key && args.want.kind !== "tab") return;
  const grid = { key, section: at.path, name: ownName(list) || ownName(el), visible: drawn(el), tabs: true, columns: [], rows: [] };
  if (at.outside) grid.outside = true;
  if (at.where) grid.where = at.where;
  const heads = new Map(), rows = [];
  for (const tab of list.querySelectorAll("[role=tab]")) {
    const panel = el.ownerDocument.getElementById(tab.getAttribute("aria-controls") || "");
    const node = describe(tab, "tab", at);
    Object.assign(node, { name: buttonText(tab), key: tab.id, value: panel && drawn(panel) ? "open" : "", text: key, row: rows.length });
    nodes.push(node);
    if (panel && panel.getAttribute("aria-busy") === "true") busy = true;
    rows.push({ panel, cells: panel ? panelCells(panel, at, grid, rows.length, heads) : new Map() });
  }
  grid.columns = [...heads.values()];
  const blank = { text: "", controls: [] };
  grid.rows = rows.map(({ panel, cells }) => ({
    record: panel && panel.dataset.record || "", visible: !!panel && drawn(panel),
    cells: cells.size ? [...heads.keys()].map((label) => cells.get(label) || blank) : [],
  }));
  grids.push(grid);
};
/* The cells of a panel by their label; heads gets the columns, by label too. Boxes in a group of their own are one cell. */
const panelCells = (panel, at, grid, row, heads) => {
  const cells = new Map(), hidden = [], start = new RegExp("^" + grid.key.replace(/[^a-z0-9]/gi, "\\$&") + "-[0-9]+-");
  const add = (label, node, key) => {
    node.grid = grid.key; node.row = row;
    if (!heads.has(label)) heads.set(label, { key: key.replace(start, ""), label, visible: true });
    if (!cells.has(label)) cells.set(label, { text: "", controls: [] });
    cells.get(label).controls.push(node);
  };
  for (const el of panel.querySelectorAll("input,select,textarea,output")) {
    const kind = kindOf(el);
    if (!kind || kind === "button" || done.has(el)) continue;
    if (kind === "hidden") { hidden.push(el); continue; }
    if (kind === "radio") {
      const members = [...panel.querySelectorAll("input[type=radio]")].filter((m) => m.name === el.name);
      members.forEach((m) => done.add(m));
      const node = group(el, members, at, groupBox(el));
      add(node.name, node, node.key);
      continue;
    }
    const box = el.closest("fieldset");
    const inBox = box && box !== panel && panel.contains(box);
    const node = describe(el, kind, at);
    add(inBox ? ownName(box) || childText(box, "LEGEND") : node.name, node, inBox ? node.key.replace(/-[a-z]+$/, "") : node.key);
  }
  for (const el of hidden) {
    const shown = (box) => [...cells].filter(([, c]) => c.controls.some((n) => n.kind !== "hidden" && isIn(box, n[EL])));
    for (let box = parentOf(el); box && box !== panel; box = parentOf(box)) {
      const around = shown(box);
      if (around.length > 1) break;
      if (around.length) { const node = describe(el, "hidden", at); add(around[0][0], node, node.key); break; }
    }
  }
  return cells;
};

const sectionName = (el) => {
  const isSection = SECTIONS.has(el.tagName) || SECTION_ROLES.has(el.getAttribute("role") || "");
  if (!isSection || isGroupBox(el)) return "";
  return ownName(el) || childText(el, el.tagName === "FIELDSET" ? "LEGEND" : "SUMMARY");
};
const labels = (heading) => {
  const named = heading.id && heading.closest('[aria-labelledby~="' + CSS.escape(heading.id) + '"]');
  return !!named && (sectionName(named) !== "" || isDialog(named));
};
const isDialog = (el) => (el.tagName === "DIALOG" && el.open) || /^(alert)?dialog$/.test(el.getAttribute("role") || "") && drawn(el);

const step = (at, name) => ({ ...at, path: at.path ? at.path + " > " + name : name });
const visit = (el, at) => {
  if (tagOf(el) === "FORM") { children(el, at); return; }
  if (el.tagName === "SCRIPT" || el.tagName === "STYLE" || el.tagName === "TEMPLATE") return;
  if (el.getAttribute("aria-busy") === "true") busy = true;
  if (el.tagName === "SECTION" && el.getAttribute("role") === "alert" && drawn(el)) refused = true;
  if (isDialog(el)) {
    const title = el.querySelector("h1,h2,h3,h4,legend");
    const heading = ownName(el) || (title ? squash(textOf(title)) : "");
    dialogs.push({ heading, id: el.id });
    at = { path: "[dialog] " + heading, outside: true, where: at.where };
  }
  if (el.tagName === "IFRAME" || el.tagName === "FRAME") {
    let inner = null;
    try { inner = el.contentDocument; } catch { inner = null; }
    if (!inner) foreign += 1;
    else frame(el, inner, at);
    return;
  }
  if (el.tagName === "OBJECT" || el.tagName === "EMBED") { foreign += 1; return; }
  if (el.tagName === "TABLE" && (el.dataset.grid || el.querySelector("th[data-col]"))) { gridOf(el, at); return; }
  const list = tabListOf(el);
  if (list) { tabsOf(el, list, at); return; }
  if (tagOf(el) === "SUMMARY") fold(el, at);
  const kind = kindOf(el);
  if (kind) { control(el, kind, at); if (kind !== "output") return; return; }
  const name = sectionName(el);
  const inside = name && !isFoldOf(el, at, name) ? step(at, name) : at;
  if (el.shadowRoot) children(el.shadowRoot, { ...inside, where: "shadow" });
  children(el, inside);
};
/* What folds away a section bears the section's name; it is no section within it. */
const isFoldOf = (el, at, name) => tagOf(el) === "DETAILS" && (at.path === name || at.path.endsWith(" > " + name));
const fold = (el, at) => {
  const box = parentOf(el);
  if (tagOf(box) !== "DETAILS" || !drawn(el)) return;
  const node = describe(el, "fold", at);
  Object.assign(node, { name: squash(textOf(el)), key: el.id, value: box.open ? "open" : "" });
  nodes.push(node);
};
const frame = (el, inner, at) => {
  const empty = inner.URL === "about:blank" && el.src && el.src !== "about:blank";
  if (empty || inner.readyState === "loading" || underWay(inner.defaultView)) busy = true;
  if (inner.body) children(inner.body, { ...at, where: "frame" });
};
const children = (parent, at) => {
  let implied = [];
  for (const child of parent.nodeType === 11 ? parent.children : childrenOf(parent)) {
    const tag = tagOf(child);
    const level = tag.length === 2 && tag[0] === "H" && tag >= "H2" && tag <= "H6" ? Number(tag[1]) : 0;
    if (level) {
      if (labels(child)) continue;
      implied = implied.filter((h) => h.level < level);
      if (drawn(child)) implied.push({ level, name: squash(textOf(child)) });
      continue;
    }
    visit(child, implied.length ? implied.reduce((path, h) => step(path, h.name), at) : at);
  }
};

const main = document.querySelector("main");
const whole = (root, at) => { if (root) children(root, at); };
const collect = () => {
  whole(main, { path: "" });
  const bar = (root) => {
    for (const el of childrenOf(root)) {
      if (el === main) continue;
      if (isIn(el, main)) bar(el); else visit(el, { path: "[bar]", outside: true });
    }
  };
  if (document.body) bar(document.body);
};

const pair = (hidden, shown) => {
  hidden.partner_of = shown.key;
  if (shown.kind === "typeahead" && hidden.value && !shown.value) busy = true; // its text is still to come
};
/* A hidden input belongs to the one visible control of the nearest wrapper that has any. */
const partners = () => {
  for (const node of nodes) {
    if (node.kind !== "hidden") continue;
    for (let box = parentOf(node[EL]); box && box !== main && tagOf(box) !== "FORM"; box = parentOf(box)) {
      const around = nodes.filter((n) => n.kind !== "hidden" && n.kind !== "button" && n.visible && isIn(box, n[EL]));
      if (!around.length) continue;
      if (around.length === 1) pair(node, around[0]);
      break;
    }
  }
  for (const grid of grids) for (const row of grid.rows) for (const cell of row.cells) {
    const shown = cell.controls.filter((n) => n.kind !== "hidden" && n.visible);
    for (const node of cell.controls) if (node.kind === "hidden" && shown.length === 1) pair(node, shown[0]);
  }
};
const output = (name) => { const found = nodes.filter((n) => n.kind === "output" && n.key === name && n.visible && !n.outside); return found.length === 1 ? found[0].value : found.length ? "\u0000doubled" : ""; };

collect();
