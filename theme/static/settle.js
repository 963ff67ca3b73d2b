// What is off the screen is neither laid out nor painted again, so a click in a figure costs only what one sees.
// That begins when the page has been laid out at its width: every part has its height by then, and nothing jumps.
// A link within the page is followed over the whole page, or it would end beside its target.
(() => {
  const article = document.querySelector("article");
  const STILL = 200; // ms without scrolling or a change of width
  let width = innerWidth;
  let waiting;

  function settle() {
    clearTimeout(waiting);
    article.classList.remove("is-settled");
    waiting = setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(rest)), STILL);
  }

  const rest = () => article.classList.add("is-settled"); // after a frame at least with the whole page laid out

  addEventListener("load", settle);
  if (window.navigation) navigation.addEventListener("navigate", settle); // links, and addresses typed by hand
  else addEventListener("click", ({ target }) => { if (target.closest("a[href*='#']")) settle(); }, { capture: true });
  addEventListener("toggle", settle, { capture: true });
  addEventListener("scroll", () => { if (!article.classList.contains("is-settled")) settle(); }, { passive: true });
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    settle();
  });
})();
