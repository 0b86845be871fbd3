import { core } from './core.ts'
import { http11 } from './http-1.1.ts'
import { http } from './http.ts'
import { infrastructure } from './infrastructure.ts'
import { json } from './json.ts'
import type { Requirement } from './requirement.ts'
import { text } from './text.ts'

/** The id of a known requirement: a citation that is misspelt does not compile. */
export type RequirementId =
  | (typeof core)[number]['id']
  | (typeof http)[number]['id']
  | (typeof text)[number]['id']
  | (typeof http11)[number]['id']
  | (typeof infrastructure)[number]['id']
  | (typeof json)[number]['id']

/** Every requirement, document by document, in the order of the document. */
export const requirements: readonly Requirement[] = [
  ...core,
  ...http,
  ...text,
  ...http11,
  ...infrastructure,
  ...json,
]
