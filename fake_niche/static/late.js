// Fault "field filled late": empties one field and fills it again after a while.
(() => {
  const { name, delay } = document.currentScript.dataset;
  const field = document.getElementById(`f-${name}`);
  if (!field) return;
  const property = "value" in field && field.tagName !== "OUTPUT" ? "value" : "innerHTML";
  const content = field[property];
  field[property] = "";
  window.setTimeout(() => { field[property] = content; }, Number(delay));
})();
