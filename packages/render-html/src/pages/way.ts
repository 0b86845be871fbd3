import type { Entity } from '@occi/core'
import { nameOf, showTitle, titleOf } from '../show.ts'
import type { Step } from './parts.ts'

/** The way to the pages of an Entity: its Collection, itself. */
export function wayTo(entity: Entity): readonly Step[] {
  const { kind, location } = entity
  const collection: readonly Step[] = kind.location === undefined ? [] : [[kind.location, nameOf(kind)]]
  return [...collection, [location, showTitle(titleOf(entity))]]
}
