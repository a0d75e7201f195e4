/** @import { Answered, Citation, Position, Speaker } from "./record.js" */
/** @import { Child } from "./dom.js" */
import { add, button, each, element, say } from "./dom.js";
import { encode, hasOwn, indexOf, match, replace } from "./natives.js";
import * as texts from "./texts.js";

/**
 * Draw a record: what the sources say, then what stands beside it.
 * @param {Answered} record
 * @param {string} api - the address of the server, without a final slash
 * @param {(question: string) => void} ask - puts a suggested question
 * @returns {Child[]}
 */
export function draw(record, api, ask) {
  const answered = record.status === "answered";
  return [
    record.understood && say("p", "understood", texts.understood(record.understood)),
    answered ? answer(record) : say("p", "refusal", record.answer),
    answered && agreement(record),
    answered && citations(record.citations, api, (one) =>
      record.citations.length > 1 || !includes(record.answer, one.label)),
    !answered && nearest(record, api),
    each(record.notices, (notice) => say("p", "notice", notice.text)),
    help(record.help),
    suggestions(record.suggestions, ask),
  ];
}

/**
 * Draw questions as buttons that put them.
 * @param {string[]} questions @param {(question: string) => void} ask
 */
export function suggestions(questions, ask) {
  if (!questions.length) return null;
  const list = element("ul", { class: "suggested", "aria-label": texts.SUGGESTED });
  add(list, each(questions, (one) => element("li", {}, button("", one, () => ask(one)))));
  return list;
}

/** @param {Answered} record @param {string} api @returns {Child} */
function nearest({ nearest: passages, reason }, api) {
  // Where a question supposes what the sources deny, the first passage is what they say of it.
  const denied = reason === "false_premise";
  return passages.length > 0 && element("div", { class: "nearest" },
    say("h4", "", denied ? texts.CITED : texts.NEAREST),
    !denied && say("p", "soft", texts.NEAREST_SAID),
    citations(passages, api, () => true));
}

/** @param {string} whole @param {string} part */
const includes = (whole, part) => indexOf(whole, part) >= 0;

/** @param {Answered} record */
function answer(record) {
  const drawn = element("p", { class: "answer" });
  add(drawn, each(record.parts, (part) =>
    part.citation === null ? part.text : say("bdi", "words", part.text)));
  return drawn;
}

/** @param {Answered} record @returns {Child} */
function agreement({ agreement }) {
  if (!agreement || agreement.kind === "single") return [];
  const { positions } = agreement;
  if (agreement.kind === "corroborated")
    return [say("p", "together", texts.agree(least(positions)))];
  const list = element("ul", { class: "positions" });
  add(list, each(positions, ({ value, citations: held }) => {
    let numbers = "";
    for (let i = 0; i < held.length; i++) numbers += (i ? ", " : "") + held[i];
    return say("li", "", texts.position(value, numbers));
  }));
  return [say("p", "together", texts.DISAGREE), list];
}

/**
 * Count the sources that hold all of it: the items of a list may have more or fewer.
 * @param {Position[]} positions
 */
function least(positions) {
  let fewest = positions[0].independent;
  for (let i = 1; i < positions.length; i++)
    if (positions[i].independent < fewest) fewest = positions[i].independent;
  return fewest;
}

/** @param {Citation[]} list @param {string} api @param {(one: Citation) => boolean} named */
function citations(list, api, named) {
  const several = list.length > 1 ? "several" : "";
  const drawn = element("ol", { class: `citations ${several}`, "aria-label": texts.CITED });
  add(drawn, each(list, (one) => element("li", {}, citation(one, api, named(one)))));
  return drawn;
}

/** @param {Citation} one @param {string} api @param {boolean} named @returns {Child[]} */
function citation(one, api, named) {
  const quote = element("blockquote", { dir: "auto" });
  add(quote, each(one.pieces, ({ text, mark }) => (mark ? say("mark", "", text) : text)));
  const address =
    `${api}/sources/${encode(one.source_id)}?start=${+one.start}&end=${+one.end}#passage`;
  const link = element("a", { href: address, target: "_blank", rel: "noopener noreferrer" },
    texts.READ, say("span", "heard", texts.linkEnd(one.label)));
  const notes = each(remarks(one), (note) => say("li", "", /** @type {string} */ (note)));
  return [
    quote,
    named && say("cite", "", one.label),
    element("ul", { class: "notes" }, notes, element("li", {}, link)),
    each(one.date_notes, (note) => say("p", "dated", texts.dated(note.text, note.explained))),
  ];
}

/** @param {Citation} one @returns {string[]} */
function remarks({ zone, speaker, places }) {
  const found = [own(texts.ZONES, zone), spoken(speaker), speaker && speaker.hedged && texts.HEDGED,
    places.length > 0 && texts.places(places.length)];
  /** @type {string[]} */
  const kept = [];
  for (let i = 0; i < found.length; i++) {
    const one = found[i];
    if (one) kept[kept.length] = one;
  }
  return kept;
}

/** @param {Speaker | null} speaker */
function spoken(speaker) {
  const said = speaker && own(texts.SPEAKERS, speaker.kind);
  return said && texts.speaker(said, speaker.name);
}

/**
 * @template T
 * @param {Record<string, T>} table @param {string} name
 * @returns {T | null}
 */
const own = (table, name) => (hasOwn(table, name) ? table[name] : null);

/** @param {Answered["help"]} lines */
function help(lines) {
  if (!lines.length) return null;
  const list = element("ul", {});
  add(list, each(lines, ({ label, number, url }) => element("li", {},
    say("span", "", label),
    number && call(number),
    // Only a web address is a link: nothing else could be one safely.
    url && match(url, /^https?:/) && element("a",
      { href: url, target: "_blank", rel: "noopener noreferrer" },
      texts.SITE, say("span", "heard", texts.linkEnd(label))))));
  return element("aside", { class: "help", "aria-label": texts.HELP },
    say("h4", "", texts.HELP), say("p", "soft", texts.HELP_SAID), list);
}

/** @param {string} number */
function call(number) {
  const address = `tel:${replace(number, /[^+\d]/g, "")}`;
  return element("a", { class: "number", href: address }, number);
}
