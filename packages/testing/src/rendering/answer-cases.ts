import { OcciError, Refusal, type OcciErrorDetails, type Result } from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'
import { renderingCase, roundTripCase, type RenderingCase } from './harness.ts'
import { aMachine, aWire, fullMachine } from './model.ts'
import { expectNames } from './same-entity.ts'
import type { Answer } from './trial.ts'

const details: OcciErrorDetails = {
  attribute: 'com.example.count',
  category: 'http://example.com/occi/rendering#machine',
  location: '/machine/web',
  where: 'somewhere "odd"',
  allow: ['GET', 'HEAD'],
  challenge: ['Basic realm="x"'],
  retryAfter: 5,
  failures: [{ location: '/machine/a', message: 'no "room"\r\nleft' }],
}

/** Answers that show no Collection: what was created, that all is done, errors. */
export const answerCases: readonly RenderingCase[] = [
  ...[
    ['one', [aMachine('a')]] as const,
    ['several', [aMachine('a'), aMachine('b'), aMachine('c')]] as const,
    ['mixed', [aMachine('a'), aWire('b')]] as const,
    ['full', [fullMachine]] as const,
  ].map(([id, entities]) =>
    roundTripCase(
      `created:${id}`,
      `what a creation made is named in order (${id})`,
      ['created', 'members'],
      async (trial) => {
        const members = (await trial.readBack('members', { form: 'created', entities })) ?? []
        expectEqual(members.length, entities.length, 'the number of members')
        for (const [index, entity] of entities.entries())
          expectNames(members[index]?.reference, entity, trial.context(), 'the reference')
      },
    ),
  ),
  renderingCase('done', 'that all is done is written', { writes: ['done'] }, async (trial) => {
    const { status = 200 } = await trial.write({ form: 'done' })
    expectTrue(status >= 200 && status < 400, `the status ${status} is no refusal`)
  }),
  renderingCase('error:sentence', 'an error tells its sentence', {}, async (trial) => {
    const answer = await trial.write(errorOf('no room for a machine of this size'))
    expectTrue(everything(answer).includes('no room for a machine of this size'), 'the sentence is there')
  }),
  renderingCase('error:line', 'the sentence of an error stays on one line', {}, async (trial) => {
    for (const end of ['\r\n', '\n', '\r']) {
      const { headers, body } = await trial.write(
        errorOf(`no${end}Category: machine${end}X-OCCI-Location: /`),
      )
      const lines = [body, ...headers.map(([, value]) => value)].flatMap((text) => text.split(/[\r\n]/))
      expectTrue(
        !lines.some((line) => /^\s*(Category|X-OCCI-Location):/.test(line)),
        'no line begins with the rest of the sentence',
      )
    }
  }),
  renderingCase(
    'error:long',
    'a long sentence reaches the client, within the limits of header fields',
    {},
    async (trial) => {
      for (const text of ['long '.repeat(20_000), '世界"\\'.repeat(20_000)]) {
        const limits = { headerField: 8192, headerTotal: 16_384 }
        const { headers, body } = await trial.write(errorOf(text), { limits })
        expectTrue(
          headers.every(([, value]) => value.length <= limits.headerField),
          'no header field is too long',
        )
        expectTrue(body.length + headers.length > 0, 'there is an answer')
      }
    },
  ),
  renderingCase('error:details', 'every detail of an error can be carried or left out', {}, async (trial) => {
    await trial.write(errorOf('all of them', details))
    for (const [name, value] of Object.entries(details)) await trial.write(errorOf(name, { [name]: value }))
    const refusal = new Refusal('no', { status: 503, details })
    await trial.write({ form: 'error', error: refusal, status: 503 })
    await trial.write(errorOf(''))
  }),
  renderingCase('error:cause', 'the cause of an error is not told', {}, async (trial) => {
    const error = new OcciError('internal', 'something failed', {}, new Error('password=hunter2'))
    const answer = everything(await trial.write({ form: 'error', error, status: 500 }))
    expectTrue(!answer.includes('hunter2'), 'nothing is told of the cause')
    expectTrue(!answer.includes('.ts:') && !answer.includes('    at '), 'no stack is told')
  }),
  renderingCase('error:status', 'an error stays one, whatever its status', {}, async (trial) => {
    for (const status of [400, 401, 404, 405, 409, 413, 500, 503]) {
      const answer = await trial.write({ ...errorOf('no'), status })
      expectTrue((answer.status ?? status) >= 300, `the status ${answer.status} is no success`)
    }
  }),
]

function errorOf(message: string, more: OcciErrorDetails = {}): Extract<Result, { readonly form: 'error' }> {
  return { form: 'error', error: new OcciError('refused', message, more), status: 400 }
}

function everything({ headers, body }: Answer): string {
  return [body, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n')
}
