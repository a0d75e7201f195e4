/** @import { Child } from "./dom.js" */
import { add, button, element, say } from "./dom.js";
import * as native from "./natives.js";
import * as texts from "./texts.js";

/** @typedef {{ ask: (text: string) => void, open: () => void, close: () => void,
 *   reset: () => void }} Acts */

/**
 * What stands in the shadow: a button to open, a panel with the thread and the form.
 *
 * The outermost element follows the writing direction of the host page, so that it stands on the
 * right side of it; what is inside is French, and written from left to right.
 */
export class View {
  /** @param {Acts} acts */
  constructor(acts) {
    this.title = element("h2", { id: "title", dir: "auto" });
    this.launcherText = element("span", { dir: "auto" });
    this.launcher = button("launcher", "", acts.open);
    native.setAttribute(this.launcher, "aria-expanded", "false");
    native.append(this.launcher, this.launcherText);
    this.again = button("again", texts.AGAIN, acts.reset);
    this.shut = button("shut", "", acts.close);
    native.setAttribute(this.shut, "aria-label", texts.CLOSE);
    this.greeting = element("p", { class: "greeting", dir: "auto" });
    this.proposed = element("div");
    this.log = element("div", { class: "log", role: "log", "aria-label": texts.LOG, tabindex: "0" },
      this.greeting, this.proposed);
    this.box = /** @type {HTMLTextAreaElement} */ (element("textarea", {
      id: "question", rows: "2", dir: "auto", autocomplete: "off", enterkeyhint: "send",
      "aria-describedby": "hint",
    }));
    this.hint = element("p", { id: "hint", class: "hint", role: "status" });
    this.form = element("form", { novalidate: true },
      element("label", { for: "question" }, texts.QUESTION),
      this.box,
      element("button", { class: "ask", type: "submit" }, texts.ASK),
      this.hint);
    this.panel = element("div", { class: "panel", dir: "ltr" },
      element("div", { class: "head" }, this.title, this.again, this.shut), this.log, this.form);
    // An empty title of its own: the host's would show as a tooltip over everything.
    this.place = element("section", { class: "place", lang: "fr", title: "" },
      this.launcher, this.panel);
    this.#listen(acts);
  }

  /** @param {Acts} acts */
  #listen(acts) {
    const submit = () => acts.ask(native.valueOf(this.box));
    native.listen(this.form, "submit", (/** @type {Event} */ event) => {
      native.prevent(event);
      submit();
    });
    native.listen(this.box, "keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      native.prevent(event);
      submit();
    });
    native.listen(this.panel, "keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape" && !event.isComposing) acts.close();
    });
    // The shortcuts of the host page are not for what is typed here.
    const typed = ["keydown", "keypress", "keyup"];
    for (let i = 0; i < typed.length; i++) native.listen(this.panel, typed[i], native.stop);
  }

  /** Say something of the form, "" to say nothing. @param {string} text */
  advise(text) {
    native.setText(this.hint, text);
  }

  /**
   * Begin a turn of the thread.
   * @param {string} question
   * @returns {HTMLElement} where its answer goes
   */
  turn(question) {
    const reply = element("div", { class: "reply" }, say("p", "soft", texts.WAITING));
    const asked = say("h3", "asked", question);
    native.setAttribute(asked, "dir", "auto");
    native.append(this.log, element("div", { class: "turn" }, asked, reply));
    native.toggleAttribute(this.again, "hidden", false);
    this.show(reply);
    return reply;
  }

  /** @param {HTMLElement} reply @param {Child[]} children */
  fill(reply, children) {
    native.clear(reply);
    add(reply, children);
    this.show(reply);
  }

  /** Bring a turn's beginning to the top of the log, the page itself unmoved. @param {Node} reply */
  show(reply) {
    const turn = native.parentOf(reply);
    // On a very low screen, it is the whole panel that scrolls.
    const scrollers = [this.log, this.panel];
    for (let i = 0; i < scrollers.length; i++) {
      const down = native.boxOf(turn).top - native.boxOf(scrollers[i]).top;
      native.scrollTo(scrollers[i], native.scrolled(scrollers[i]) + down);
    }
  }

  /** Forget every turn. */
  empty() {
    native.clear(this.log);
    add(this.log, [this.greeting, this.proposed]);
    native.toggleAttribute(this.again, "hidden", true);
    this.advise("");
  }
}
