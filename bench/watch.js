// In the page: the time from the next click to the frame that shows the last change of a picture in the window.
(() => {
  const PICTURES = ".js-plotly-plot, [data-testid=stDataFrame], [data-testid=stMain] h2";
  const QUIET = 250;
  const state = { clicked: null, painted: null, changed: 0 };

  const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

  const isInWindow = (element) => {
    const place = element.getBoundingClientRect();
    return place.top < innerHeight && place.bottom > 0;
  };

  // What stands within a canvas is for screen readers; what is drawn on it is seen below.
  const picturesOf = (node) => {
    const element = elementOf(node);
    if (element === null || element.closest("canvas") !== null) return [];
    const around = element.closest(PICTURES);
    return around !== null ? [around] : [];
  };

  const picturesIn = (node) =>
    node.nodeType === Node.ELEMENT_NODE ? [...picturesOf(node), ...node.querySelectorAll(PICTURES)] : picturesOf(node);

  const shows = (record) =>
    [...picturesOf(record.target), ...[...record.addedNodes].flatMap(picturesIn)].some(isInWindow);

  const isWatching = () => state.clicked !== null && state.clicked >= 0;

  const change = () => {
    state.changed = performance.now();
    // The frame after next begins when the one with this change is on the screen.
    requestAnimationFrame(() => requestAnimationFrame((now) => (state.painted = now)));
  };

  const isRunning = () =>
    document.querySelector("[data-testid=stApp]")?.getAttribute("data-test-script-state") !== "notRunning";

  addEventListener("click", (event) => { if (state.clicked === -1) state.clicked = event.timeStamp; }, true);
  addEventListener("DOMContentLoaded", () =>
    new MutationObserver((records) => { if (isWatching() && records.some(shows)) change(); }).observe(document.body, {
      subtree: true, childList: true, attributes: true, characterData: true,
    })
  );

  const fillText = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (...drawn) {
    if (isWatching() && this.canvas.closest?.("[data-testid=stDataFrame]") && isInWindow(this.canvas)) change();
    return fillText.apply(this, drawn);
  };

  // Count from the next click on.
  window.watchNextClick = () => Object.assign(state, { clicked: -1, painted: null, changed: 0 });

  // Milliseconds from that click to the last change in the window, once nothing has changed for a while; null if nothing did.
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
