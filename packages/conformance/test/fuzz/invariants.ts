/** What is true of a service at any time, as it can be seen from outside. */
import { expectEqual, expectMembers, expectStatus, expectThat } from '../../src/world/expect.ts'
import { fieldOf, type Header, type Service, type WireReply } from '../../src/world/index.ts'

const json = 'application/occi+json'

/** An Entity in JSON, as far as it is looked at. */
interface Shown {
  readonly kind: string
  readonly mixins?: readonly string[]
  readonly source?: { readonly location?: string }
  readonly target?: { readonly location?: string; readonly kind?: string }
}

/** All paths of entities that there are. */
export async function pathsIn(service: Service, below = '/'): Promise<readonly string[]> {
  const { text } = await get(service, below, 'text/uri-list')
  return text === ''
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((uri) => pathOf(uri, service))
}

/**
 * Expects what is stored to be whole: it can be read in every rendering, what was read can be written back, Links have their ends, and listings, pages
 * and members of Collections agree with what the entities say.
 */
export async function expectSound(service: Service, renderings: readonly string[]): Promise<void> {
  const paths = await pathsIn(service)
  const shown = new Map<string, Shown>()
  for (const path of paths) {
    for (const rendering of renderings) await expectReadable(service, path, rendering)
    shown.set(path, await expectWritable(service, path))
  }
  for (const [path, entity] of shown) expectEnds(path, entity, shown, service)
  await expectPages(service, paths)
  await expectCollections(service, shown)
}

async function expectReadable(service: Service, path: string, rendering: string): Promise<void> {
  const reply = await ask(service, 'GET', path, [['Accept', rendering]])
  // what does not fit into header fields is refused, with advice.
  expectStatus(reply, rendering === 'text/occi' ? [200, 406] : 200, `GET ${path} as ${rendering}`)
}

/** What a GET gave, a PUT takes: so it passes every check that a new Entity passes. */
async function expectWritable(service: Service, path: string): Promise<Shown> {
  const read = await get(service, path, json)
  const headers: readonly Header[] = [
    ['Accept', json],
    ['Content-Type', json],
    ['If-Match', fieldOf(read, 'ETag') ?? ''],
  ]
  const written = await service.send({ method: 'PUT', path: service.prefix + path, headers, body: read.text })
  expectStatus(written, 200, `PUT of what GET ${path} gave: ${read.text}`)
  expectEqual(JSON.parse(written.text), JSON.parse(read.text), `${path} written back`)
  return JSON.parse(read.text) as Shown
}

function expectEnds(
  path: string,
  { source, target }: Shown,
  all: ReadonlyMap<string, Shown>,
  service: Service,
): void {
  for (const end of [source, target]) {
    if (end?.location === undefined || isOutside(end.location, service)) continue
    const there = all.has(pathOf(end.location, service))
    expectThat(there, `the Link ${path} ends at ${end.location}, where there is something`)
  }
  expectThat(
    source === undefined || !isOutside(source.location ?? '', service),
    `${path} starts in the service`,
  )
}

async function expectPages(service: Service, paths: readonly string[]): Promise<void> {
  const paged: string[] = []
  for (let page = 1; page <= Math.ceil(paths.length / 7) + 1; page += 1)
    paged.push(...(await pathsIn(service, `/?page=${page}&number=7`)))
  expectEqual(paged, paths, 'the pages of the root, one after the other')
}

/** Each Kind and Mixin lists those that say they are of it. */
async function expectCollections(service: Service, all: ReadonlyMap<string, Shown>): Promise<void> {
  const { text } = await get(service, '/-/', json)
  const { kinds = [], mixins = [] } = JSON.parse(text) as Partial<Record<string, readonly Named[]>>
  for (const { scheme, term, location } of [...kinds, ...mixins]) {
    if (location === undefined) continue
    const id = scheme + term
    const members = [...all].filter(([, one]) => one.kind === id || one.mixins?.includes(id) === true)
    const listed = await pathsIn(service, pathOf(location, service))
    expectMembers(
      listed,
      members.map(([path]) => path),
      `what ${location} lists`,
    )
  }
}

interface Named {
  readonly scheme: string
  readonly term: string
  readonly location?: string
}

async function get(service: Service, path: string, accept: string): Promise<WireReply> {
  const reply = await ask(service, 'GET', path, [['Accept', accept]])
  expectStatus(reply, 200, `GET ${path} as ${accept}`)
  return reply
}

function ask(service: Service, method: string, path: string, headers: readonly Header[]): Promise<WireReply> {
  return service.send({ method, path: service.prefix + path, headers })
}

function isOutside(location: string, { publicUrl }: Service): boolean {
  return !location.startsWith('/') && !location.startsWith(`${publicUrl}/`)
}

function pathOf(location: string, { publicUrl }: Service): string {
  return location.startsWith(publicUrl) ? location.slice(publicUrl.length) : location
}
