import { seededRandom, type Random } from '../src/hypervisor/random.ts'
import { pathOf, type Client, type Result } from './_client.ts'
import { compute, link, set, storage } from './_demo.ts'

/** What a customer was told of a thing of his. */
interface Told {
  /** Each that it may have: more than one after a change that is in doubt. */
  cores: readonly number[]
  /** How many Links it has. */
  links: number
  /** Whether it may be gone. */
  doubtful: boolean
}

/** Somebody who makes, changes and deletes things of his own, and remembers what he was told. */
export class Customer {
  readonly #name: string
  readonly #random: Random
  readonly #network: string
  readonly #has = new Map<string, Told>()
  readonly #gone = new Set<string>()
  /** Titles of computes that were begun and of which nobody knows whether they are there, with how many Links they would have. */
  readonly #begun = new Map<string, number>()
  #count = 0

  constructor(name: string, seed: number, network: string) {
    this.#name = name
    this.#random = seededRandom(seed)
    this.#network = network
  }

  /** How many things it was told of. */
  get told(): number {
    return this.#has.size + this.#gone.size
  }

  /** Does one thing after the other until the service dies. */
  async goOn(client: Client, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) await this.#doSomething(client)
  }

  /** Where the service differs from what it was told, or has something half. */
  async faults(client: Client): Promise<readonly string[]> {
    const faults: string[] = []
    for (const [path, told] of this.#has) {
      const answer = await textOf(await client.send('GET', path))
      if (answer === undefined && told.doubtful) this.#has.delete(path)
      else faults.push(...faultsOf(path, told, answer))
    }
    for (const path of this.#gone)
      if ((await textOf(await client.send('GET', path))) !== undefined) faults.push(`${path} is back`)
    for (const [title, links] of this.#begun) faults.push(...(await this.#halves(client, title, links)))
    this.#begun.clear()
    return faults
  }

  async #halves(client: Client, title: string, links: number): Promise<readonly string[]> {
    const [path] = await client.computesWith('occi.core.title', title)
    const answer = path === undefined ? undefined : await textOf(await client.send('GET', path))
    return answer === undefined || linksIn(answer) === links ? [] : [`${title} is half there: ${answer}`]
  }

  async #doSomething(client: Client): Promise<void> {
    const paths = [...this.#has.keys()]
    const path = paths[Math.floor(this.#random() * paths.length)]
    const dice = this.#random()
    if (path === undefined || dice < 0.4) return this.#make(client)
    if (dice < 0.6) return this.#resize(client, path)
    if (dice < 0.75) return this.#delete(client, path)
    if (dice < 0.85) return void (await client.send('POST', '/', storage, set('occi.storage.size', 1)))
    await client.act(path, dice < 0.93 ? 'stop' : 'start')
  }

  async #make(client: Client): Promise<void> {
    const title = `${this.#name}-${(this.#count += 1)}`
    const links = Math.floor(this.#random() * 3)
    const lines = Array.from({ length: links }, () => link(this.#network))
    const result = await client.send('POST', '/compute/', compute, set('occi.core.title', title), ...lines)
    const path = pathOf(result)
    if (path !== undefined) this.#has.set(path, { cores: [1], links, doubtful: false })
    else if (result === 'in doubt') this.#begun.set(title, links)
  }

  async #resize(client: Client, path: string): Promise<void> {
    const told = this.#has.get(path)
    const cores = 1 + Math.floor(this.#random() * 3)
    const result = await client.send('POST', path, set('occi.compute.cores', cores))
    if (told === undefined) return
    if (result === 'in doubt') told.cores = [...told.cores, cores]
    else if (result.ok) told.cores = [cores]
  }

  async #delete(client: Client, path: string): Promise<void> {
    const told = this.#has.get(path)
    const result = await client.send('DELETE', path)
    if (result === 'in doubt') Object.assign(told ?? {}, { doubtful: true })
    else if (result.ok) {
      this.#has.delete(path)
      this.#gone.add(path)
    }
  }
}

/** Compares, and takes what is there as told from now on. */
function faultsOf(path: string, told: Told, answer = ''): readonly string[] {
  const [cores, links] = [Number(/occi.compute.cores=(\d+)/.exec(answer)?.[1]), linksIn(answer)]
  // A deletion begins with the Links, and what it has deleted stays so.
  const isRight = told.cores.includes(cores) && (told.doubtful || links === told.links)
  Object.assign(told, { cores: [cores], links, doubtful: false })
  return isRight ? [] : [`${path} is not as told: ${answer}`]
}

/** What was answered; `undefined`: it is not there. */
async function textOf(result: Result): Promise<string | undefined> {
  if (result === 'in doubt') throw new Error('the service has died while it was checked')
  if (result.status === 404) return undefined
  const text = await result.text()
  if (!result.ok) throw new Error(`${result.status}: ${text}`)
  return text
}

function linksIn(answer: string): number {
  return answer.match(/^Link: <\/network\//gm)?.length ?? 0
}
