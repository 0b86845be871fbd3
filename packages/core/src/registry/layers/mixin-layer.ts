import { pathsOver, type Category, type CategoryLayer } from '../../catalog/layer.ts'
import type { Mixin } from '../../model/mixin.ts'
import { FoundMap } from './found-map.ts'
import { FoundSet } from './found-set.ts'
import type { VisibleMixins } from './visible-mixins.ts'

/** The layer of Mixins that are seen together: what `createLayer` makes of them, without an index of its own. */
export function layerOf(mixins: VisibleMixins): CategoryLayer {
  return {
    version: crypto.randomUUID(),
    byId: new FoundMap<Category>(
      (id) => withId(mixins.find(id), id),
      () => withActions(mixins),
      ({ id }) => id,
    ),
    byLocation: new FoundMap<Mixin>(
      (location) => at(mixins.find(location), location),
      () => located(mixins),
      ({ location = '' }) => location,
    ),
    above: new FoundSet(
      (path) => path === '/' || mixins.isAbove(path),
      () => pathsAbove(mixins),
    ),
  }
}

function withId(mixin: Mixin | undefined, id: string): Category | undefined {
  return mixin?.id === id ? mixin : mixin?.actions.find((action) => action.id === id)
}

function at(mixin: Mixin | undefined, location: string): Mixin | undefined {
  return mixin?.location === location ? mixin : undefined
}

function withActions(mixins: VisibleMixins): readonly Category[] {
  const all = mixins.list()
  return [...all, ...all.flatMap(({ actions }) => actions)]
}

function located(mixins: VisibleMixins): readonly Mixin[] {
  return mixins.list().filter(({ location }) => location !== undefined)
}

function pathsAbove(mixins: VisibleMixins): ReadonlySet<string> {
  return new Set(['/', ...located(mixins).flatMap(({ location = '/' }) => pathsOver(location))])
}
