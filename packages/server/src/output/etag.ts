import { OcciError, type Entity, type HeaderFields } from '@occi/core'

/**
 * Makes and compares entity tags. A tag tells a revision apart without showing it: the Registry's counter would tell one tenant
 * how busy the others are. The mixing is keyed, not cryptographic: nothing but the equality of revisions rests on it.
 */
export class EntityTags {
  #key = ''

  /** Makes tags with a key from now on; with the same key they are the same in every process. */
  useKey(key: string): void {
    this.#key = key
  }

  /** The strong tag of an Entity in a Rendering and version: `"revision.rendering.version"`. */
  of(entity: Entity, rendering: string, version: string): string {
    return `"${this.#mark(entity)}.${rendering}.${version}"`
  }

  /** GET: whether the client has this very representation (RFC 9110 13.1.2). */
  isKnown(headers: HeaderFields, tag: string): boolean {
    const tags = tagsOf(headers, 'if-none-match')
    return tags.includes('*') || tags.some((one) => one.replace(/^W\//, '') === tag)
  }

  /**
   * Checks If-Match and If-None-Match of a changing request against what is there; of a tag the revision alone is compared (design 8).
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

  #mark({ id, revision }: Entity): string {
    return mix(`${this.#key} ${revision} ${id}`)
  }
}

function tagsOf(headers: HeaderFields, name: string): readonly string[] {
  return (headers.get(name) ?? []).flatMap((value) => value.split(',')).map((tag) => tag.trim())
}

/** Two 32-bit multiply-and-xor streams over the characters, as 13 base-36 digits. */
function mix(text: string): string {
  let [one, other] = [0x9e3779b9, 0x85ebca6b]
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    one = Math.imul(one ^ code, 0x5bd1e995)
    other = Math.imul(other ^ code, 0xc2b2ae35)
    one ^= other >>> 15
    other ^= one >>> 13
  }
  return (one >>> 0).toString(36).padStart(7, '0') + (other >>> 0).toString(36).padStart(7, '0')
}
