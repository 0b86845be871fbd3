import { OcciError, type ErrorResult } from '@occi/core'
import { fieldNames } from '../form.ts'
import { pathTo } from '../href.ts'
import { html, type SafeHtml } from '../html.ts'
import { sentenceOf } from '../fields/filled.ts'
import { showText } from '../show.ts'
import type { Page, View } from '../view.ts'
import { refusedPage } from './task.ts'

/** What a status means to a person, and what helps. */
const words: ReadonlyMap<number, readonly [title: string, advice: string]> = new Map([
  [
    400,
    [
      'That could not be understood',
      'Nothing was changed. The reason says what was given and what was wanted.',
    ],
  ],
  [
    401,
    [
      'Please sign in',
      'This service wants to know who is asking. Load the page again to be asked for your name.',
    ],
  ],
  [403, ['That is not yours to do', 'Nothing was changed. Somebody with more rights can do it.']],
  [404, ['There is nothing here', 'It may have been deleted, or the address has a slip in it.']],
  [405, ['That cannot be done here', 'The address is right, but it does not take what was asked of it.']],
  [406, ['Not in that format', 'Nothing that was asked for is served; the reason names what is.']],
  [409, ['Something is in the way', 'Nothing was changed. Look at how things stand now, and try again.']],
  [412, ['It has changed meanwhile', 'Load it again, and look whether the change still fits.']],
  [413, ['That is too much at once', 'Ask for less, or send less.']],
  [415, ['That format is not read here', 'The reason names those that are.']],
  [
    500,
    [
      'Something went wrong here',
      'It is not your fault. The operator finds the reason under the number of this request.',
    ],
  ],
  [501, ['That is not offered here', 'This service does not do it.']],
  [503, ['Not just now', 'The service is busy or stopping. Try again in a moment.']],
])

/** A refusal: the form it was about, filled in; else a page that says what happened and where to go. */
export async function errorPage({ error, status }: ErrorResult, view: View): Promise<Page> {
  return (await formAgain(error, view)) ?? plainPage(error, status, view)
}

async function formAgain(error: OcciError, view: View): Promise<Page | undefined> {
  const name = view.form?.text(fieldNames.page)
  if (name === undefined || error.code === 'internal') return undefined
  try {
    return await refusedPage(name, { ...view, refusal: error })
  } catch (cause) {
    // What the form offers could not be looked up: the error itself is told.
    if (OcciError.is(cause)) return undefined
    throw cause
  }
}

function plainPage(error: OcciError, status: number, { context }: View): Page {
  const [title, advice] = words.get(status) ?? ['That did not work', 'The reason says why.']
  const main = html`<header class="head">
      <p class="status">${status}</p>
      <h1>${title}</h1>
    </header>
    <section class="card">
      <p role="alert">${showText(sentenceOf(error.message))}</p>
      ${failuresOf(error)}
      <p class="hint">${advice}</p>
      <p class="buttons">
        <a class="button main" href="${pathTo('/', context)}">Overview</a>${upFrom(context.path, context)}
      </p>
    </section>
    <p class="about">Code <code>${error.code}</code></p>`
  return { title, main, counts: false }
}

function failuresOf({ details: { failures = [] } }: OcciError): SafeHtml | undefined {
  if (failures.length === 0) return undefined
  return html`<ul class="names">
    ${failures.map(({ location, message }) => html`<li><code>${location}</code> ${showText(message)}</li>`)}
  </ul>`
}

function upFrom(path: string, context: View['context']): SafeHtml | undefined {
  const location = context.catalog.kindAround(path)?.location
  return location === undefined
    ? undefined
    : html` <a class="button plain" href="${pathTo(location, context)}">Its collection</a>`
}
