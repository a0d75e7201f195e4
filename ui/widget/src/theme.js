import { match, parentOf, styleOf } from "./natives.js";

/** The luma, from 0 to 1, under which a background counts as dark. */
const DARK = 0.4;

/**
 * Say what the page looks like behind an element: "dark", "light", or "" when no colour says it.
 * @param {Element} host
 */
export function behind(host) {
  /** @type {Node | null} */
  let node = host;
  while ((node = parentOf(node) || shadowHost(node))) {
    if (!(node instanceof Element)) continue;
    const parts = match(styleOf(node).backgroundColor, /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)/);
    if (!parts || (parts[4] !== undefined && +parts[4] < 0.5)) continue;
    const luma = (0.299 * parts[1] + 0.587 * parts[2] + 0.114 * parts[3]) / 255;
    return luma < DARK ? "dark" : "light";
  }
  return "";
}

/** @param {Node} node */
function shadowHost(node) {
  return node instanceof ShadowRoot ? node.host : null;
}
