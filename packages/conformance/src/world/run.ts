import {
  createClient,
  createDirectories,
  occiJson,
  textOcci,
  textPlain,
  uriList,
  type Codec,
} from '../client/index.ts'
import { ScenarioFailure, expectMatch, expectThat } from './expect.ts'
import { fieldOf, fieldsOf, type WireReply, type WireRequest } from './message.ts'
import type { Scenario } from './scenario.ts'
import type { Edge, Harness, Service, World } from './world.ts'

/** What {@link runScenarios} needs of a test runner. */
export interface Runner {
  /** Registers a test. */
  test(name: string, run: () => Promise<void>): void
}

/** Hands every scenario to a test runner, once for each edge and rendering it applies to, each with a service of its own. */
export function runScenarios(scenarios: readonly Scenario[], harness: Harness, runner: Runner): void {
  for (const scenario of scenarios) {
    for (const edge of harness.edges.filter((one) => scenario.edges?.includes(one) ?? true)) {
      for (const rendering of renderingsOf(scenario, harness)) {
        const name = `${scenario.id} (${edge}, ${rendering}): ${scenario.title}`
        runner.test(name, () => runScenario(scenario, harness, edge, rendering))
      }
    }
  }
}

/** Runs one scenario on an edge with a rendering. @throws ScenarioFailure */
export async function runScenario(
  scenario: Scenario,
  harness: Harness,
  edge: Edge,
  rendering: string,
): Promise<void> {
  const service = await harness.start(edge, scenario.service ?? {})
  try {
    await scenario.run(worldOf(service, harness, edge, rendering))
  } finally {
    await service.close()
  }
}

function renderingsOf({ renderings, once }: Scenario, harness: Harness): readonly string[] {
  const applying = harness.renderings.filter((one) => renderings?.includes(one) ?? true)
  return once ? applying.slice(0, 1) : applying
}

function worldOf(service: Service, harness: Harness, edge: Edge, rendering: string): World {
  const { publicUrl, prefix, backends } = service
  const request = async (sent: WireRequest) => checkEveryReply(await service.send(sent))
  const directoryFor = createDirectories(request, service)
  const as = (mediaType: string) => createClient(request, service, codecOf(mediaType), directoryFor)
  const raw = service.raw ?? (() => Promise.reject(new ScenarioFailure('this edge sends no raw octets')))
  return {
    publicUrl,
    prefix,
    backends,
    edge,
    rendering,
    renderings: harness.renderings,
    client: as(rendering),
    as,
    request,
    raw,
  }
}

/** GFD.223 5: what every answer must have, successes and refusals alike. */
function checkEveryReply(reply: WireReply): WireReply {
  expectMatch(
    fieldOf(reply, 'Server'),
    /^\S+ OCCI\/1\.2 OCCI\/1\.1$/,
    'Server names the software and the versions of OCCI',
  )
  expectMatch(fieldOf(reply, 'Accept'), /text\/plain/, 'Accept lists the media types served')
  const typed = reply.text === '' || fieldsOf(reply, 'Content-Type').length === 1
  expectThat(typed, 'an answer with a body has one Content-Type')
  return reply
}

const codecs: ReadonlyMap<string, Codec> = new Map(
  [
    textPlain('text/plain'),
    textPlain('text/occi+plain'),
    textOcci,
    occiJson('application/occi+json'),
    occiJson('application/json'),
    uriList,
  ].map((codec) => [codec.mediaType, codec]),
)

function codecOf(mediaType: string): Codec {
  const codec = codecs.get(mediaType)
  if (codec === undefined) throw new ScenarioFailure(`there is no codec for ${mediaType}`)
  return codec
}
