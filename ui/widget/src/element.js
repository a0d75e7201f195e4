/** @import { Answered } from "./record.js" */
/** @import { Problem } from "./transport.js" */
import { button, say } from "./dom.js";
import { draw, suggestions } from "./draw.js";
import * as native from "./natives.js";
import css from "./style.css";
import * as texts from "./texts.js";
import { behind } from "./theme.js";
import { addressOf, put } from "./transport.js";
import { View } from "./view.js";

/** Earlier questions sent with one. */
const REMEMBERED = 8;
/** Milliseconds after which a wait is said to be long. */
const PATIENCE = 6_000;
/** The reasons that say that a question could not be read: it then leads to no other. */
const UNREADABLE = ["empty_question", "too_long", "invalid_text", "invalid_input"];
const MODES = ["bubble", "inline", "panel"];

// Where this very file came from is where its server is, when the page does not say otherwise.
const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
const HOME = script ? native.replace(script.src, /(\/widget\/[^/]+)?\/widget\.js([?#].*)?$/, "") : "";

const sheet = new native.Sheet();
native.writeSheet(sheet, css);
let count = 0;

/** `<sourcier-chat>`: questions to a Sourcier server, in anyone's page. */
export class SourcierChat extends HTMLElement {
  static observedAttributes = ["mode", "theme", "title", "greeting", "suggestions", "position"];

  #number = ++count;
  /** @type {string[]} */
  #history = [];
  /** @type {Promise<unknown>} */
  #last = none();
  #dropped = new native.Aborter();
  #isOpen = false;
  /** @type {HTMLElement | null} */
  #left = null;
  #view = new View({
    ask: (text) => void this.#asked(text),
    open: () => this.open(),
    close: () => this.close(),
    reset: () => this.reset(),
  });

  constructor() {
    super();
    const root = native.attachShadow(this, { mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.#view.empty();
    native.append(root, this.#view.place);
  }

  connectedCallback() {
    this.#dress();
  }

  attributeChangedCallback() {
    this.#dress();
  }

  /** Open the panel, and put the focus in it. */
  open() {
    if (this.#inline()) return;
    if (!this.#isOpen) {
      this.#left = focused(this.ownerDocument);
      this.#isOpen = true;
      this.#dress();
    }
    native.focus(this.#view.box);
  }

  /** Close the panel, and give the focus back to what had it. */
  close() {
    if (!this.#isOpen) return;
    const within = this.shadowRoot && this.shadowRoot.activeElement;
    this.#isOpen = false;
    this.#dress();
    if (!within) return;
    const { launcher } = this.#view;
    const left = this.#left;
    native.focus(left && left !== this && left.isConnected ? left : launcher);
  }

  /**
   * Put a question, after those that wait.
   * @param {string} text
   * @returns {Promise<Answered | null>} the record; null when there is none
   */
  ask(text) {
    const question = native.trim(native.toText(text));
    if (!question) return none();
    const turn = this.#turn(question, this.#last, this.#dropped);
    this.#last = turn;
    return turn;
  }

  /** Forget the thread, and give up on what is awaited. */
  reset() {
    native.abort(this.#dropped);
    this.#dropped = new native.Aborter();
    this.#history = [];
    this.#last = none();
    this.#view.empty();
    if (this.#isOpen || this.#inline()) native.focus(this.#view.box);
  }

  /** @param {string} text */
  #asked(text) {
    this.#view.advise(native.trim(text) ? "" : texts.EMPTY);
    native.focus(this.#view.box);
    if (!native.trim(text)) return;
    native.setValue(this.#view.box, "");
    void this.ask(text);
  }

  /**
   * @param {string} question @param {Promise<unknown>} before @param {AbortController} round
   * @returns {Promise<Answered | null>}
   */
  async #turn(question, before, round) {
    const view = this.#view;
    const reply = view.turn(question);
    await before;
    const dropped = native.signalOf(round);
    if (dropped.aborted) return null;
    const api = addressOf(native.getAttribute(this, "api") || HOME);
    const slow = native.later(() => view.fill(reply, [say("p", "soft", texts.SLOW)]), PATIENCE);
    const given = await put(api, question, this.#history, dropped);
    native.forget(slow);
    if ("dropped" in given || dropped.aborted) return null;
    if ("problem" in given) return this.#failed(question, reply, given.problem);
    const { record } = given;
    try {
      view.fill(reply, draw(record, api, (one) => this.#asked(one)));
    } catch {
      const message = texts.PROBLEMS.unreadable;
      return this.#failed(question, reply, { kind: "unreadable", message, status: 200 });
    }
    this.#remember(question, record);
    this.#tell(record.status === "answered" ? "answer" : "refusal", { record });
    return record;
  }

  /** @param {string} question @param {HTMLElement} reply @param {Problem} problem */
  #failed(question, reply, problem) {
    const retry = button("", texts.RETRY, () => {
      native.detach(native.parentOf(reply));
      this.#asked(question);
    });
    this.#view.fill(reply, [say("p", "problem", problem.message), retry]);
    this.#tell("error", problem);
    return null;
  }

  /** @param {string} question @param {Answered} record */
  #remember(question, record) {
    for (let i = 0; i < UNREADABLE.length; i++) if (record.reason === UNREADABLE[i]) return;
    /** @type {string[]} */
    const kept = [];
    const all = this.#history;
    for (let i = all.length < REMEMBERED ? 0 : 1; i < all.length; i++) kept[kept.length] = all[i];
    kept[kept.length] = question;
    this.#history = kept;
  }

  /** @param {string} name @param {object} detail */
  #tell(name, detail) {
    const event = new native.Custom(`sourcier-${name}`, { detail, bubbles: true, composed: true });
    native.dispatch(this, event);
  }

  #mode() {
    const asked = native.getAttribute(this, "mode");
    for (let i = 0; i < MODES.length; i++) if (MODES[i] === asked) return MODES[i];
    return MODES[0];
  }

  #inline() {
    return this.#mode() === "inline";
  }

  /** Follow the attributes, and whether it is open. */
  #dress() {
    const view = this.#view;
    const { place, launcher, panel } = view;
    const inline = this.#inline();
    const shown = inline || this.#isOpen;
    const title = native.getAttribute(this, "title") || texts.TITLE;
    const theme = native.getAttribute(this, "theme");
    const known = theme === "light" || theme === "dark";
    native.setAttribute(place, "data-mode", this.#mode());
    native.setAttribute(place, "data-theme", known ? theme : behind(this));
    native.toggleAttribute(place, "data-start", native.getAttribute(this, "position") === "start");
    // Two regions of a page may not have the same name.
    const name = this.#number > 1 ? `${title} (${this.#number})` : title;
    native.setAttribute(place, "aria-label", name);
    native.setText(view.title, title);
    native.setText(view.launcherText, title);
    native.setText(view.greeting, native.getAttribute(this, "greeting") || texts.GREETING);
    const proposed = native.split(native.getAttribute(this, "suggestions") || "", "|");
    native.clear(view.proposed);
    const list = suggestions(cleaned(proposed), (one) => this.#asked(one));
    if (list) native.append(view.proposed, list);
    native.toggleAttribute(launcher, "hidden", shown);
    native.setAttribute(launcher, "aria-expanded", `${shown}`);
    native.toggleAttribute(panel, "hidden", !shown);
    native.toggleAttribute(view.shut, "hidden", inline);
    native.setAttribute(panel, "role", inline ? "presentation" : "dialog");
    native.setAttribute(panel, "aria-labelledby", "title");
  }
}

/** @returns {Promise<null>} */
async function none() {
  return null;
}

/** @param {string[]} texts @returns {string[]} those that say something */
function cleaned(texts) {
  /** @type {string[]} */
  const kept = [];
  for (let i = 0; i < texts.length; i++) {
    const one = native.trim(texts[i]);
    if (one) kept[kept.length] = one;
  }
  return kept;
}

/** @param {Document} page @returns {HTMLElement | null} what has the focus, but the page itself */
function focused(page) {
  const active = /** @type {HTMLElement | null} */ (page.activeElement);
  return active === page.body ? null : active;
}
