import type { CategoriesResult, CollectionResult, Entity, EntityResult, Kind, Mixin } from '@occi/core'
import type { Page, View } from '../view.ts'
import { actionPage } from './action.ts'
import { chosenPage } from './chosen.ts'
import { createPage } from './create.ts'
import { deletePage } from './delete.ts'
import { editPage } from './edit.ts'
import { joinPage, leavePage } from './mixin.ts'
import { newTagPage, removeTagPage } from './tag.ts'

/** What a task is about: the Entity at the path, or the Category whose Collection is there. */
export interface Subject {
  readonly entity?: Entity
  readonly category?: Kind | Mixin
}

type Task = (subject: Subject, view: View) => Promise<Page | undefined> | Page | undefined

/** The pages with forms, by what the query asks for: other Renderings know nothing of it. */
const tasks: ReadonlyMap<string, Task> = new Map<string, Task>([
  ['new', createPage],
  ['edit', editPage],
  ['delete', deletePage],
  ['join', joinPage],
  ['leave', leavePage],
  ['chosen', chosenPage],
  ['tag', newTagPage],
  ['untag', removeTagPage],
  ['action', actionPage],
])

/** The page that a query asks for besides the result itself; `undefined`: none, or there is nothing to do there. */
export async function taskPage(
  result: EntityResult | CollectionResult | CategoriesResult,
  view: View,
): Promise<Page | undefined> {
  const { query } = view.context
  const name = [...tasks.keys()].find((task) => query.has(task))
  return name === undefined ? undefined : tasks.get(name)?.(subjectOf(result), view)
}

/** The page on which a refused form comes back, filled in; `undefined` where there is none. */
export async function refusedPage(name: string, view: View): Promise<Page | undefined> {
  const { catalog, path, lookup } = view.context
  const category = catalog.at(path)
  const entity = category === undefined ? await lookup.entity(path) : undefined
  const subject = {
    ...(category === undefined ? {} : { category }),
    ...(entity === undefined ? {} : { entity }),
  }
  return tasks.get(name)?.(subject, view)
}

function subjectOf(result: EntityResult | CollectionResult | CategoriesResult): Subject {
  if (result.form === 'entity') return { entity: result.entity }
  return result.form === 'collection' && result.category !== undefined ? { category: result.category } : {}
}
