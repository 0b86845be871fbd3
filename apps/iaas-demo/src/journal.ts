import type { Entity } from '@occi/core'
import type { AuditedChange, ServerOptions } from '@occi/server'

/** Prints what happens, a line of JSON each: every request, and every write with what was there before and after. */
export function journal(print: (line: string) => void): Pick<ServerOptions, 'audit' | 'log' | 'logRequests'> {
  return {
    logRequests: true,
    log: (level, message, fields) => print(JSON.stringify({ level, message, ...fields }, withErrors)),
    audit: ({ operation, requestId, revision, changes }) =>
      print(
        JSON.stringify({ message: 'change', operation, requestId, revision, changes: changes.map(told) }),
      ),
  }
}

function told({ type, before, after, mixin }: AuditedChange): unknown {
  return { type, before: before && stateOf(before), after: after && stateOf(after), mixin: mixin?.id }
}

/** An Entity without the definitions of its Categories. */
function stateOf({ location, owner, kind, mixins, attributes }: Entity): unknown {
  return { location, owner, kind: kind.id, mixins: mixins.map(({ id }) => id), attributes }
}

/** An error has its words where JSON does not look. */
function withErrors(_name: string, value: unknown): unknown {
  return value instanceof Error ? value.stack : value
}
