/** The program of a runtime that is not Node; `undefined`: it is not installed. */
export function programOf(name: string): string | undefined
