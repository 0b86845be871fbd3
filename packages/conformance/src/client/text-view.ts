import { expectThat } from '../world/expect.ts'
import type { Base } from './codec.ts'
import { readAttribute, readCategory, readLink, readLocation } from './text-read.ts'
import type { Line } from './text-write.ts'
import type { ActionView, LinkView, View } from './view.ts'

/** What the lines of an answer say. */
export function viewOf(lines: readonly Line[], base: Base): View {
  const values = (field: string) => lines.filter(([name]) => name === field).map(([, value]) => value)
  const links = values('Link').map((value) => readLink(value, base))
  expectThat(actionsTogether(links), 'the offers of Actions stand together')
  const attributes = values('X-OCCI-Attribute').map(readAttribute)
  expectThat(
    new Set(attributes.map(([name]) => name)).size === attributes.length,
    'no attribute is there twice',
  )
  return {
    categories: values('Category').map((value) => readCategory(value, base)),
    links: links.filter((link): link is LinkView => !isAction(link)),
    actions: links.filter(isAction),
    attributes: new Map(attributes),
    locations: values('X-OCCI-Location').map((value) => readLocation(value, base)),
  }
}

function isAction(link: LinkView | ActionView): link is ActionView {
  return 'id' in link
}

function actionsTogether(links: readonly (LinkView | ActionView)[]): boolean {
  const changes = links.filter(
    (link, index) => index > 0 && isAction(link) !== isAction(links[index - 1] ?? link),
  )
  return changes.length < 2
}
