import { OcciError, type Category, type FilterInput } from '@occi/core'
import { readFilter } from '../input/filter.ts'
import type { Exchange } from '../service/exchange.ts'
import { authorize } from '../workflow/authorize.ts'
import { found, type Outcome } from './outcome.ts'

/** GET of the query interface (GFD.223 9.1): all Categories, or those that the filter names. */
export async function discover(exchange: Exchange): Promise<Outcome> {
  const { catalog } = exchange
  await authorize(exchange, 'discover')
  const filter = readFilter(exchange)
  if (filter === undefined || filter.categories.length === 0)
    return found({ form: 'categories', categories: catalog, version: catalog.version })
  return found({ form: 'categories', categories: named(filter, exchange) })
}

function named({ categories }: FilterInput, { catalog }: Exchange): readonly Category[] {
  return categories.map(({ id, where }) => {
    const category = catalog.get(id)
    if (category === undefined)
      throw new OcciError('unknown-category', `the Category ${id} is not known here (${where})`, {
        category: id,
        where,
      })
    return category
  })
}
