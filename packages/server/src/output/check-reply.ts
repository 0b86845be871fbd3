import { OcciError, type OcciReply } from '@occi/core'

/** What a field of HTTP cannot carry (RFC 9110 5.5). */
const unfit = /[^\t\x20-\x7e\x80-\xff]/

/**
 * Makes sure that a door can send a reply: Renderings and hooks of the service have written parts of it.
 * @throws OcciError `internal`
 */
export function checkReply(reply: OcciReply): OcciReply {
  const { status, headers } = reply
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw new OcciError('internal', `${status} is no status of an answer`)
  const broken = headers.find(([name, value]) => unfit.test(value) || unfit.test(name))
  if (broken === undefined) return reply
  throw new OcciError('internal', `the header field ${JSON.stringify(broken)} cannot be sent`)
}
