/**
 * What the browser gives, taken once, when this file is read.
 *
 * A host page may later replace `fetch`, `Element.prototype.setAttribute` or anything else; the
 * widget keeps those it took. Lists are walked by index: a patched iterator is no matter either.
 */

const { call } = Function.prototype;

/**
 * Turn a method into a function that takes its object first.
 * @param {Function} method
 * @returns {(self: any, ...rest: any[]) => any}
 */
const loose = (method) => call.bind(method);

/** @param {object} prototype @param {string} name */
const property = (prototype, name) =>
  /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(prototype, name));
/** @param {object} prototype @param {string} name */
const getter = (prototype, name) => loose(/** @type {Function} */ (property(prototype, name).get));
/** @param {object} prototype @param {string} name */
const setter = (prototype, name) => loose(/** @type {Function} */ (property(prototype, name).set));

export const keys = Object.keys;
export const hasOwn = Object.hasOwn;
export const isArray = Array.isArray;
export const parse = JSON.parse;
export const stringify = JSON.stringify;
export const encode = encodeURIComponent;
export const trim = loose(String.prototype.trim);
export const split = loose(String.prototype.split);
export const indexOf = loose(String.prototype.indexOf);
export const replace = loose(String.prototype.replace);
export const match = loose(String.prototype.match);
export const toText = String;
export const Address = URL;

export const createElement = document.createElement.bind(document);
export const text = document.createTextNode.bind(document);
export const append = loose(Node.prototype.appendChild);
export const clear = loose(Element.prototype.replaceChildren);
export const detach = loose(Element.prototype.remove);
export const setText = setter(Node.prototype, "textContent");
export const getAttribute = loose(Element.prototype.getAttribute);
export const setAttribute = loose(Element.prototype.setAttribute);
export const toggleAttribute = loose(Element.prototype.toggleAttribute);
export const attachShadow = loose(Element.prototype.attachShadow);
export const parentOf = getter(Node.prototype, "parentNode");
export const rootOf = loose(Node.prototype.getRootNode);
export const contains = loose(Node.prototype.contains);
export const focus = loose(HTMLElement.prototype.focus);
export const valueOf = getter(HTMLTextAreaElement.prototype, "value");
export const setValue = setter(HTMLTextAreaElement.prototype, "value");
export const scrollTo = setter(Element.prototype, "scrollTop");
export const boxOf = loose(Element.prototype.getBoundingClientRect);
export const scrolled = getter(Element.prototype, "scrollTop");
export const styleOf = getComputedStyle.bind(window);
export const Sheet = CSSStyleSheet;
export const writeSheet = loose(CSSStyleSheet.prototype.replaceSync);

export const listen = loose(EventTarget.prototype.addEventListener);
export const dispatch = loose(EventTarget.prototype.dispatchEvent);
export const prevent = loose(Event.prototype.preventDefault);
export const stop = loose(Event.prototype.stopPropagation);
export const Custom = CustomEvent;

export const send = fetch.bind(window);
export const bodyOf = loose(Response.prototype.text);
export const statusOf = getter(Response.prototype, "status");
export const headersOf = getter(Response.prototype, "headers");
export const header = loose(Headers.prototype.get);
export const Aborter = AbortController;
export const abort = loose(AbortController.prototype.abort);
export const signalOf = getter(AbortController.prototype, "signal");
export const later = setTimeout.bind(window);
export const forget = clearTimeout.bind(window);
