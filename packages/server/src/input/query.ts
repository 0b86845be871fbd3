import { OcciError, type OcciRequest, type Page } from '@occi/core'
import type { Limits } from '../options/limits.ts'

/** @throws OcciError `uri-too-long` */
export function checkLengths({ path, query }: OcciRequest, limits: Limits): void {
  if (path.length > limits.path) throw tooLong('path', path, limits.path)
  if (query.length > limits.query) throw tooLong('query', query, limits.query)
}

/** The parameters of a query; `&` and `;` separate. */
export function parseQuery(query: string): URLSearchParams {
  return new URLSearchParams(query.replaceAll(';', '&'))
}

/**
 * The page that a query asks for (GFD.223 6, R-24); `undefined`: everything.
 * @throws OcciError `invalid-query`, `too-large`
 */
export function pageOf(query: URLSearchParams, limits: Limits): Page | undefined {
  if (!query.has('page') && !query.has('number')) return undefined
  const page = positive(query, 'page', 1)
  const number = positive(query, 'number', limits.defaultPageSize)
  // GFD.223 6: a number that is too large -> 413.
  if (number > limits.pageSize)
    throw new OcciError('too-large', `number=${number} is more than a page may have, ${limits.pageSize}`)
  return { offset: (page - 1) * number, limit: number }
}

/**
 * The term of the Action that a query names; `undefined`: none.
 * @throws OcciError `invalid-query` for other parameters on a changing request, an empty or repeated term
 */
export function actionOf(query: URLSearchParams): string | undefined {
  const strange = [...query.keys()].find((name) => name !== 'action')
  if (strange !== undefined)
    throw new OcciError(
      'invalid-query',
      `the query parameter ${JSON.stringify(strange)} means nothing here; action=<term> does`,
    )
  const terms = query.getAll('action')
  if (terms.length === 0) return undefined
  if (terms.length === 1 && terms[0] !== '') return terms[0]
  throw new OcciError('invalid-query', 'the query parameter action takes one term: ?action=start')
}

/** A change takes no parameters but `action`: one that was meant to narrow it down is not ignored. @throws OcciError `invalid-query` */
export function checkNoParameters(query: URLSearchParams): void {
  const [name] = query.keys()
  if (name === undefined) return
  throw new OcciError('invalid-query', `the query parameter ${JSON.stringify(name)} means nothing here`)
}

function positive(query: URLSearchParams, name: string, fallback: number): number {
  const given = query.get(name)
  if (given === null) return fallback
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given)
  throw new OcciError('invalid-query', `${name}=${given.slice(0, 40)} is not a whole number from 1`)
}

function tooLong(what: string, { length }: string, most: number): OcciError {
  return new OcciError('uri-too-long', `the ${what} has ${length} characters; ${most} are read`)
}
