// What a form does in the page: conditional parts, rows, tabs, type-aheads, frames.
(() => {
  const named = (name, from = document) => [...from.querySelectorAll(`[name="${CSS.escape(name)}"]`)];

  // Conditional parts -------------------------------------------------------------------------
  const valuesOf = (name) => named(name).flatMap((input) => {
    if (input.type !== "radio" && input.type !== "checkbox") return [input.value];
    return input.checked ? [input.value] : [];
  });
  const showConditional = () => {
    document.querySelectorAll("[data-when]").forEach((part) => {
      const values = valuesOf(part.dataset.when);
      const wanted = JSON.parse(part.dataset.is);
      part.hidden = !(values.length ? values : [""]).some((value) => wanted.includes(value));
    });
  };
  document.addEventListener("change", showConditional);

  // Rows of a grid: added from the template, taken away, counted ------------------------------
  const count = (grid, by) => {
    const total = grid.querySelector(`output[name="${CSS.escape(grid.dataset.gridName)}_total"]`);
    total.value = Number(total.value) + by;
  };
  const newRow = (grid) => {
    const number = Number(grid.dataset.next);
    grid.dataset.next = number + 1;
    const html = grid.querySelector("template").innerHTML
      .replaceAll("-NEW", `-${number}`).replaceAll('value="NEW"', `value="${number}"`)
      .replaceAll('data-record="NEW"', `data-record="row${number + 1}"`)
      .replaceAll(" NEW", ` ${number + 1}`);
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    return holder.content.firstElementChild;
  };
  const addRow = (grid) => {
    const row = newRow(grid);
    const body = grid.querySelector("tbody");
    if (body) body.append(row);
    else addTab(grid, row);
    count(grid, 1);
    start(row);
    const first = row.querySelector("input:not([type=hidden]), select");
    if (first) first.focus();
  };
  const removeRow = (grid, row) => {
    const tab = document.querySelector(`[role=tab][aria-controls="${row.id}"]`);
    const next = row.parentElement.querySelector("[role=tab]:not([aria-selected=true])");
    row.remove();
    if (tab) tab.remove();
    if (tab && next) openTab(next);
    count(grid, -1);
    grid.querySelector(".add").focus();
  };
  document.addEventListener("click", (event) => {
    const grid = event.target.closest("[data-grid-name]");
    if (!grid) return;
    if (event.target.matches(".add")) addRow(grid);
    if (event.target.matches(".remove")) removeRow(grid, event.target.closest("[data-record]"));
    const tab = event.target.closest("[role=tab]");
    if (tab) openTab(tab);
  });

  // A tab for each row; a lazy one is fetched when it is first opened -------------------------
  const fetchTab = async (panel) => {
    const address = panel.dataset.src;
    delete panel.dataset.src;
    panel.setAttribute("aria-busy", "true");
    const answer = await fetch(address);
    if (answer.ok) panel.innerHTML = await answer.text();
    else panel.dataset.src = address;
    panel.removeAttribute("aria-busy");
    start(panel);
  };
  const openTab = (tab) => {
    tab.parentElement.querySelectorAll("[role=tab]").forEach((other) => {
      const open = other === tab;
      other.setAttribute("aria-selected", String(open));
      other.tabIndex = open ? 0 : -1;
      const panel = document.getElementById(other.getAttribute("aria-controls"));
      panel.hidden = !open;
      if (open && panel.dataset.src) fetchTab(panel);
    });
  };
  const addTab = (grid, panel) => {
    const tab = document.createElement("button");
    Object.assign(tab, { type: "button", id: panel.id.replace(/^p/, "t") });
    tab.textContent = panel.getAttribute("aria-label");
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    grid.querySelector("[role=tablist]").append(tab);
    grid.querySelector(".row-tabs").append(panel);
    openTab(tab);
  };
  document.addEventListener("keydown", (event) => {
    const step = { ArrowRight: "nextElementSibling", ArrowLeft: "previousElementSibling" }[event.key];
    if (!step || !event.target.matches("[role=tab]") || !event.target[step]) return;
    openTab(event.target[step]);
    event.target[step].focus();
  });

  // Type-ahead: the chosen id goes to the hidden partner; typing takes it away ----------------
  const SHOWN_AT_ONCE = 12;
  const lists = new Map();
  const listAt = (address) => {
    if (!lists.has(address)) lists.set(address, fetch(address).then((answer) => answer.json()));
    return lists.get(address);
  };
  const typeAhead = (box) => {
    const partner = document.getElementById(box.dataset.partner);
    const found = document.getElementById(box.getAttribute("aria-controls"));
    let options = [];
    const close = () => {
      found.hidden = true;
      box.setAttribute("aria-expanded", "false");
    };
    const choose = ([value, text]) => {
      partner.value = value;
      box.value = text;
      close();
      box.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const offer = ([value, text]) => {
      const option = document.createElement("button");
      Object.assign(option, { type: "button", textContent: text, tabIndex: -1 });
      option.setAttribute("role", "option");
      option.dataset.value = value;
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => choose([value, text]));
      return option;
    };
    const search = () => {
      const typed = box.value.trim().toLowerCase();
      const hits = typed ? options.filter(([, text]) => text.toLowerCase().includes(typed)) : [];
      found.replaceChildren(...hits.slice(0, SHOWN_AT_ONCE).map(offer));
      const place = box.getBoundingClientRect(); // a grid that scrolls would cut the list off
      Object.assign(found.style, {
        left: `${place.left}px`, top: `${place.bottom}px`, minWidth: `${place.width}px`,
      });
      found.hidden = !hits.length;
      box.setAttribute("aria-expanded", String(Boolean(hits.length)));
    };
    const load = async () => {
      options = await listAt(box.dataset.options);
      if (box.dataset.late && !box.value) box.value = box.dataset.late;
      box.dataset.ready = "yes";
      if (document.activeElement === box && !partner.value) search();
    };
    setTimeout(load, Number(box.dataset.delay));
    if (box.readOnly) return;
    box.addEventListener("input", () => {
      partner.value = "";
      search();
    });
    box.addEventListener("blur", () => setTimeout(close, 0));
    box.addEventListener("keydown", (event) => {
      const all = [...found.children];
      const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
      if (event.key === "Escape") close();
      if (event.key === "Enter" && at >= 0 && !found.hidden) {
        event.preventDefault();
        all[at].click();
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || !all.length) return;
      event.preventDefault();
      all.forEach((one) => one.removeAttribute("aria-selected"));
      all[(at + step + all.length) % all.length].setAttribute("aria-selected", "true");
    });
  };

  // Frames: what stands in them is posted with the form ---------------------------------------
  document.querySelectorAll("form.report-form").forEach((form) => {
    form.addEventListener("formdata", (event) => {
      form.querySelectorAll("iframe").forEach((frame) => {
        const inner = frame.contentDocument && frame.contentDocument.querySelector("form");
        if (!inner) return;
        for (const [name, value] of new FormData(inner)) event.formData.append(name, value);
      });
    });
  });
  const fit = (frame) => {
    const body = frame.contentDocument && frame.contentDocument.body;
    if (body) frame.height = body.scrollHeight + 4;
  };
  document.querySelectorAll("iframe.part").forEach((frame) => {
    frame.addEventListener("load", () => fit(frame));
    fit(frame);
  });

  const start = (part) => part.querySelectorAll("[role=combobox]").forEach(typeAhead);
  start(document);
  showConditional();
})();
