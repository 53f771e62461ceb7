// In the page: the time from the next click to the frame that shows the last change of a chart or a table.
(() => {
  const PICTURES = ".js-plotly-plot, [data-testid=stDataFrame], [data-testid=stMain] h2";
  const QUIET = 250;
  const state = { clicked: null, painted: null, changed: 0 };

  const isPicture = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element !== null && (element.closest(PICTURES) !== null || element.querySelector(PICTURES) !== null);
  };

  const touches = (record) =>
    record.type === "childList"
      ? isPicture(record.target) && [...record.addedNodes].some(isPicture)
      : isPicture(record.target) && record.target.closest?.(PICTURES) !== null;

  const seen = (records) => {
    if (state.clicked === null || !records.some(touches)) return;
    state.changed = performance.now();
    // The frame after next begins when the one with this change is on the screen.
    requestAnimationFrame(() => requestAnimationFrame((now) => (state.painted = now)));
  };

  const isRunning = () =>
    document.querySelector("[data-testid=stApp]")?.getAttribute("data-test-script-state") !== "notRunning";

  addEventListener("click", (event) => { if (state.clicked === -1) state.clicked = event.timeStamp; }, true);
  addEventListener("DOMContentLoaded", () =>
    new MutationObserver(seen).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
  );

  // Count from the next click on.
  window.watchNextClick = () => Object.assign(state, { clicked: -1, painted: null, changed: 0 });

  // Milliseconds from that click to the last change on the screen, once nothing has changed for a while; null if nothing did.
  window.repainted = async (patience) => {
    const until = performance.now() + patience;
    while (performance.now() < until) {
      await new Promise((wake) => setTimeout(wake, 50));
      const isQuiet = state.painted !== null && performance.now() - Math.max(state.changed, state.painted) > QUIET;
      if (isQuiet && !isRunning()) return state.painted - state.clicked;
    }
    return null;
  };
})();
