import type { RenderingContext, Result } from '@occi/core'
import { Form, fieldNames } from './form.ts'
import { hrefOfCategory, localPath, pathTo } from './href.ts'

/** Where a browser goes after a form: to what was made or changed, or to where the form says, or to the Collection. */
export function redirectAfter(result: Result, context: RenderingContext): string {
  const { source, limits, path } = context
  const back = source && localPath(new Form(source.body, limits).text(fieldNames.back))
  if (back !== undefined) return pathTo(back, context)
  switch (result.form) {
    case 'entity':
      return pathTo(result.entity.location, context)
    case 'created': {
      const [first, second] = result.entities
      return pathTo(first !== undefined && second === undefined ? first.location : path, context)
    }
    case 'categories': {
      const [category] = result.categories
      return category === undefined ? pathTo('/-/', context) : hrefOfCategory(category.id, context)
    }
    default:
      return pathTo(collectionOf(path, context), context)
  }
}

/** A path is that of a Collection, or of an Entity that is gone now. */
function collectionOf(path: string, { catalog }: RenderingContext): string {
  return path.endsWith('/') ? path : (catalog.kindAround(path)?.location ?? '/')
}
