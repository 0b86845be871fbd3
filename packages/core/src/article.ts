/** A noun with its indefinite article, for messages: `a kind`, `an action`. */
export function withArticle(noun: string): string {
  return /^[aeiou]/i.test(noun) ? `an ${noun}` : `a ${noun}`
}
