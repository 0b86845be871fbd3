import type { Content, SafeHtml } from '../html.ts'
import { html } from '../html.ts'
import { fieldNames } from '../form.ts'
import { pathTo, type Base, type Query } from '../href.ts'
import { faultsIn, sentenceOf } from '../fields/filled.ts'
import { showText } from '../show.ts'
import type { View } from '../view.ts'

/** A step on the way from the overview to a page. */
export type Step = readonly [location: string, name: Content]

/** The head of a page: the way to it, its name, and what can be done with it. */
export function headOf(base: Base, way: readonly Step[], title: Content, beside?: Content): SafeHtml {
  const steps = way.map(([location, name]) => html`<li><a href="${pathTo(location, base)}">${name}</a></li>`)
  return html`<header class="head">
    ${
      steps.length > 0 &&
      html`<nav class="way" aria-label="Way here">
        <ol>
          ${steps}
        </ol>
      </nav>`
    }
    <div class="line">
      <h1>${title}</h1>
      ${beside}
    </div>
  </header>`
}

/** A part of a page under its own heading. */
export function section(title: Content, content: Content, beside?: Content): SafeHtml {
  return html`<section class="card">
    <div class="line">
      <h2>${title}</h2>
      ${beside}
    </div>
    ${content}
  </section>`
}

/** A link that looks like a button. */
export function buttonLink(
  base: Base,
  location: string,
  query: Query,
  label: Content,
  look: 'main' | 'plain' | 'danger' = 'plain',
  opens?: 'dialog',
): SafeHtml {
  return html`<a
    class="button ${look}"
    href="${pathTo(location, base, query)}"
    ${opens === 'dialog' && html` data-dialog`}
    >${label}</a
  >`
}

/** What a form does. */
export interface FormTask {
  /** Where it is sent. */
  readonly to: string
  readonly query?: Query
  /** Missing: POST. */
  readonly method?: 'PUT' | 'DELETE'
  /** The name of the page that it comes back on when it is refused. */
  readonly page: string
  /** Where to go once it is done. Missing: to what it made or changed. */
  readonly back?: string
  /** What the button says. */
  readonly button: string
  readonly look?: 'main' | 'danger'
  /** Where to go without it. */
  readonly cancel: string
}

/** A form: what it says, its fields, its button, the way out. */
export function formOf(task: FormTask, fields: Content, { context, token }: View): SafeHtml {
  const { to, query, method, page, back, button, look = 'main', cancel } = task
  const hidden = (name: string, value: string | undefined) =>
    value !== undefined && html`<input type="hidden" name="${name}" value="${value}" />`
  return html`<form method="post" action="${pathTo(to, context, query)}" class="form">
    ${hidden(fieldNames.token, token)}${hidden(fieldNames.method, method)}${hidden(fieldNames.page, page)}${hidden(fieldNames.back, back)}
    ${fields}
    <p class="buttons">
      <button class="button ${look}">${button}</button>
      <a class="button plain" data-close href="${pathTo(cancel, context)}">Cancel</a>
    </p>
  </form>`
}

/** A hidden field. */
export function hiddenField(name: string, value: string): SafeHtml {
  return html`<input type="hidden" name="${name}" value="${value}" />`
}

/** Why a form was refused, at the head of the form that came back. */
export function refusalOf({ refusal }: View): SafeHtml | undefined {
  if (refusal === undefined) return undefined
  const faults = faultsIn(refusal)
  const several = faults.length > 1
  return html`<div class="alert" role="alert">
    <p>
      <strong
        >${several ? 'Some fields need another look. Nothing was changed.' : 'That was refused. Nothing was changed.'}</strong
      >
    </p>
    ${
      several
        ? html`<ul>
            ${faults.map(({ message }) => html`<li>${showText(message)}</li>`)}
          </ul>`
        : html`<p>${showText(sentenceOf(refusal.message))}</p>`
    }
  </div>`
}
