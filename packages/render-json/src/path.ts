import { OcciError } from '@occi/core'

/** The path of a member of the object at a path: `resources[0].attributes["occi.compute.cores"]`; empty is the whole body. */
export function memberPath(path: string, name: string): string {
  if (!isPlain(name)) return `${path}[${JSON.stringify(shorten(name))}]`
  return path === '' ? name : `${path}.${name}`
}

/** The path of an item of the array at a path. */
export function itemPath(path: string, index: number): string {
  return `${path}[${index}]`
}

/** A path as messages and details name it. */
export function whereIs(path: string): string {
  return path === '' ? 'body' : path
}

/** @throws OcciError `malformed` about what stands at a path */
export function malformed(path: string, message: string): never {
  return refuse('malformed', path, message)
}

/** @throws OcciError `too-large` about what stands at a path */
export function tooLarge(path: string, message: string): never {
  return refuse('too-large', path, message)
}

/** The beginning of what a client sent, for a message. */
export function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

function refuse(code: 'malformed' | 'too-large', path: string, message: string): never {
  const where = whereIs(path)
  throw new OcciError(code, `${message} (${where})`, { where })
}

function isPlain(name: string): boolean {
  return name.length <= 80 && /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
}
