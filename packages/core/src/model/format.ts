/** A format of texts, and how messages name it. */
interface Format {
  readonly test: (text: string) => boolean
  readonly name: string
}

/** The formats that a pattern may ask for. */
export const formats: ReadonlyMap<string, Format> = new Map([
  ['ipv4', { test: isIpv4, name: 'an IPv4 address' }],
  ['ipv6', { test: isIpv6, name: 'an IPv6 address' }],
  ['uri', { test: (text: string) => URL.canParse(text), name: 'an absolute URI' }],
])

function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
}

function isIpv6(text: string): boolean {
  return /^[\da-fA-F:.]+$/.test(text) && URL.canParse(`http://[${text}]/`)
}
