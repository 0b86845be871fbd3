/** What {@link createConsole} takes; everything has a default. */
export interface ConsoleOptions {
  /** The name of the service, on every page. Missing: `Cloud console`. */
  readonly title?: string
  /** The style sheet in place of `consoleCss`, or `consoleCss` with more behind it. It holds no `</`. */
  readonly css?: string
  /** Further ways at the foot of every page: a handbook, a help desk. `href` is http, https or a path from `/`. Missing: none. */
  readonly links?: readonly { readonly label: string; readonly href: string }[]
  /** How many rows a table shows unless the reader asks for more. Missing: 25. */
  readonly pageSize?: number
  /** For how many hours a form can be sent once its page was made. Missing: 12. */
  readonly formHours?: number
  /** Milliseconds since 1970. Missing: `Date.now`. */
  readonly clock?: () => number
}

/** The options with their defaults. */
export type ConsoleSettings = Omit<Required<ConsoleOptions>, 'css'>

/** Fills in the defaults. */
export function settingsOf(options: ConsoleOptions): ConsoleSettings {
  const { title = 'Cloud console', links = [], pageSize = 25, formHours = 12, clock = Date.now } = options
  return { title, links, pageSize, formHours, clock }
}
