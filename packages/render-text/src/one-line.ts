/** A text on one line: each control character becomes a blank. */
export function oneLine(text: string): string {
  return hasControls(text) ? text.replace(/[\u0000-\u001f\u007f]/g, ' ') : text
}

/** Whether a text holds control characters, tabs included. */
export function hasControls(text: string): boolean {
  return /[\u0000-\u001f\u007f]/.test(text)
}

/** A text cut to a length, so that it can be shown; what is missing is marked. */
export function shorten(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, Math.max(0, longest - 3))}...` : text
}

/** The beginning of what a client sent, for a message. */
export function excerpt(text: string): string {
  return shorten(oneLine(text), 40)
}
