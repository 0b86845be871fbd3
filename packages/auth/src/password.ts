import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { OcciError } from '@occi/core'

/** What hashing a password costs whoever does it: parameters of scrypt (RFC 7914). */
export interface HashCost {
  /** The binary logarithm of N: memory is 128 * r * 2^logN bytes, 16 MiB by default. 10 to 20. */
  readonly logN: number
  /** Block size. 1 to 32. */
  readonly r: number
  /** How often it is done over again. 1 to 16. */
  readonly p: number
}

/** The cost where nothing else is said: 16 MiB five times over, some 150 ms of one core. */
export const defaultCost: HashCost = Object.freeze({ logN: 14, r: 8, p: 5 })

interface Hash {
  readonly cost: HashCost
  readonly salt: Buffer
  readonly key: Buffer
}

/** Hashes a password, with a salt of its own: `$scrypt$ln=14,r=8,p=5$salt$key`, base64 without padding. */
export async function hashPassword(password: string, cost: HashCost = defaultCost): Promise<string> {
  const salt = randomBytes(16)
  return written({ cost, salt, key: await derive(password, { cost, salt, length: 32 }) })
}

/**
 * Whether a password is the one that was hashed. It takes the time that the hash says, whatever the password.
 * @throws OcciError `invalid-definition` if the hash is none that {@link hashPassword} makes
 */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const { cost, salt, key } = parseHash(hash)
  return timingSafeEqual(await derive(password, { cost, salt, length: key.length }), key)
}

/** Whether a hash was made at another cost than is wanted now: hash the password again when its owner shows it next. */
export function needsRehash(hash: string, { logN, r, p }: HashCost = defaultCost): boolean {
  const { cost } = parseHash(hash)
  return cost.logN !== logN || cost.r !== r || cost.p !== p
}

/** A hash that no password has, at a cost: what the password of an unknown user is compared with. */
export function decoyHash(cost: HashCost): string {
  return written({ cost, salt: randomBytes(16), key: randomBytes(32) })
}

/** Says whether a text is a hash of {@link hashPassword}. @throws OcciError `invalid-definition` */
export function checkHash(hash: string): void {
  parseHash(hash)
}

function derive(
  password: string,
  { cost: { logN, r, p }, salt, length }: { cost: HashCost; salt: Buffer; length: number },
): Promise<Buffer> {
  const N = 2 ** logN
  return new Promise((resolve, reject) => {
    // One character may be typed in several ways (RFC 8265 4.2.2).
    scrypt(password.normalize('NFC'), salt, length, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}

function written({ cost: { logN, r, p }, salt, key }: Hash): string {
  const [saltText, keyText] = [salt, key].map((bytes) => bytes.toString('base64').replace(/=+$/, ''))
  return `$scrypt$ln=${logN},r=${r},p=${p}$${saltText}$${keyText}`
}

const form =
  /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/

function parseHash(text: string): Hash {
  const [, logN, r, p, salt = '', key = ''] = form.exec(text) ?? []
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) }
  if (within(cost.logN, 10, 20) && within(cost.r, 1, 32) && within(cost.p, 1, 16))
    return { cost, salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') }
  // The hash itself is not told: it may be a password that was put in its place.
  throw new OcciError(
    'invalid-definition',
    'this is no password hash; hashPassword makes $scrypt$ln=14,r=8,p=5$...',
  )
}

function within(number: number, least: number, most: number): boolean {
  return number >= least && number <= most
}
