/* How the page's own names and looks are read. A body of code, put before collect.js (see scripts.py).

   Accessible names are this subset of the standard, in this order: aria-labelledby, aria-label, label, legend (for
   groups), column and row header (for cells); text marked aria-hidden does not count. Buttons and links: the first
   two, else their text. */
const LONG_LIST = 60;
const SECTIONS = new Set(["SECTION", "FIELDSET", "DETAILS"]);
const SECTION_ROLES = new Set(["region", "group", "tabpanel"]);
const TEXT_TYPES = new Set(["text", "search", "tel", "email", "url", ""]);
const WIDGET_ROLES = new Set(["textbox", "combobox", "switch", "checkbox", "radio", "listbox", "spinbutton", "slider"]);
/* A form's controls hide its own properties behind their names (a field named "children" is form.children), so
   whatever may be a form is asked by these. */
const getter = (proto, name) => { const { get } = Object.getOwnPropertyDescriptor(proto, name); return (el) => get.call(el); };
const tagOf = getter(Element.prototype, "tagName"), parentOf = getter(Node.prototype, "parentElement");
const childrenOf = getter(Element.prototype, "children");
const attributeOf = (el, name) => Element.prototype.getAttribute.call(el, name);
const allIn = (el, query) => (el.nodeType === 1 ? Element.prototype : el).querySelectorAll.call(el, query);
const isIn = (el, inner) => Node.prototype.contains.call(el, inner);
const squash = (text) => text.replace(/\s+/g, " ").trim();

const textOf = (el) => {
  if (el.nodeType === 3) return el.data;
  if (el.nodeType !== 1 || el.hidden || el.getAttribute("aria-hidden") === "true") return "";
  if (/^(SCRIPT|STYLE|SELECT|TEXTAREA|INPUT|BUTTON|TEMPLATE)$/.test(el.tagName)) return "";
  if (el.tagName === "BR") return "\n";
  let text = "";
  for (const child of el.childNodes) text += textOf(child);
  return text;
};
const buttonText = (el) => squash([...el.childNodes].map(textOf).join(""));
const byIds = (el, attribute) => {
  const ids = (el.getAttribute(attribute) || "").split(/\s+/).filter(Boolean);
  const root = el.getRootNode();
  return squash(ids.map((id) => { const it = root.getElementById ? root.getElementById(id) : null; return it ? textOf(it) : ""; }).join(" "));
};
/* el.labels walks the whole tree each time it is asked; this walks it once. */
const labelsByRoot = new Map();
const labelsOf = (el) => {
  const root = el.getRootNode();
  let byControl = labelsByRoot.get(root);
  if (!byControl) {
    byControl = new Map();
    for (const label of allIn(root, "label")) {
      const { control } = label;
      if (control) byControl.set(control, [...(byControl.get(control) || []), label]);
    }
    labelsByRoot.set(root, byControl);
  }
  return byControl.get(el) || [];
};
const labelText = (el) => squash(labelsOf(el).map(textOf).join(" "));
const ownName = (el) => byIds(el, "aria-labelledby") || squash(el.getAttribute("aria-label") || "");
const nameOf = (el) => ownName(el) || labelText(el);
/* What stands on the screen as a control's label and is not its name: a label that aria-label or aria-labelledby
   overrules; of a control with aria-label and no label, the text before it (of a tick-box: around it) in the smallest
   box of the page that has any and holds no other control. Whoever looks at the page reads it as the question, so it
   is proved as a part of the hint. What comes after a text box is a unit, a count or what was looked up. */
const NO_LABEL = /^(SCRIPT|STYLE|SELECT|TEXTAREA|INPUT|BUTTON|OUTPUT|DATALIST|TEMPLATE|A)$/;
const SAYS_NOW = "[role=status],[role=alert],[role=log],[role=timer],[role=listbox],[role=tooltip],[aria-live]";
const OUTER = "td,th,tr,table,li,form,body,fieldset,section,article,main,details,[role]:not([role=none],[role=presentation])";
const shownText = (node, except, until) => {
  if (until && (node === until || node.compareDocumentPosition(until) & Node.DOCUMENT_POSITION_PRECEDING)) return "";
  if (node.nodeType === 3) return node.data;
  if (node.nodeType !== 1 || NO_LABEL.test(tagOf(node)) || except.includes(node.id) || node.matches(SAYS_NOW) || !drawn(node)) return "";
  let text = "";
  for (const child of node.childNodes) text += shownText(child, except, until);
  return text;
};
const bare = (text) => text.replace(/\(required\)|[\s:*]+$/gi, "").trim().toLowerCase();
const besideName = (el, name) => {
  if (!ownName(el)) return "";
  const except = (attributeOf(el, "aria-describedby") || "").split(/\s+/).filter(Boolean);
  const unlessName = (text) => (bare(text) === bare(name) ? "" : text);
  const label = squash(labelsOf(el).map((one) => shownText(one, except)).join(" "));
  if (label) return unlessName(label);
  if (!attributeOf(el, "aria-label")) return "";
  for (let box = parentOf(el); box && box.nodeType === 1 && !box.matches(OUTER); box = parentOf(box)) {
    if ([...allIn(box, "input:not([type=hidden]),select,textarea")].some((one) => one !== el)) return "";
    const text = squash(shownText(box, except, /^(checkbox|radio)$/.test(el.type) ? null : el));
    if (text) return unlessName(text);
  }
  return "";
};
const childText = (el, tag) => { for (const c of el.children) if (c.tagName === tag) return squash(textOf(c)); return ""; };

const drawn = (el) => el.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
const seenOnScreen = (el) => {
  if (!drawn(el)) return false;
  const box = el.getBoundingClientRect();
  const view = el.ownerDocument.defaultView;
  return box.width > 1 && box.height > 1 && box.right + view.scrollX > 0 && box.bottom + view.scrollY > 0;
};
const tickable = (el) => seenOnScreen(el) || (labelsOf(el).some(seenOnScreen) && el.checkVisibility());
const enabled = (el) => !el.matches(":disabled") && !el.readOnly && !el.closest("[inert],[aria-disabled=true]");
