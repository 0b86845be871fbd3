import type { OcciError, RenderingContext } from '@occi/core'
import type { Policy } from './assets/policy.ts'
import { Form } from './form.ts'
import type { SafeHtml } from './html.ts'
import type { ConsoleSettings } from './options.ts'
import { issueToken } from './token.ts'

/** What a console is made of. */
export interface ConsoleParts {
  readonly settings: ConsoleSettings
  readonly policy: Policy
}

/** What a page is made from: the request, and what all pages of the console share. */
export interface View {
  readonly context: RenderingContext
  readonly settings: ConsoleSettings
  /** What every form carries. */
  readonly token: string
  /** What was sent. Missing: nothing, or not by a form. */
  readonly form?: Form
  /** Why what was sent was refused. Missing: it was not. */
  readonly refusal?: OcciError
}

/** A page before it is put into the frame that all have. */
export interface Page {
  /** For the window and for what is said first. */
  readonly title: string
  readonly main: SafeHtml
  /** The path of the Collection that the page belongs to, for the navigation. Missing: none. */
  readonly within?: string
  /** Whether the store may be asked for the numbers of the navigation; false where something is wrong with it. */
  readonly counts?: boolean
}

/** The view of a request. */
export async function viewOf(context: RenderingContext, { settings }: ConsoleParts): Promise<View> {
  const { source, limits } = context
  const token = await issueToken(context, settings)
  return source === undefined
    ? { context, settings, token }
    : { context, settings, token, form: new Form(source.body, limits) }
}

/** The view of what failed: a form that cannot be read, or a store that is gone, is no reason to tell nothing. */
export async function poorViewOf(context: RenderingContext, parts: ConsoleParts): Promise<View> {
  return viewOf(context, parts).catch(() => ({ context, settings: parts.settings, token: '' }))
}
