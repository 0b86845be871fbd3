/** The same things in another order (Fisher and Yates), so that no variant is always measured first. */
export function shuffled<T>(things: readonly T[], random: () => number = Math.random): readonly T[] {
  const order = [...things]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const [one, two] = [order[last] as T, order[other] as T]
    order[last] = two
    order[other] = one
  }
  return order
}
