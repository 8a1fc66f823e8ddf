/* Put into every window before the page's own scripts run: counts the timers (of up to ten seconds) and requests that
   the page has started and that have not ended, so that a page which fills a field late is not read too early.
   Timers that a timer starts do not count, or a page that polls would never be at rest. */
(() => {
  const LONGEST_MS = 10000;
  const key = Symbol.for("mash under way");
  if (key in window) return;
  let count = 0, inTimer = false;
  Object.defineProperty(window, key, { get: () => count });
  const { setTimeout: start, clearTimeout: stop, fetch: ask } = window;
  const waiting = new Set();
  const ended = (id) => { if (waiting.delete(id)) count -= 1; };
  window.setTimeout = (call, delay, ...rest) => {
    const counts = !inTimer && (Number(delay) || 0) <= LONGEST_MS && typeof call === "function";
    if (!counts) return start(call, delay, ...rest);
    const id = start(() => {
      inTimer = true;
      try { call(...rest); } finally { inTimer = false; ended(id); }
    }, delay);
    waiting.add(id);
    count += 1;
    return id;
  };
  window.clearTimeout = (id) => { ended(id); stop(id); };
  const begin = () => {
    let open = true;
    count += 1;
    const over = () => { if (open) { open = false; count -= 1; } };
    start(over, LONGEST_MS); // what never ends is not waited for
    return over;
  };
  if (ask) window.fetch = (...what) => {
    const over = begin();
    const answer = ask(...what);
    answer.then((response) => { response.clone().arrayBuffer().then(over, over); }, over);
    return answer;
  };
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (...body) {
    this.addEventListener("loadend", begin());
    return send.apply(this, body);
  };
})();
