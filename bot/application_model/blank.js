/* Blank the page before evidence is taken: every text and value that is not, in full, one of the labels that a model
   knows becomes dots of the same length. args.labels are normalised; normalise() is the one of names.py. Runs in every
   frame; the page is abandoned afterwards. */
(args) => {
  const known = new Set(args.labels);
  const plain = (text) => text.normalize("NFKC").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—‑]/g, "-")
    .toLowerCase().split(/\s+/).filter(Boolean).join(" ").replace(/(?:\s*[:*]|\s*\(required\)|\s+required)+$/, "").trim();
  const dots = (text) => text.replace(/\S/g, "•");
  const PLAIN_ATTRIBUTES = new Set(["class", "style", "role", "type", "for", "hidden", "required", "disabled", "readonly",
    "scope", "lang", "dir", "colspan", "rowspan", "tabindex", "rows", "cols", "size", "rel", "open",
    "id", "name", "data-col", "data-grid", "aria-labelledby", "aria-describedby", "aria-hidden", "aria-busy", "aria-expanded",
    "aria-controls", "charset", "media"]);
  const structural = /^[\w:.-]*$/;
  const FORM = Object.getOwnPropertyDescriptor(Element.prototype, "tagName").get; // a form's fields hide its own names
  const FRAMES = /^I?FRAME$/; // their contents are blanked in them; another address would load another page
  const blankAttributes = (el) => {
    for (const name of Element.prototype.getAttributeNames.call(el)) {
      const value = Element.prototype.getAttribute.call(el, name);
      if ((name === "href" && el.tagName === "LINK") || (FRAMES.test(el.tagName) && /^src(doc)?$/.test(name))) continue;
      if (name === "style" && /["'(]/.test(value)) { Element.prototype.removeAttribute.call(el, name); continue; }
      if (PLAIN_ATTRIBUTES.has(name) && !/\d{5,}/.test(value) && (name === "class" || name === "style" || structural.test(value) || name.startsWith("aria-"))) continue;
      if (known.has(plain(value))) continue;
      Element.prototype.setAttribute.call(el, name, dots(value));
    }
  };
  const isValue = (el) => !!el && !!el.closest("output,td,textarea"); // a value, also when it is the same word as a label
  const blankText = (node) => { if (node.data.trim() && (isValue(node.parentElement) && !node.parentElement.closest("label,legend") || !known.has(plain(node.data)))) node.data = dots(node.data); };
  const blankControl = (el) => {
    if (el.tagName === "OPTION") { el.textContent = dots(el.text); el.removeAttribute("selected"); return; }
    if (!("value" in el) || el.tagName === "BUTTON" || el.tagName === "LI") return;
    if (el.type === "checkbox" || el.type === "radio") { el.checked = false; el.indeterminate = true; el.setAttribute("value", ""); return; }
    if (el.tagName === "SELECT") { el.selectedIndex = -1; return; }
    if (el.tagName === "OUTPUT") return; // its text is blanked as a value
    if (el.tagName === "TEXTAREA") { const text = dots(el.value); el.textContent = text; el.value = text; return; }
    try { el.setAttribute("value", dots(el.value)); el.value = /^(date|time|number|datetime-local|month|color|range)$/.test(el.type) ? "" : dots(el.value); } catch { el.remove(); }
  };
  const blank = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      if (node.nodeType === 8) { node.data = ""; continue; }
      if (node.nodeType === 3) { if (!/^(STYLE)$/.test(node.parentNode && node.parentNode.nodeName)) blankText(node); continue; }
      if (FORM.call(node) === "FORM") { blankAttributes(node); continue; }
      if (node.tagName === "SCRIPT" || /^(IMG|SVG|CANVAS|VIDEO|OBJECT|EMBED|PICTURE)$/i.test(node.tagName)) { node.remove(); continue; }
      blankControl(node);
      if (node.shadowRoot) blank(node.shadowRoot);
      if (node.tagName === "TEMPLATE") { node.remove(); continue; }
      blankAttributes(node);
    }
  };
  document.title = "";
  blank(document.documentElement);
  return document.documentElement.innerText.length;
}
