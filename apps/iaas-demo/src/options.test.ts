import { expect, test } from 'vitest'

import { OptionError, parseOptions, usage } from './options.ts'

const defaults = {
  workers: 1,
  port: 8888,
  host: '127.0.0.1',
  bootMs: 5000,
  seed: 0,
  failBoot: 0,
  auth: false,
  log: false,
  help: false,
}

test.each([
  [[], {}],
  [['--port', '9000'], { port: 9000 }],
  [['--port=0', '--host', '::1'], { port: 0, host: '::1' }],
  [['--boot-ms', '0'], { bootMs: 0 }],
  [['--seed', '10000', '--fail-boot', '0.25'], { seed: 10_000, failBoot: 0.25 }],
  [['--port', '1', '--port', '2'], { port: 2 }],
  [['--auth', '--log'], { auth: true, log: true }],
  [['--data', '/tmp/cloud.db', '--workers', '4'], { data: '/tmp/cloud.db', workers: 4 }],
  [['--help'], { help: true }],
])('%j', (args, given) => {
  expect(parseOptions(args)).toEqual({ ...defaults, ...given })
})

test.each([
  [['--port', 'http'], '--port takes a whole number from 0 to 65535, not "http"'],
  [['--port', '65536'], '--port takes a whole number from 0 to 65535, not "65536"'],
  [['--port', '80.5'], '--port takes a whole number from 0 to 65535, not "80.5"'],
  [['--port='], '--port takes a whole number from 0 to 65535, not ""'],
  [['--port', '--seed', '3'], '--port takes a whole number from 0 to 65535, not ""'],
  [['--seed', '3', '--port'], '--port takes a whole number from 0 to 65535, not ""'],
  [['--data'], '--data takes the name of a file, not ""'],
  [['--data', 'a', '--workers', '0'], '--workers takes a whole number from 1 to 64, not "0"'],
  [
    ['--workers', '2'],
    '--workers takes several processes, which can share a file alone: give it with --data',
  ],
  [['--host'], '--host takes a name or an address, not ""'],
  [['--boot-ms=-1'], '--boot-ms takes a number from 0 to 3600000, not "-1"'],
  [['--boot-ms', '-1'], '--boot-ms takes a number from 0 to 3600000, not "-1"'],
  [['--seed', '-1'], '--seed takes a whole number from 0 to 1000000, not "-1"'],
  [['--seed', '1e9'], '--seed takes a whole number from 0 to 1000000, not "1e9"'],
  [['--fail-boot', '2'], '--fail-boot takes a number from 0 to 1, not "2"'],
  [['--ports', '1'], "Unknown option '--ports'; --help shows what can be given"],
  [['127.0.0.1'], "Unexpected argument '127.0.0.1'; --help shows what can be given"],
  [['--help=yes'], "Option '--help' does not take an argument; --help shows what can be given"],
])('%j is refused', (args, message) => {
  expect(() => parseOptions(args)).toThrow(new OptionError(message))
})

test('the usage names each option and its default', () => {
  for (const name of ['port', 'host', 'data', 'workers', 'boot-ms', 'seed', 'fail-boot', 'auth', 'help'])
    expect(usage).toContain(`--${name} `)
  for (const fallback of ['8888', '127.0.0.1', '5000']) expect(usage).toContain(`(${fallback})`)
})
