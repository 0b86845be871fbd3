import type { Catalog } from '@occi/core'

/** The names of all attributes that some Category defines, as far as nested input needs them. */
export interface KnownAttributes {
  /** Those whose values are objects. */
  readonly objects: ReadonlySet<string>
  /** What stands before a dot in a name: `occi`, `occi.compute`. */
  readonly prefixes: ReadonlySet<string>
}

const kept = new WeakMap<Catalog, KnownAttributes>()

/** The attributes of a catalogue; remembered, since a catalogue never changes. */
export function knownAttributes(catalog: Catalog): KnownAttributes {
  const known = kept.get(catalog) ?? gather(catalog)
  kept.set(catalog, known)
  return known
}

function gather(catalog: Catalog): KnownAttributes {
  const objects = new Set<string>()
  const prefixes = new Set<string>()
  for (const category of catalog) {
    if (category.class === 'action') continue
    for (const [name, { type }] of Object.entries(category.attributes)) {
      if (type === 'object') objects.add(name)
      for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1))
        prefixes.add(name.slice(0, dot))
    }
  }
  return { objects, prefixes }
}
