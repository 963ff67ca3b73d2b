// Before the first paint: the reader's choice of light or dark. Some browsers keep no storage for files.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch {}
  document.body.dataset.theme = chosen || "auto";
})();
