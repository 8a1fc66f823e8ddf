/* Makes a saved page one that the robot can be tried on: see foreign.py. */
() => {
  document.querySelectorAll("iframe,frame,object,embed").forEach((el) => el.remove());
  if (!document.querySelector("main")) {
    const main = document.createElement("main");
    main.append(...document.body.childNodes);
    document.body.append(main);
  }
  const textBefore = (el) => {
    for (let at = el; at && at.tagName !== "FORM" && at.tagName !== "MAIN"; at = at.parentElement)
      for (let n = at.previousSibling; n; n = n.previousSibling) {
        const text = n.nodeType === 3 ? n.data : n.nodeType === 1 && !n.querySelector("input,select,textarea") && !n.matches("input,select,textarea,script,style") ? n.textContent : "";
        if (text.trim()) return text.trim().replace(/\s+/g, " ").slice(0, 60);
      }
    return "";
  };
  document.querySelectorAll("main input:not([type=hidden]), main textarea, main select").forEach((el, n) => {
    const text = el.tagName === "TEXTAREA" || ["text", "search", "email", "tel", "url"].includes(el.type);
    if (text) el.value = "word" + n + "@saved.test";
    if (el.closest("label") && !el.labels.length) return; /* its label says that it is another's: in doubt, left out */
    const named = el.labels && el.labels.length || el.getAttribute("aria-label") || el.getAttribute("aria-labelledby");
    if (!named && el.type !== "radio" && el.type !== "submit" && el.type !== "button") {
      const name = el.getAttribute("placeholder") || el.title || textBefore(el);
      if (name) el.setAttribute("aria-label", name);
    }
  });
}
