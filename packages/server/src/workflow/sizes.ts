import { OcciError, type Change, type Entity } from '@occi/core'
import type { Limits } from '../options/limits.ts'

/**
 * Checks that no Entity grows beyond its bounds, whichever way it came by its Mixins and attributes.
 * @throws OcciError `too-large`
 */
export function checkSizes(planned: readonly Change[], limits: Limits): void {
  for (const change of planned) {
    if (change.type !== 'create' && change.type !== 'update') continue
    const { mixins, attributes } = change.entity
    checkNumber(change.entity, 'Mixins', mixins.length, limits.mixins)
    checkNumber(change.entity, 'attributes', Object.keys(attributes).length, limits.attributes)
  }
}

function checkNumber({ location }: Entity, what: string, number: number, most: number): void {
  if (number <= most) return
  throw new OcciError(
    'too-large',
    `${location} would have ${number} ${what}; an Entity has ${most} at the most`,
    {
      location,
    },
  )
}
