/** A list that holds something; an empty one is not written (GFD.226 has it either way, one client rejects it). */
export function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}

/** A record that holds something. */
export function filledRecord<T>(
  entries: readonly (readonly [name: string, value: T])[],
): Readonly<Record<string, T>> | undefined {
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}
