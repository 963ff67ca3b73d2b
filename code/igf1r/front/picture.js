// Saving a drawing as the reader sees it: colours of the page's theme, state of the moment.

/** The drawing as a self-contained SVG text, with its size in diagram units. */
function pictureOf(svg) {
  const copy = svg.cloneNode(true);
  copy.removeAttribute("aria-hidden");
  for (const extra of copy.querySelectorAll(".hit")) extra.remove();
  const computed = getComputedStyle(svg);
  const names = [...new Set(DRAWING_STYLE.match(/--d-[\w-]+/g))];
  const values = names.map((name) => `${name}:${computed.getPropertyValue(name)}`).join(";");
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = `${DRAWING_STYLE} .igf1r-svg{${values}}`;
  copy.prepend(style);
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

/** Save the drawing as `name.svg` or, three pixels a unit, `name.png`; `done` hears what happened. */
function savePicture(svg, name, type, done) {
  const { text, width, height } = pictureOf(svg);
  if (type === "svg") {
    save(`${name}.svg`, "image/svg+xml", text);
    return done("Picture saved as SVG.");
  }
  const image = new Image();
  image.onload = () => {
    const canvas = h("canvas", { width: width * 3, height: height * 3 });
    canvas.getContext("2d").drawImage(image, 0, 0, width * 3, height * 3);
    canvas.toBlob((blob) => {
      save(`${name}.png`, "image/png", blob);
      done("Picture saved as PNG.");
    });
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

/** Buttons that every figure has: link to this state (on a page), full screen, and saving its pictures as they are shown. */
function pictureTools({ root, pictures, link, say, tell }) {
  const saveAs = (type) => () => pictures().forEach(({ svg, name }) => savePicture(svg, name, type, say));
  const copy = () => {
    history.replaceState(null, "", link());
    const address = location.href;
    const shown = () => { tell(`Link to this state: ${address}`); say("The link to this state is shown below the figure."); };
    if (!navigator.clipboard || !isSecureContext) return shown();
    navigator.clipboard.writeText(address)
      .then(() => { tell(`Link copied: ${address}`); say("Link to this state copied."); }, shown);
  };
  return h("div", { class: "igf1r-row igf1r-tools" },
    link && textButton("Link to this state", copy),
    textButton("Save SVG", saveAs("svg")),
    textButton("Save PNG", saveAs("png")),
    document.fullscreenEnabled &&
      textButton("Full screen", () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen())));
}

/** The part of an address after `#name:` as pairs of texts, or null where it is not about this figure. */
function linkedParts(name) {
  let text = location.hash.slice(1);
  try {
    text = decodeURIComponent(text);
  } catch { /* a broken link is told as it stands */ }
  if (!text.startsWith(`${name}:`)) return null;
  return text.slice(name.length + 1).split(",").filter(Boolean).map((part) => part.split("="));
}
