import { demand } from './errors.ts'

import type { Random } from './random.ts'

/** A MAC in its one canonical form, `02:1a:...`. Refuses with `invalid` what no interface can have. */
export function parseMac(text: string): string {
  const mac = text.toLowerCase().replaceAll('-', ':')
  demand(
    /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(mac),
    `${JSON.stringify(text)} is not a MAC, such as 02:00:00:00:00:01`,
  )
  // IEEE 802: the lowest bit of the first octet marks an address of many.
  demand(
    Number.parseInt(mac.slice(0, 2), 16) % 2 === 0,
    `${text} is the MAC of a group, not of one interface`,
  )
  return mac
}

/** A locally administered MAC that is not taken. */
export function newMac(random: Random, isTaken: (mac: string) => boolean): string {
  for (;;) {
    const octets = Array.from({ length: 5 }, () => Math.floor(random() * 256))
    const mac = ['02', ...octets.map((octet) => octet.toString(16).padStart(2, '0'))].join(':')
    if (!isTaken(mac)) return mac
  }
}
