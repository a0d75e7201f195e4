/** @import { Answered } from "./record.js" */
import * as native from "./natives.js";
import { isRecord } from "./record.js";
import { PROBLEMS } from "./texts.js";

/** Milliseconds after which the server is given up on. */
const TOO_LONG = 30_000;

/** @typedef {keyof typeof PROBLEMS} Kind */
/** @typedef {{ kind: Kind, message: string, status: number }} Problem */
/** @typedef {{ record: Answered } | { problem: Problem } | { dropped: true }} Reply */

/** @param {Kind} kind @param {string} [message] @param {number} [status] - 0: none came */
const problem = (kind, message, status = 0) => ({
  problem: { kind, message: message || PROBLEMS[kind], status },
});

/**
 * Read the `api` attribute: an address of the web, its final slashes taken off.
 * @param {string | null} given
 * @returns {string} "" when it is none
 */
export function addressOf(given) {
  if (!given) return "";
  try {
    const { protocol, origin, pathname } = new native.Address(given, document.baseURI);
    return native.match(protocol, /^https?:$/) ? origin + native.replace(pathname, /\/+$/, "") : "";
  } catch {
    return "";
  }
}

/**
 * Put a question. Never fails: what goes wrong is a reply too.
 * @param {string} api - "" when it is missing
 * @param {string} question
 * @param {string[]} history - the earlier questions, oldest first
 * @param {AbortSignal} dropped - aborted when nobody waits any more
 * @returns {Promise<Reply>}
 */
export async function put(api, question, history, dropped) {
  if (!api) return problem("address");
  const limit = new native.Aborter();
  const end = () => native.abort(limit);
  const timer = native.later(end, TOO_LONG);
  native.listen(dropped, "abort", end);
  try {
    const options = request(body(question, history), native.signalOf(limit));
    const response = await native.send(`${api}/api/ask`, options);
    return read(response, await native.bodyOf(response));
  } catch {
    if (dropped.aborted) return { dropped: true };
    if (native.signalOf(limit).aborted) return problem("timeout");
    return problem((await isRefused(api)) ? "origin" : "unreachable");
  } finally {
    native.forget(timer);
  }
}

/** @param {string} text @param {AbortSignal} signal @returns {RequestInit} */
const request = (text, signal) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: text,
  signal,
  mode: "cors",
  cache: "no-store",
  credentials: "omit",
  redirect: "error",
  referrerPolicy: "no-referrer",
});

/**
 * Write the body. Texts only are given to JSON, one by one: some libraries teach lists to write
 * themselves in another way.
 * @param {string} question @param {string[]} history
 */
function body(question, history) {
  let earlier = "";
  for (let i = 0; i < history.length; i++) earlier += (i ? "," : "") + native.stringify(history[i]);
  return `{"question":${native.stringify(question)},"history":[${earlier}]}`;
}

/** @param {Response} response @param {string} text @returns {Reply} */
function read(response, text) {
  const status = native.statusOf(response);
  let given = null;
  try {
    given = native.parse(text);
  } catch {
    // Said below, by the status.
  }
  if (status === 200) return isRecord(given) ? { record: given } : problem("unreadable", "", status);
  const type = native.header(native.headersOf(response), "Content-Type") || "";
  // Only a server of ours says French words: a proxy's are its own.
  const ours = native.match(type, /^application\/problem\+json/) && given && given.detail;
  const said = typeof ours === "string" ? ours : "";
  if (status === 429 || status === 503) return problem("busy", said, status);
  if (status === 404 || status === 405) return problem("missing", "", status);
  return problem(status < 500 ? "request" : "server", said, status);
}

/**
 * Say whether it is this site that a server refuses: it gives it the file that all may load, and
 * not what is for the sites of its list.
 * @param {string} api
 */
const isRefused = async (api) =>
  !(await answers(`${api}/api/health`)) && (await answers(`${api}/widget.js`));

/**
 * Say whether an address answers to this site.
 * @param {string} address
 */
async function answers(address) {
  try {
    await native.send(address, {
      method: "HEAD",
      mode: "cors",
      cache: "no-store",
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
    return true;
  } catch {
    return false;
  }
}
