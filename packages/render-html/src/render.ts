import type { Rendered, RenderingContext, Result } from '@occi/core'
import { renderFrame } from './frame.ts'
import { catalogPage } from './pages/catalog.ts'
import { collectionPage } from './pages/collection.ts'
import { donePage, madePage } from './pages/done.ts'
import { entityPage } from './pages/entity.ts'
import { errorPage } from './pages/error.ts'
import { homePage, isHome } from './pages/home.ts'
import { taskPage } from './pages/task.ts'
import { redirectAfter } from './redirect.ts'
import { poorViewOf, viewOf, type ConsoleParts, type Page, type View } from './view.ts'

/** Writes a result: after a form, the way to what it made; else a page. */
export async function renderResult(
  result: Result,
  context: RenderingContext,
  parts: ConsoleParts,
): Promise<Rendered> {
  const headers = await parts.policy.headers()
  if (context.source !== undefined && result.form !== 'error')
    return { status: 303, headers: [...headers, ['Location', redirectAfter(result, context)]] }
  const view = await (result.form === 'error' ? poorViewOf : viewOf)(context, parts)
  return { headers, body: await renderFrame(await pageOf(result, view), view, parts.policy) }
}

async function pageOf(result: Result, view: View): Promise<Page> {
  switch (result.form) {
    case 'entity':
      return (await taskPage(result, view)) ?? entityPage(result.entity, view)
    case 'collection':
      if (isHome(view)) return homePage(view)
      return (await taskPage(result, view)) ?? collectionPage(result, view)
    case 'categories':
      return (await taskPage(result, view)) ?? catalogPage(result, view)
    case 'created':
      return madePage(result.entities, view)
    case 'done':
      return donePage(view)
    case 'error':
      return errorPage(result, view)
  }
}
