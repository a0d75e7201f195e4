/**
 * The record of `POST /api/ask`, as far as the widget reads it (docs/contrat.md).
 *
 * @typedef {{ text: string, mark: boolean }} Piece
 * @typedef {{ kind: string, name: string | null, hedged: boolean }} Speaker
 * @typedef {{ number: number, source_id: string, label: string, zone: string, start: number,
 *   end: number, pieces: Piece[], places: object[], speaker: Speaker | null,
 *   date_notes: { text: string, explained: string }[] }} Citation
 * @typedef {{ value: string, citations: number[], independent: number }} Position
 * @typedef {{ status: "answered" | "refused", reason: string | null, answer: string,
 *   understood: string | null, parts: { text: string, citation: number | null }[],
 *   citations: Citation[], nearest: Citation[], notices: { text: string }[],
 *   agreement: { kind: string, positions: Position[] } | null, suggestions: string[],
 *   help: { label: string, number: string, url: string | null }[] }} Answered
 */
import { isArray } from "./natives.js";

const LISTS = ["parts", "citations", "nearest", "notices", "help", "suggestions"];

/**
 * Say whether what a server sent is a record.
 * @param {any} given
 * @returns {given is Answered}
 */
export function isRecord(given) {
  if (!given || (given.status !== "answered" && given.status !== "refused")) return false;
  if (typeof given.answer !== "string") return false;
  for (let i = 0; i < LISTS.length; i++) if (!isArray(given[LISTS[i]])) return false;
  return true;
}
