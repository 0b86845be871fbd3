import type { Kind, Mixin, RenderingContext } from '@occi/core'
import type { Policy } from './assets/policy.ts'
import { linkKinds, resourceKinds, userCollections } from './catalog.ts'
import { pathTo, safeHref } from './href.ts'
import { attributes, html, type SafeHtml } from './html.ts'
import type { ConsoleSettings } from './options.ts'
import { nameOf, plainText, showTitle } from './show.ts'
import type { Page, View } from './view.ts'

/** How many Mixins of users the navigation names. */
const mostTags = 12

/** What all pages have around them: the way to everything, who is signed in, style and script. */
export async function renderFrame(page: Page, { context, settings }: View, policy: Policy): Promise<string> {
  const { title } = settings
  const name = page.title === title ? title : `${plainText(page.title)} · ${title}`
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${name}</title>
        <link rel="icon" href="data:," />
        ${policy.style}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top">
          <a class="brand" href="${pathTo('/', context)}"
            ><span class="mark" aria-hidden="true"></span>${title}</a
          >
          ${whoIs(context)}
        </header>
        <div class="frame">
          ${await navigation(page, context)}
          <main id="main" tabindex="-1">${page.main}</main>
        </div>
        ${foot(settings, context)} ${policy.script}
      </body>
    </html> `.toString()
}

function whoIs({ scope }: RenderingContext): SafeHtml | undefined {
  if (scope.owner === undefined) return undefined
  return html`<p class="who">Signed in as <strong>${showTitle(scope.owner)}</strong></p>`
}

async function navigation(page: Page, context: RenderingContext): Promise<SafeHtml> {
  const { catalog } = context
  const count = async (category: Kind | Mixin) =>
    page.counts === false
      ? undefined
      : context.lookup.count(category.class === 'kind' ? { kind: category.id } : { mixins: [category.id] })
  const entries = async (categories: readonly (Kind | Mixin)[]) =>
    Promise.all(
      categories.map(async (category) =>
        entry(category.location ?? '/', nameOf(category), page, context, await count(category)),
      ),
    )
  return html`<nav class="side" aria-label="Service">
    <ul>
      ${entry('/', 'Overview', page, context)}${entry('/-/', 'Catalogue', page, context)}
    </ul>
    ${group('Resources', await entries(resourceKinds(catalog)))}
    ${group('Links', await entries(linkKinds(catalog)))}
    ${group('Tags', await entries(userCollections(catalog).slice(0, mostTags)))}
  </nav>`
}

function group(title: string, entries: readonly SafeHtml[]): SafeHtml | undefined {
  if (entries.length === 0) return undefined
  return html`<h2>${title}</h2>
    <ul>
      ${entries}
    </ul>`
}

function entry(
  location: string,
  name: string,
  { within }: Page,
  context: RenderingContext,
  count?: number,
): SafeHtml {
  const current = attributes({ 'aria-current': within === location && 'page' })
  const number = count !== undefined && html` <span class="count">${count.toLocaleString('en')}</span>`
  return html`<li>
    <a href="${pathTo(location, context)}" ${current}><span>${name}</span>${number}</a>
  </li>`
}

function foot({ links }: ConsoleSettings, context: RenderingContext): SafeHtml {
  const further = links.map(({ label, href }) => {
    const url = safeHref(href)
    return url !== undefined && html` <a href="${url}">${label}</a>`
  })
  return html`<footer class="foot">
    <p>OCCI ${context.version} · the same addresses answer programs in text and JSON.${further}</p>
  </footer>`
}
