import type { InputForm, InputForms, ResultForm } from '@occi/core'
import { readInput } from '../input/read-input.ts'
import type { TargetSort } from '../input/target.ts'
import type { Exchange } from '../service/exchange.ts'
import { act, actOnAll } from './act.ts'
import { update } from './change.ts'
import { create } from './create.ts'
import { remove, removeAll, removeBelow } from './delete.ts'
import { discover } from './discover.ts'
import { list } from './list.ts'
import { associate, dissociate, replaceMembers } from './members.ts'
import type { Outcome } from './outcome.ts'
import { put } from './put.ts'
import { retrieve } from './retrieve.ts'
import { addMixins, removeMixins } from './user-mixins.ts'

/** What can be asked for: the methods of GFD.223 table 2, POST with `?action=` apart. */
export type Verb = 'GET' | 'POST' | 'POST action' | 'PUT' | 'DELETE'

/** One cell of the table. */
export interface Operation {
  /** How log lines and measures name it. */
  readonly name: string
  /** The forms of results it may give: whoever asks for the answer must be able to read all of them. */
  readonly writes: readonly ResultForm[]
  readonly run: (exchange: Exchange) => Promise<Outcome>
}

/** Everything the server can do, by what the path stands for and the method (GFD.223 8, GFD.185 3.2); 405 and Allow are read from it. */
export const operations: Readonly<Record<TargetSort, Partial<Record<Verb, Operation>>>> = {
  'query-interface': {
    GET: reading('discover', ['categories'], discover),
    POST: taking('add-mixins', 'categories', ['categories'], addMixins),
    DELETE: taking('remove-mixins', 'categories', ['done'], removeMixins),
  },
  kind: {
    GET: reading('list', ['collection'], list),
    POST: taking('create', 'entities', ['created'], create),
    'POST action': taking('act-on-all', 'action', ['collection'], actOnAll),
    DELETE: taking('delete-all', 'members', ['done'], removeAll),
  },
  mixin: {
    GET: reading('list', ['collection'], list),
    POST: taking('associate', 'members', ['collection'], associate),
    'POST action': taking('act-on-all', 'action', ['collection'], actOnAll),
    PUT: taking('replace-members', 'members', ['collection'], replaceMembers),
    DELETE: taking('dissociate', 'members', ['collection'], dissociate),
  },
  root: {
    GET: reading('list', ['collection'], list),
    POST: taking('create', 'entities', ['created'], create),
    DELETE: reading('delete-below', ['done'], removeBelow),
  },
  unbound: {
    GET: reading('list', ['collection'], list),
    DELETE: reading('delete-below', ['done'], removeBelow),
  },
  entity: {
    GET: reading('retrieve', ['entity'], retrieve),
    POST: taking('update', 'entity', ['entity'], update),
    'POST action': taking('act', 'action', ['entity', 'categories'], act),
    PUT: taking('put', 'entity', ['entity', 'created'], put),
    DELETE: reading('delete', ['done'], remove),
  },
}

/** The methods that can be used on a sort of target, for Allow. */
export function allowed(sort: TargetSort, deleteUnbound: boolean): readonly string[] {
  const verbs = Object.keys(operations[sort]).filter((verb) => verb !== 'POST action')
  const off = (sort === 'root' || sort === 'unbound') && !deleteUnbound
  return [...verbs.filter((verb) => verb !== 'DELETE' || !off), 'HEAD', 'OPTIONS']
}

function reading(
  name: string,
  writes: readonly ResultForm[],
  run: (exchange: Exchange) => Promise<Outcome>,
): Operation {
  return { name, writes, run }
}

function taking<F extends InputForm>(
  name: string,
  form: F,
  writes: readonly ResultForm[],
  run: (exchange: Exchange, input: InputForms[F]) => Promise<Outcome>,
): Operation {
  return { name, writes, run: async (exchange) => run(exchange, await readInput(exchange, form)) }
}
