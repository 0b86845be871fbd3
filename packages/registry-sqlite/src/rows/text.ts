/*
 * Texts in columns. SQLite holds UTF-8: it has no halves of surrogate pairs, and its functions stop at a null character. Such characters are
 * written as U+0001 and a code; different texts stay different, and the beginning of a text stays the beginning.
 */

// Asked first, as it takes a fourth of the time, and hardly any text has one of these.
// eslint-disable-next-line no-control-regex
const suspect = /[\0\u0001\ud800-\udfff]/
// eslint-disable-next-line no-control-regex
const odd = /[\0\u0001]|\p{Surrogate}/gu
// eslint-disable-next-line no-control-regex
const escaped = /\u0001([01]|d[0-9a-f]{3})/g

/** A text as a column holds it. */
export function toColumn(text: string): string {
  if (!suspect.test(text)) return text
  return text.replace(odd, (character) => `\u0001${codeOf(character)}`)
}

/** The text that a column holds. */
export function fromColumn(text: string): string {
  return text.includes('\u0001') ? text.replace(escaped, (_all, code: string) => characterOf(code)) : text
}

function codeOf(character: string): string {
  return character.charCodeAt(0).toString(16)
}

function characterOf(code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16))
}
