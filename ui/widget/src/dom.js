import * as native from "./natives.js";

/** @typedef {Node | string | null | undefined | false | Child[]} Child */

/**
 * Make an element; text goes in as text, never as HTML.
 * @param {string} name
 * @param {Record<string, string | boolean>} [attributes] - true: present and empty; false: absent
 * @param {...Child} children - what is null, false or "" is left out
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const made = native.createElement(name);
  const names = native.keys(attributes);
  for (let i = 0; i < names.length; i++) {
    const value = attributes[names[i]];
    if (value !== false) native.setAttribute(made, names[i], value === true ? "" : value);
  }
  add(made, children);
  return made;
}

/**
 * Add children to a node, lists within lists in their order.
 * @param {Node} parent @param {Child[]} children
 */
export function add(parent, children) {
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (native.isArray(child)) add(parent, child);
    else if (child) native.append(parent, typeof child === "string" ? native.text(child) : child);
  }
}

/**
 * Make an element that holds one text.
 * @param {string} name @param {string} className @param {string} text
 */
export function say(name, className, text) {
  const made = element(name, className ? { class: className } : {});
  native.setText(made, text);
  return made;
}

/** @param {string} className @param {string} label @param {() => void} act */
export function button(className, label, act) {
  const made = say("button", className, label);
  native.setAttribute(made, "type", "button");
  native.listen(made, "click", act);
  return made;
}

/**
 * Draw each item of a list.
 * @template T
 * @param {ArrayLike<T>} list @param {(item: T) => Child} draw
 * @returns {Child[]}
 */
export function each(list, draw) {
  /** @type {Child[]} */
  const drawn = [];
  for (let i = 0; i < list.length; i++) drawn[i] = draw(list[i]);
  return drawn;
}
