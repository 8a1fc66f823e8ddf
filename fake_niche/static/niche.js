// Small comforts for people: the look-up dialog, and no form sent twice. Every screen works without.
(() => {
  const dialog = document.getElementById("lookup");
  const text = document.getElementById("lookup-text");
  const results = document.getElementById("lookup-results");
  const heading = document.getElementById("lookup-heading");
  let kind = "";
  let target = null;

  const choose = (option) => {
    target.value = option.dataset.id;
    target.dispatchEvent(new Event("change", { bubbles: true }));
    dialog.close();
    target.focus();
  };

  const find = async () => {
    const answer = await fetch(`/lookup/${kind}?q=${encodeURIComponent(text.value)}`);
    results.innerHTML = answer.ok ? await answer.text() : "";
    const first = results.querySelector("button");
    if (first) first.focus();
  };

  const open = (button) => {
    kind = button.dataset.lookup;
    target = document.getElementById(button.dataset.target);
    heading.textContent = kind === "school" ? "Look up a school" : "Look up a person";
    results.innerHTML = "";
    text.value = "";
    dialog.showModal();
    text.focus();
  };
  // On the document, because a form adds rows that have look-ups of their own.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-lookup]");
    if (button) open(button);
  });
  document.getElementById("lookup-close").addEventListener("click", () => dialog.close());
  document.getElementById("lookup-form").addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
  results.addEventListener("click", (event) => {
    const option = event.target.closest("button");
    if (option) choose(option);
  });
  results.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const options = [...results.querySelectorAll("button")];
    const next = options[options.indexOf(document.activeElement) + step];
    if (next) next.focus();
  });

  document.querySelectorAll("main form[method=post]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form").forEach((form) => delete form.dataset.sent);
  });
})();
