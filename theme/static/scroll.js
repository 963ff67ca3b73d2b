// What scrolls sideways can be reached by the keyboard: equations, tables and code too wide for the screen.
(() => {
  const mark = () => {
    for (const box of document.querySelectorAll(".math-wrapper, .table-wrapper, .highlight pre")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  mark();
  addEventListener("resize", mark);
})();
