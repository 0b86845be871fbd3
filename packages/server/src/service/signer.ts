/** Makes marks of texts that nobody makes who does not know the key: HMAC-SHA-256 in base64url. */
export class Signer {
  readonly #keyText: () => Promise<string>
  #key: Key | undefined

  /** @param keyText gives the key; asked for when the first text is signed */
  constructor(keyText: () => Promise<string>) {
    this.#keyText = keyText
  }

  /** The mark of a text. @throws OcciError `unavailable` where the key is not to be had */
  async sign(text: string): Promise<string> {
    this.#key ??= await importKey(await this.#keyText())
    return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', this.#key, octetsOf(text))))
  }
}

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>

function importKey(text: string): Promise<Key> {
  return crypto.subtle.importKey('raw', octetsOf(text), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

function octetsOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function toBase64Url(octets: Uint8Array): string {
  return btoa(String.fromCharCode(...octets))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
