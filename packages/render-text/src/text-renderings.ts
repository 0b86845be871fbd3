import type { Rendering } from '@occi/core'
import { textOcci } from './text-occi.ts'
import { textPlain } from './text-plain.ts'
import { uriList } from './uri-list.ts'

/** The three text renderings of GFD.229, the default one first. */
export const textRenderings: readonly Rendering[] = [textPlain, textOcci, uriList]
