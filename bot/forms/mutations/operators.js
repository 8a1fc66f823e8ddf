/* Changes a form page as forms are changed, well and badly. Called with {operators, seed, concepts}; gives what was
   done, what each concept holds on the unchanged page (the truth that a reading is held against) and where it is now.
   The proof never sees any of this. */
(args) => {
  let state = args.seed >>> 0;
  const random = () => { state = (state + 0x6D2B79F5) >>> 0; let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 4294967296; };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const main = document.querySelector("main");
  const all = (selector, root = main) => [...root.querySelectorAll(selector)];
  const token = () => "x" + Math.floor(random() * 1e9).toString(36);

  const named = (key) => all("input:not([type=hidden]),select,textarea,output").filter((el) => (el.getAttribute("name") || el.id) === key);
  const cells = (grid, key) => all(`[name^="${CSS.escape(grid)}-"]`).filter((el) => el.name.replace(/^.*?-\d+-/, "") === key && el.type !== "hidden");
  const concepts = args.concepts.map((c) => ({ ...c, els: c.grid ? cells(c.grid, c.key) : named(c.key) })).filter((c) => c.els.length);
  const valueOf = (els) => {
    const [first] = els;
    if (first.type === "radio") { const on = els.find((el) => el.checked); return on ? on.value : ""; }
    if (first.type === "checkbox") return els.length === 1 ? (first.checked ? "Yes" : "") : els.filter((el) => el.checked).map((el) => el.value).sort().join("; ");
    return first.tagName === "OUTPUT" ? first.textContent.trim() : first.value;
  };
  const truth = Object.fromEntries(concepts.map((c) => [c.name, c.grid ? c.els.map((el) => valueOf([el])).join("\n") : valueOf(c.els)]));

  const plain = concepts.filter((c) => !c.grid && c.els[0].tagName !== "OUTPUT");
  const filled = plain.filter((c) => truth[c.name] !== "");
  const texts = filled.filter((c) => c.els[0].type === "text" || c.els[0].tagName === "TEXTAREA");
  /* A list of records is pinned by its shape: that a record comes or goes asks nothing else. */
  const choices = filled.filter((c) => !c.records && (c.els[0].type === "radio" || c.els[0].tagName === "SELECT"));
  const section = (el) => el.closest("section");
  const isControl = "input:not([type=hidden]),select,textarea,output";
  const boxOf = (c) => {
    let box = c.els[0];
    while (box.parentElement && box.parentElement !== main && box.parentElement.tagName !== "SECTION") {
      const inside = all(isControl, box.parentElement);
      if (inside.some((el) => !c.els.includes(el))) break;
      box = box.parentElement;
    }
    return box;
  };
  const labelOf = (c) => {
    const [el] = c.els;
    if (c.els.length > 1 || el.type === "radio") { const box = el.closest("fieldset"); return box && box.querySelector("legend"); }
    return (el.id && document.querySelector(`label[for="${CSS.escape(el.id)}"]`)) || el.closest("label");
  };
  const anyControl = "input,select,textarea,button,output";
  const ariaOf = (c) => (labelOf(c) ? null : c.els[0].getAttribute("aria-label"));
  const wordsOf = (c) => { if (ariaOf(c)) return ariaOf(c); const l = labelOf(c).cloneNode(true); all(anyControl, l).forEach((el) => el.remove()); return l.textContent.replace(/\s*\*\s*$/, "").trim(); };
  const put = (l, text) => { /* a label may hold its control */
    if (!l.querySelector(anyControl)) { l.textContent = text; return; }
    for (const part of [...l.childNodes]) { if (part.nodeType === 3) part.data = ""; else if (part.nodeType === 1 && !part.matches(anyControl) && !part.querySelector(anyControl)) part.remove(); }
    l.prepend(text + " ");
  };
  const say = (c, text) => { if (ariaOf(c)) c.els[0].setAttribute("aria-label", text); else put(labelOf(c), text); };
  const together = (list) => { /* two of one section */
    const first = pick(list), others = list.filter((c) => c !== first && section(c.els[0]) === section(first.els[0]));
    return others.length ? [first, pick(others)] : null;
  };
  const newId = (el, id) => {
    const old = el.id; el.id = id;
    if (!old) return;
    for (const attribute of ["for", "aria-labelledby", "aria-describedby", "aria-controls", "data-partner", "data-target"])
      for (const other of document.querySelectorAll(`[${attribute}~="${CSS.escape(old)}"]`))
        other.setAttribute(attribute, other.getAttribute(attribute).split(/\s+/).map((one) => (one === old ? id : one)).join(" "));
  };
  const rename = (c, name) => c.els.forEach((el) => { el.name = name; });
  const swap = (a, b) => { const mark = document.createComment(""); a.replaceWith(mark); b.replaceWith(a); mark.replaceWith(b); };
  const html = (text) => { const t = document.createElement("template"); t.innerHTML = text.trim(); return t.content.firstElementChild; };
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  const asText = (c) => { const name = c.els[0].name; return html(`<input type="text" name="${name}" id="${c.els[0].id || "f-" + name}" value="${escaped(truth[c.name])}">`); };
  const optionsOf = (c) => c.els[0].tagName === "SELECT" ? [...c.els[0].options].filter((o) => o.value) : c.els;

  const touched = [], gone = []; /* gone: the form no longer asks this; whatever is read for it is wrong */
  const touch = (c) => { touched.push(c.name); return c; };
  const lose = (c) => { gone.push(c.name); return touch(c); };
  /* Of what an operator cannot do on this page, nothing is kept: it throws or gives false. */
  const operators = {
    1: () => { main.style.cssText = "font: 19px serif; color: #333; letter-spacing: 1px"; all(".field").forEach((el) => { el.style.padding = "9px"; }); },
    2: () => all("input,select,textarea").forEach((el) => { const value = el.value, on = el.checked; const list = [...el.attributes].reverse().map((a) => [a.name, a.value]);
      list.forEach(([name]) => el.removeAttribute(name)); list.forEach(([name, v]) => el.setAttribute(name, v)); if (el.type !== "radio" && el.type !== "checkbox") el.value = value; el.checked = on; }),
    3: () => plain.forEach((c) => { const box = boxOf(c), outer = html("<div><div></div></div>"); box.replaceWith(outer); outer.firstElementChild.append(box); }),
    4: () => plain.forEach((c) => { if (labelOf(c) || ariaOf(c)) say(c, wordsOf(c).toUpperCase() + ": *"); }),
    5: () => plain.forEach((c) => { if (labelOf(c) || ariaOf(c)) say(c, wordsOf(c).replace(/ /g, " ").replace(/'/g, "’")); }),
    6: () => all(".fields").forEach((el) => { el.style.gridTemplateColumns = "1fr"; el.style.display = "block"; }),
    7: () => { document.body.prepend(html("<div class=notice><p>Maintenance on Sunday from 02:00</p></div>")); document.body.append(html("<footer><p>Version 9.1</p></footer>")); },
    8: () => { const h = pick(all("section > h2")); h.style.cssText = "position:absolute;width:1px;height:1px;overflow:hidden;white-space:nowrap"; },
    10: () => { const two = together(plain); if (!two) return false; const [a, b] = two.map(touch); boxOf(b).before(boxOf(a)); },
    11: () => rename(touch(pick(plain)), token()),
    12: () => { const c = touch(pick(plain)); c.els.forEach((el) => newId(el, token())); },
    13: () => { const c = touch(pick(plain)); rename(c, token()); c.els.forEach((el) => newId(el, token())); },
    14: () => all("[id]").forEach((el) => { if (!/^(screen-name|end-of-page)$/.test(el.id) && !/record_id|form_version/.test(el.id)) newId(el, ":r" + Math.floor(random() * 1e8) + ":"); }),
    15: () => { const s = section(touch(pick(plain)).els[0]), f = html(`<fieldset><legend>${escaped(s.querySelector("h2").textContent)}</legend></fieldset>`); s.querySelector("h2").remove(); f.append(...s.childNodes); s.replaceWith(f); },
    16: () => { const c = pick(texts); const l = labelOf(c), name = wordsOf(c); l.replaceWith(html(`<span aria-hidden="true">${escaped(name)}</span>`)); c.els[0].setAttribute("aria-label", name); touch(c); },
    18: () => { const c = touch(pick(plain)); pick(all("section").filter((s) => s !== section(c.els[0]) && s.querySelector(isControl))).append(boxOf(c)); },
    20: () => { const c = choices.filter((one) => one.els[0].type === "radio"); if (!c.length) return false; const one = touch(pick(c)); const name = one.els[0].name, label = wordsOf(one);
      const entries = one.els.map((el) => `<option value="${escaped(el.value)}"${el.checked ? " selected" : ""}>${escaped(el.parentElement.textContent.trim())}</option>`).join("");
      boxOf(one).replaceWith(html(`<div class="field"><label for="s-${name}">${escaped(label)}</label><select id="s-${name}" name="${name}"><option value=""></option>${entries}</select></div>`)); },
    21: () => { const c = touch(pick(texts.filter((t) => t.els[0].tagName === "INPUT"))); const old = c.els[0], area = document.createElement("textarea"); area.name = old.name; area.id = old.id; area.value = old.value; old.replaceWith(area); },
    22: () => { const c = filled.filter((one) => one.els[0].type === "date"); if (!c.length) return false; const one = touch(pick(c)); const [y, m, d] = truth[one.name].split("-"), name = one.els[0].name, label = wordsOf(one);
      boxOf(one).replaceWith(html(`<fieldset><legend>${escaped(label)}</legend>${[["Day", d], ["Month", m], ["Year", y]].map(([p, v]) => `<label>${p} <input type="text" name="${name}-${p.toLowerCase()}" value="${v}"></label>`).join("")}</fieldset>`)); },
    26: () => { const c = touch(pick(texts)); const box = boxOf(c), host = document.createElement("div"); box.replaceWith(host); host.attachShadow({ mode: "open" }).append(box); },
    28: () => { const c = touch(pick(plain)); boxOf(c).after(html(`<div class="field"><label for="n1">Preferred time for a call</label><div class="control"><input type="text" id="n1" name="call_time"></div></div>`)); },
    29: () => { const c = touch(pick(plain)); boxOf(c).after(html(`<div class="field"><label for="n2">Is the address safe to share? *</label><div class="control"><select id="n2" name="safe_address" required><option value=""></option><option>Yes</option><option>No</option></select></div></div>`)); },
    30: () => { const c = touch(pick(plain)); say(c, "Recorded " + wordsOf(c).toLowerCase()); },
    31: () => { const c = lose(pick(plain)); say(c, pick(["Name of the previous partner", "Date of the earlier notice", "Reason not to share"])); },
    32: () => { const c = lose(pick(plain)); say(c, "Not " + wordsOf(c)); },
    33: () => { const two = together(texts); if (!two) return false; const [a, b] = two.map(lose); const words = wordsOf(a); say(a, wordsOf(b)); say(b, words); },
    34: () => { const two = together(texts); if (!two) return false; const [a, b] = two.map(touch); const name = a.els[0].name, other = b.els[0].name; rename(a, other); rename(b, name); },
    35: () => { const two = together(texts); if (!two) return false; const [a, b] = two.map(touch); swap(boxOf(a), boxOf(b)); },
    36: () => boxOf(lose(pick(plain))).remove(),
    37: () => { const two = together(texts); if (!two) return false; const [a, b] = two; lose(a); lose(b); const name = a.els[0].name; boxOf(a).remove(); rename(b, name); },
    38: () => { const two = together(texts); if (!two) return false; const [a, b] = two; lose(a); lose(b); const words = wordsOf(a); boxOf(a).remove(); say(b, words); },
    39: () => { const c = touch(pick(texts)); const copy = boxOf(c).cloneNode(true); all("[id]", copy).forEach((el) => el.removeAttribute("id")); const field = copy.querySelector("input,textarea"); field.value = "Copied before"; boxOf(c).before(copy); },
    40: () => { const c = touch(pick(texts)); const copy = boxOf(c).cloneNode(true); copy.style.display = "none"; copy.querySelector("input,textarea").value = "An old answer"; boxOf(c).before(copy); },
    41: () => { const c = touch(pick(choices)); const list = optionsOf(c), values = list.map((o) => o.value); list.forEach((o, i) => { o.value = values[(i + 1) % values.length]; }); },
    42: () => { const c = touch(pick(choices)); const way = pick(["add", "remove", "rename"]); const list = optionsOf(c), other = list.find((o) => !(o.checked || o.selected)) || list[0];
      if (c.els[0].tagName === "SELECT") { if (way === "add") c.els[0].append(new Option("Prefer not to say", "PNS")); else if (way === "remove") other.remove(); else other.text = "Otherwise"; }
      else if (way === "rename") { const l = document.querySelector(`label[for="${CSS.escape(other.id)}"]`); l.textContent = "Otherwise"; }
      else if (way === "remove") other.parentElement.remove(); else { const copy = other.parentElement.cloneNode(true); copy.querySelector("input").value = "PNS"; copy.querySelector("input").checked = false; copy.querySelector("input").id = "pns"; copy.querySelector("label").htmlFor = "pns"; copy.querySelector("label").textContent = "Prefer not to say"; other.parentElement.after(copy); } },
    43: () => { const c = filled.filter((one) => one.els[0].type === "date"); if (!c.length) return false; const one = touch(pick(c)); const [y, m, d] = truth[one.name].split("-"); const box = asText(one); box.value = `${m}/${d}/${y}`; one.els[0].replaceWith(box); },
    44: () => { const v = document.querySelector("output[name=form_version]"); v.textContent += ".1"; },
    45: () => { const c = choices.filter((one) => one.els[0].tagName === "SELECT"); if (!c.length) return false; touch(pick(c)).els[0].multiple = true; },
    46: () => { const c = plain.filter((one) => one.els[0].type === "radio" && truth[one.name] === ""); if (!c.length) return false; touch(pick(c)).els[0].checked = true; },
    47: () => { const c = touch(pick(texts)); const s = section(c.els[0]), copy = s.cloneNode(true); all("[id]", copy).forEach((el) => el.removeAttribute("id")); copy.removeAttribute("aria-labelledby"); all("input,textarea", copy).forEach((el) => { if (el.type === "text" || el.tagName === "TEXTAREA") el.value = "From the earlier notice"; el.readOnly = true; }); s.before(copy); },
  };
  const nowhere = new Set(); /* spread over several boxes, or several in one: no single control has become of it */
  Object.assign(operators, {
    17: () => { const table = all("table[data-grid]").find((t) => t.querySelector("input,select")); if (!table) return false;
      const outer = html(`<div data-grid="${table.dataset.grid}"></div>`), flat = (cell) => { const part = document.createElement("div"); part.id = cell.id; part.append(...cell.childNodes); return part; };
      all("tr", table).forEach((tr) => { const line = document.createElement("div"); line.append(...[...tr.cells].map(flat)); outer.append(line); }); table.replaceWith(outer); },
    19: () => { const s = section(touch(pick(plain)).els[0]), h = s.querySelector("h2"), panel = html('<div role="tabpanel" id="tp2" aria-label="More" hidden></div>');
      panel.append(...[...s.childNodes].filter((n) => n !== h)); s.append(html('<div role="tablist"><button type="button" role="tab" aria-controls="tp1">First</button><button type="button" role="tab" aria-controls="tp2">More</button></div>'), panel); },
    23: () => { const c = touch(pick(texts.filter((t) => truth[t.name].trim().includes(" ")))); nowhere.add(c.name); const name = c.els[0].name, label = wordsOf(c), [first, ...rest] = truth[c.name].trim().split(" ");
      boxOf(c).replaceWith(...[[`First part of ${label}`, "a", first], [`Rest of ${label}`, "b", rest.join(" ")]].map(([l, k, v]) => html(`<div class="field"><label for="${name}_${k}">${escaped(l)}</label><input type="text" id="${name}_${k}" name="${name}_${k}" value="${escaped(v)}"></div>`))); },
    24: () => { const two = together(texts); if (!two) return false; const [a, b] = two.map(lose); const words = `${wordsOf(a)} and ${wordsOf(b)}`; a.els[0].value = `${truth[a.name]}, ${truth[b.name]}`; boxOf(b).remove(); say(a, words); },
    25: () => { const c = touch(pick(texts)); nowhere.add(c.name); const copy = boxOf(c).cloneNode(true); c.els[0].name += "-0"; const field = copy.querySelector("input,textarea"); field.name += "-1"; field.value = ""; all("[id]", copy).forEach((el) => newId(el, token())); boxOf(c).after(copy); },
    27: () => { const c = touch(pick(texts)); const box = boxOf(c), mark = document.createComment(""); box.replaceWith(mark); setTimeout(() => mark.replaceWith(box), 200); },
  });
  const nowIs = (c) => { const [el] = c.els; return el.isConnected || el.getRootNode().host ? el.name : named(c.key).length ? c.key : ""; };
  let done = true;
  for (const number of args.operators) {
    let did = false;
    try { did = !!operators[number] && operators[number]() !== false; } catch { did = false; } /* nothing there to change so */
    done = done && did;
  }
  const where = Object.fromEntries(plain.filter((c) => touched.includes(c.name) && !gone.includes(c.name) && !nowhere.has(c.name)).map((c) => [c.name, nowIs(c)]));
  return JSON.stringify({ done, truth, touched, gone, where });
}
