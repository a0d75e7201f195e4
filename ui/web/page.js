"use strict";
// What the chat page does in the browser. It writes no word of its own (they come from the
// server, in #page-data) and no HTML: what is shown is what the server sent, through Gradio.
(() => {
  const data = JSON.parse(document.getElementById("page-data").textContent);
  const find = (selector, under = document) => under.querySelector(selector);
  const all = (selector, under = document) => [...under.querySelectorAll(selector)];

  // Gradio follows the browser's language and sets it on the page: it is told French.
  for (const [key, value] of [["language", "fr"], ["languages", ["fr"]]])
    Object.defineProperty(navigator, key, { get: () => value });

  // What Gradio says in English whatever the language. Messages (.md) are never touched.
  const mend = () => {
    for (const element of all("[aria-label]")) {
      const label = element.getAttribute("aria-label");
      if (Object.hasOwn(data.gradio, label))
        element.setAttribute("aria-label", data.gradio[label]);
      // The raw text of a message, as the name of an element that has no role.
      else if (/^(?:user|bot)'s message: /.test(label)) element.removeAttribute("aria-label");
    }
    for (const element of all(".sr-only, [class*=toast] *")) {
      const own = element.childElementCount ? "" : element.textContent.trim();
      if (Object.hasOwn(data.gradio, own) && !element.closest(".md"))
        element.textContent = data.gradio[own];
    }
  };

  let started = false; // Whether Gradio's box and doors are there.

  // --- the conversation, kept in this tab: its questions alone, as text -----------------------

  const KEY = "sourcier";
  const KEPT = "#kept textarea, #kept input";
  const asked = () => all("#chat .user-row .question").map((one) => one.textContent);
  let awaited = 0; // Questions being asked again: until they all are, the tab keeps what it has.

  const keep = () => {
    const questions = asked();
    if (questions.length < awaited) return;
    awaited = 0;
    if (!questions.length) {
      sessionStorage.removeItem(KEY);
      return;
    }
    sessionStorage.setItem(KEY, JSON.stringify({ corpus: data.corpus, questions }));
  };

  const write = (box, text) => {
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // Gradio reads a box a moment after it is written.
  const press = (button) => setTimeout(() => button.click(), 60);

  const resume = () => {
    const here = new URLSearchParams(location.search);
    const named = here.get("q")?.trim();
    let kept = null;
    if (named && !history.state?.asked) {
      // A reload must not ask it twice: it is in the conversation from here on.
      history.replaceState({ asked: true }, "");
      kept = { corpus: here.get("corpus") ?? "", questions: [named] };
      sessionStorage.setItem(KEY, JSON.stringify(kept));
    } else {
      try {
        kept = JSON.parse(sessionStorage.getItem(KEY));
      } catch {
        sessionStorage.removeItem(KEY);
      }
    }
    if (!kept?.questions?.length) return;
    awaited = kept.questions.length;
    write(find(KEPT), JSON.stringify(kept));
    press(find("#replay"));
  };

  const forget = () => {
    awaited = 0; // Gradio empties the conversation; the tab follows.
    history.replaceState(null, "", location.pathname);
    find("#question textarea").focus();
  };

  // --- questions put by a button, or to be corrected ------------------------------------------

  const box = () => find("#question textarea");
  let first = ""; // Asked before Gradio was there.
  const put = (question) => {
    if (!started) {
      first = question;
      return;
    }
    write(box(), question);
    press(find("#put"));
  };
  const correct = (question) => {
    write(box(), question);
    box().focus();
    box().select();
  };

  // --- copies and files -----------------------------------------------------------------------

  const say = (button, text) => {
    const before = button.textContent;
    if (before === text) return;
    button.textContent = text;
    setTimeout(() => (button.textContent = before), 2000);
  };

  // Also where the clipboard's own door is shut: a page over plain HTTP, on another machine.
  const copyByHand = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };

  const copy = async (button) => {
    const text = button.nextElementSibling.textContent;
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      done = copyByHand(text);
      button.focus();
    }
    say(button, done ? data.copied : data.notCopied);
  };

  let given = "";
  const handOver = () => {
    const token = find("#file .token")?.textContent ?? "";
    if (token === given) return;
    given = token;
    if (!token) return;
    const name = find("#file .name").textContent;
    const type = name.endsWith(".json") ? "application/json" : "text/markdown";
    const blob = new Blob([find("#file .content").textContent], { type: `${type};charset=utf-8` });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  // --- whether an answer was useful -----------------------------------------------------------

  const opine = (button) => {
    const form = find(".feedback", button.closest(".md"));
    for (const one of all(".opinion", button.parentElement))
      one.setAttribute("aria-pressed", String(one === button));
    form.hidden = false;
    find(".why", form).focus();
  };

  const send = async (form) => {
    const row = form.closest(".message-row");
    const pressed = find(".opinion[aria-pressed=true]", row);
    const about = asked()[all("#chat .bot-row").indexOf(row)];
    const body = JSON.stringify({
      useful: pressed.classList.contains("useful"),
      reason: find(".why", form).value.trim() || null,
      question: find(".join", form).checked ? about : null,
      corpus: data.corpus,
      version: data.version,
    });
    const headers = { "Content-Type": "application/json" };
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    try {
      const reply = await fetch("/api/feedback", { method: "POST", headers, body });
      if (!reply.ok) throw new Error(reply.status);
      all(".opinion", row).forEach((one) => (one.disabled = true));
      form.replaceChildren(said);
      said.textContent = data.thanks;
    } catch {
      find("[role=status]", form)?.remove();
      form.append(said);
      said.textContent = data.notSent;
    }
  };

  // --- a source, beside the conversation where there is room ----------------------------------

  const WIDE = matchMedia("(min-width: 72rem)");
  let opener = null;
  // The panel is one step of the tab's history, however many sources are read in it: the way back
  // closes it. A frame that is replaced adds no step of its own.
  const openReader = (link) => {
    const reader = find("#reader");
    find("iframe", reader).contentWindow.location.replace(link.href);
    if (reader.hidden) history.pushState({ ...history.state, reading: true }, "");
    reader.hidden = false;
    document.documentElement.classList.add("reading");
    opener = link;
    find(".close", reader).focus();
  };
  const shutReader = () => {
    const reader = find("#reader");
    if (reader.hidden) return;
    reader.hidden = true;
    find("iframe", reader).contentWindow.location.replace("about:blank");
    document.documentElement.classList.remove("reading");
    opener?.focus();
  };
  const closeReader = () => {
    shutReader();
    if (history.state?.reading) history.back();
  };

  // --- one ear for all ------------------------------------------------------------------------

  const click = (event) => {
    const target = event.target.closest("button, a");
    if (!target) return;
    const has = (name) => target.classList.contains(name);
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (has("ask")) put(target.textContent);
    else if (target.closest("#chat")) {
      if (has("correct")) correct(target.previousElementSibling.textContent);
      else if (has("retry")) put(asked()[all("#chat .bot-row").indexOf(target.closest(".bot-row"))]);
      else if (has("copy")) copy(target);
      else if (has("opinion")) opine(target);
      else if (has("passage") && plain) {
        // Where there is no room beside, in this tab: the way back leads to the conversation.
        event.preventDefault();
        if (WIDE.matches) openReader(target);
        else location.assign(target.href);
      }
    } else if (target.id === "new") forget();
    else if (target.id === "print") window.print();
    else if (has("close")) closeReader();
    else if (has("skip")) {
      event.preventDefault();
      box()?.focus();
    }
  };

  // The beginning of the last exchange is brought under the eye: its question, then its words.
  let seen = "";
  const follow = () => {
    const questions = all("#chat .user-row");
    const now = `${questions.length} ${all("#chat .bot-row :is(.answer, .said)").length}`;
    if (now !== seen && questions.length) questions.at(-1).scrollIntoView({ block: "start" });
    seen = now;
  };

  const change = () => {
    mend();
    if (!started && find(KEPT) && find("#replay") && box()) {
      started = true;
      resume();
      if (first && !awaited) put(first);
    }
    document.documentElement.classList.toggle("talking", all("#chat .message-row").length > 0);
    if (started) keep();
    follow();
    handOver();
  };

  document.addEventListener("DOMContentLoaded", () => {
    // Beside a conversation, a link back to the page goes back to that conversation.
    const panel = window.frameElement?.closest("#reader");
    if (panel) {
      find(".close", panel).click();
      return;
    }
    document.addEventListener("click", click);
    document.addEventListener("submit", (event) => {
      if (!event.target.matches("#chat .feedback")) return;
      event.preventDefault();
      send(event.target);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !find("#reader").hidden) closeReader();
    });
    addEventListener("popstate", (event) => {
      if (!event.state?.reading) shutReader();
    });
    new MutationObserver(change).observe(document.body, {
      subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"],
    });
    change();
  });
})();
