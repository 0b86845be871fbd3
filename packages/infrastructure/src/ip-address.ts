/**
 * The grammar of addresses, for attribute patterns. JSON Schema's formats `ipv4` and `ipv6` know no prefix length.
 *
 *     range    = ipv4 "/" 0-32 | ipv6 "/" 0-128
 *     ipv4     = octet "." octet "." octet "." octet
 *     ipv6     = eight groups, or fewer around one "::"; an ipv4 may stand for the last two
 */
const octet = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])'
const ipv4 = `${octet}(\\.${octet}){3}`
const group = '[0-9A-Fa-f]{1,4}'
const prefix4 = '/(3[0-2]|[12]?[0-9])'
const prefix6 = '/(12[0-8]|1[01][0-9]|[1-9]?[0-9])'

const whole = [`(${group}:){7}${group}`, `(${group}:){1,7}:`, ...around(7), `:((:${group}){1,7}|:)`].join('|')
const fronts = [
  `(${group}:){6}`,
  `::(${group}:){0,5}`,
  `(${group}:){1,5}:`,
  ...around(5).map((front) => `${front}:`),
].join('|')
const ipv6 = `${whole}|(${fronts})${ipv4}`

/** A regular expression for a range of addresses in CIDR notation: `192.168.0.1/24`, `fc00::/7`. */
export const addressRange = `^(${ipv4}${prefix4}|(${ipv6})${prefix6})$`

/** A regular expression for an address, with or without the length of its prefix: `192.168.0.1`, `192.168.0.1/24`, `fc00::/7`. */
export const addressInRange = `^(${ipv4}(${prefix4})?|(${ipv6})(${prefix6})?)$`

/** Groups before and after a "::", as many as `most` together. */
function around(most: number): readonly string[] {
  return Array.from(
    { length: most - 1 },
    (_, index) => `(${group}:){1,${index + 1}}(:${group}){1,${most - 1 - index}}`,
  )
}
