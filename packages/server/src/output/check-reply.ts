import { OcciError, type OcciReply } from '@occi/core'
import type { CommonHeaders } from './reply.ts'

type Field = CommonHeaders[number]

/** What a field of HTTP cannot carry (RFC 9110 5.5). */
const unfit = /[^\t\x20-\x7e\x80-\xff]/

/**
 * Makes sure that a door can send a reply: Renderings and hooks of the service have written parts of it.
 * @param known fields that every reply has, and that are known to be fit
 * @throws OcciError `internal`
 */
export function checkReply(reply: OcciReply, known: CommonHeaders): OcciReply {
  const { status, headers } = reply
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw new OcciError('internal', `${status} is no status of an answer`)
  const broken = headers.find((field) => !known.includes(field) && isUnfit(field))
  if (broken === undefined) return reply
  throw new OcciError('internal', `the header field ${JSON.stringify(broken)} cannot be sent`)
}

/** Makes sure that the fields can be sent that every reply has. @throws OcciError `invalid-definition` */
export function checkCommon(fields: CommonHeaders): CommonHeaders {
  const broken = fields.find(isUnfit)
  if (broken === undefined) return fields
  throw new OcciError('invalid-definition', `the header field ${JSON.stringify(broken)} cannot be sent`)
}

function isUnfit([name, value]: Field): boolean {
  return unfit.test(value) || unfit.test(name)
}
