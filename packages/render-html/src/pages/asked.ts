import type { View } from '../view.ts'

/** What is asked for under a name: by the query of a page, by the fields of a form that came back. */
export function asked(name: string, { context, form }: View): readonly string[] {
  const sent = form?.all(name) ?? []
  return sent.length > 0 ? sent : context.query.getAll(name).filter((value) => value !== '')
}
