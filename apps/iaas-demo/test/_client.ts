import { infra } from './_demo.ts'

const plain = { 'content-type': 'text/plain' }

/** What came of a request: its answer, or none, for the service died meanwhile and nobody knows how far it came. */
export type Result = Response | 'in doubt'

/** After how many milliseconds a client gives up. */
const patience = 10_000

/** A client of a service that may die at any moment. */
export class Client {
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  async send(method: string, path: string, ...lines: readonly string[]): Promise<Result> {
    const body = lines.length === 0 ? {} : { headers: plain, body: lines.join('\n') }
    try {
      const response = await fetch(new URL(path, this.#url), {
        method,
        ...body,
        signal: AbortSignal.timeout(patience),
      })
      // Half an answer is none.
      const text = await response.text()
      return new Response(text, response)
    } catch {
      return 'in doubt'
    }
  }

  /** The paths of the computes of which an attribute has a value. */
  async computesWith(name: string, value: string): Promise<readonly string[]> {
    const headers = { 'X-OCCI-Attribute': `${name}="${value}"` }
    const text = await (
      await fetch(new URL('/compute/', this.#url), { headers, signal: AbortSignal.timeout(patience) })
    ).text()
    return [...text.matchAll(/\/compute\/\S+/g)].map(([path]) => path)
  }

  act(path: string, term: string): Promise<Result> {
    const action = `Category: ${term}; scheme="${infra}/${path.split('/')[1]}/action#"; class="action"`
    return this.send('POST', `${path}?action=${term}`, action)
  }
}

/** The path of what was made; `undefined`: nothing was, as far as anybody was told. */
export function pathOf(result: Result): string | undefined {
  if (result === 'in doubt' || result.status !== 201) return undefined
  return new URL(result.headers.get('location') ?? '').pathname
}
