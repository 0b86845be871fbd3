/** One thing that a contract demands, as data: any test runner can run it, any report can name it. */
export interface ContractCase<Harness> {
  /** Stable, unique: `registry:commit:atomic`. */
  readonly id: string
  /** One sentence that is true of whatever keeps the contract. */
  readonly title: string
  /** Rejects when the contract is broken. */
  readonly run: (harness: Harness) => Promise<void>
  /** Why the case does not concern what the harness makes; `undefined`: it does. Missing: it always does. */
  readonly unless?: (harness: Harness) => string | undefined
}

/** The `test` of vitest or of `node:test`, or anything that takes a title and a function. */
export interface TestFunction {
  (title: string, run: () => Promise<void>): unknown
  /** Notes a test that is left out. Missing: nothing is noted. */
  readonly skip?: (title: string, run: () => Promise<void>) => unknown
}

/** A case that is left out, and why. */
export interface Skip {
  /** Of the case. */
  readonly id: string
  /** One sentence, shown with the case. */
  readonly reason: string
}

/** How {@link runCases} registers cases. */
export interface RunOptions {
  /** Registers a test. */
  readonly test: TestFunction
  /** Missing: none. */
  readonly skip?: readonly Skip[]
}

/**
 * Registers each case as a test.
 * @throws RangeError when `skip` names an id that no case has
 */
export function runCases<Harness>(
  cases: readonly ContractCase<Harness>[],
  harness: Harness,
  { test, skip = [] }: RunOptions,
): void {
  const reasons = new Map(skip.map(({ id, reason }) => [id, reason]))
  const unknown = [...reasons.keys()].find((id) => !cases.some((one) => one.id === id))
  if (unknown !== undefined) throw new RangeError(`no case has the id ${unknown}`)
  for (const one of cases) {
    const reason = reasons.get(one.id) ?? one.unless?.(harness)
    if (reason === undefined) test(`${one.id}: ${one.title}`, () => one.run(harness))
    else test.skip?.(`${one.id}: ${one.title} (left out: ${reason})`, () => one.run(harness))
  }
}
