import { compute, infrastructure, network, storage } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'
import { createServer, type ServerOptions } from '@occi/server'

import { createConsole, type ConsoleOptions } from '../src/index.ts'
import { bodyOf, type PageForm } from './_page.ts'

/** What a service answered. */
export interface Answer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** A service with a console, asked as a browser asks. */
export class TestService implements AsyncDisposable {
  readonly #server
  readonly #asking: Readonly<Record<string, string>>

  constructor(
    options: Partial<ServerOptions> = {},
    console: ConsoleOptions = {},
    asking: Readonly<Record<string, string>> = {},
  ) {
    this.#server = createServer({
      registry: new MemoryRegistry(),
      renderings: [...textRenderings, createConsole(console)],
      extensions: [infrastructure()],
      ...options,
    })
    this.#asking = asking
  }

  /** Sends a request; what is not said is what a browser sends. */
  async send(
    method: string,
    url: string,
    more: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string } = {},
  ): Promise<Answer> {
    const [path = '', query = ''] = url.split('?')
    const given = { accept: 'text/html,*/*;q=0.8', host: 'cloud.test', ...this.#asking, ...more.headers }
    const reply = await this.#server.handle({
      ...{ method, path, query, origin: 'http://cloud.test' },
      headers: new Map(Object.entries(given).map(([name, value]) => [name, [value]])),
      body: async () => more.body ?? '',
      signal: new AbortController().signal,
    })
    let body = ''
    if (typeof reply.body === 'string') body = reply.body
    else if (reply.body !== undefined) for await (const part of reply.body) body += part
    const headers = new Map(reply.headers.map(([name, value]) => [name.toLowerCase(), value]))
    return { status: reply.status, headers, body }
  }

  /** A page. */
  async page(url: string): Promise<string> {
    return (await this.send('GET', url)).body
  }

  /** Sends a form. */
  submit(form: PageForm, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const type = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    return this.send('POST', form.action, { headers: { ...type, ...headers }, body: bodyOf(form) })
  }

  /** Makes an Entity by text; gives its path. */
  async make(kind: 'compute' | 'network' | 'storage', ...attributes: readonly string[]): Promise<string> {
    const { term, scheme } = { compute, network, storage }[kind]
    const lines = [
      `Category: ${term}; scheme="${scheme}"; class="kind"`,
      ...attributes.map((one) => `X-OCCI-Attribute: ${one}`),
    ]
    const headers = { 'content-type': 'text/plain', accept: 'text/plain' }
    const answer = await this.send('POST', `/${kind}/`, { headers, body: lines.join('\n') })
    return new URL(answer.headers.get('location') ?? answer.body).pathname
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#server.close()
  }
}
