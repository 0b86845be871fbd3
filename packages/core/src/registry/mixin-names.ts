import { isReservedPath } from '../catalog/layer.ts'
import { OcciError } from '../errors.ts'
import type { Mixin } from '../model/mixin.ts'

/** The names a Mixin takes: its type identifier, those of its Actions, its location. */
export function namesOf({ id, actions, location }: Mixin): readonly string[] {
  return [id, ...actions.map((action) => action.id), ...(location === undefined ? [] : [location])]
}

/** Checks what a layer would refuse, whatever else is there. @throws OcciError `conflict` */
export function checkMixin(mixin: Mixin): void {
  const names = namesOf(mixin)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw mixinConflict(mixin, `the Mixin ${mixin.id} takes the name ${twice} twice`)
  if (isReservedPath(mixin.location ?? '/a/'))
    throw mixinConflict(mixin, `the location ${mixin.location} is reserved`)
}

/** A conflict about a Mixin. */
export function mixinConflict({ id, location }: Mixin, message: string): OcciError {
  return new OcciError('conflict', message, { category: id, ...(location === undefined ? {} : { location }) })
}
