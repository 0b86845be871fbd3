const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A text as header fields carry it: its UTF-8 octets, one character each. */
export function toOctets(text: string): string {
  if (isAscii(text)) return text
  let octets = ''
  for (const octet of encoder.encode(text)) octets += String.fromCharCode(octet)
  return octets
}

/** The text that octets carry; `undefined` if they are no UTF-8. */
export function fromOctets(octets: string): string | undefined {
  if (isAscii(octets)) return octets
  const bytes = new Uint8Array(octets.length)
  for (let at = 0; at < octets.length; at += 1) {
    if (octets.charCodeAt(at) > 0xff) return undefined
    bytes[at] = octets.charCodeAt(at)
  }
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

function isAscii(text: string): boolean {
  return !/[^\u0000-\u007f]/.test(text)
}
