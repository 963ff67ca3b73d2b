// What scrolls sideways can be reached by the keyboard: equations, tables and code too wide for the screen.
(() => {
  const sizes = new ResizeObserver((entries) => {
    for (const { target: box } of entries) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  });
  for (const box of document.querySelectorAll(".math-wrapper, .table-wrapper, .highlight pre")) sizes.observe(box);
})();
