import { LatestTexts, OcciError, type Circumstances, type Entity, type HeaderFields } from '@occi/core'

/**
 * Makes and compares entity tags. A tag tells a revision apart without showing it: the Registry's counter would tell one tenant
 * how busy the others are. The mixing is keyed, not cryptographic: nothing but the equality of revisions rests on it.
 */
export class EntityTags {
  #keyed = unkeyed
  readonly #latest = new LatestTexts<string>(() => memoryOfMark)

  /** Makes tags with a key from now on; with the same key they are the same in every process. */
  useKey(key: string): void {
    this.#keyed = stir(unkeyed, key)
  }

  /** The strong tag of an Entity in a Rendering and version: `"revision.rendering.version"`. */
  of(entity: Entity, rendering: string, version: string): string {
    return `"${this.#mark(entity)}.${rendering}.${version}"`
  }

  /** GET: whether the client has this very representation (RFC 9110 13.1.2). */
  isKnown(headers: HeaderFields, tag: string): boolean {
    if (!headers.has('if-none-match')) return false
    const tags = tagsOf(headers, 'if-none-match')
    return tags.includes('*') || tags.some((one) => one.replace(/^W\//, '') === tag)
  }

  /**
   * Checks If-Match and If-None-Match of a changing request against what is there; of a tag the revision alone is compared.
   * @throws OcciError `precondition-failed`
   */
  check(headers: HeaderFields, entity: Entity | undefined): void {
    const wanted = tagsOf(headers, 'if-match')
    if (wanted.length > 0 && !this.#matches(wanted, entity)) {
      throw new OcciError(
        'precondition-failed',
        'If-Match names another revision than the current one; get the Entity again',
      )
    }
    const unwanted = tagsOf(headers, 'if-none-match')
    if (unwanted.length > 0 && this.#matches(unwanted, entity)) {
      throw new OcciError('precondition-failed', 'If-None-Match rules out what is there')
    }
  }

  #matches(tags: readonly string[], entity: Entity | undefined): boolean {
    if (entity === undefined) return false
    const mark = this.#mark(entity)
    return tags.some(
      (tag) =>
        tag === '*' ||
        tag
          .replace(/^(W\/)?"/, '')
          .split('.')[0]
          ?.replace(/"$/, '') === mark,
    )
  }

  #mark(entity: Entity): string {
    return this.#latest.of(entity, noCircumstances, () => this.#stirred(entity))
  }

  #stirred({ id, revision }: Entity): string {
    return digitsOf(stir(this.#keyed, ` ${revision} ${id}`))
  }
}

/** In characters: with the Entity, which is kept as long, though another may have taken its place. */
const memoryOfMark = 1000
const noCircumstances: Circumstances = []

function tagsOf(headers: HeaderFields, name: string): readonly string[] {
  return (headers.get(name) ?? []).flatMap((value) => value.split(',')).map((tag) => tag.trim())
}

/** Two 32-bit numbers into which characters are stirred. */
type Mixture = readonly [one: number, other: number]

const unkeyed: Mixture = [0x9e3779b9, 0x85ebca6b]

/** Two multiply-and-xor streams over the characters. */
function stir([first, second]: Mixture, text: string): Mixture {
  let [one, other] = [first, second]
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    one = Math.imul(one ^ code, 0x5bd1e995)
    other = Math.imul(other ^ code, 0xc2b2ae35)
    one ^= other >>> 15
    other ^= one >>> 13
  }
  return [one, other]
}

/** 14 digits to the base of 36. */
function digitsOf([one, other]: Mixture): string {
  return (one >>> 0).toString(36).padStart(7, '0') + (other >>> 0).toString(36).padStart(7, '0')
}
