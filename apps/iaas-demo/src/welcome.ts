import type { DemoOptions } from './options.ts'
import { people } from './tenants.ts'

/** What the demo prints once it can be asked: where it is, what it keeps, who may come in, and the first three things to try. */
export function welcome(url: string, { auth, data }: Pick<DemoOptions, 'auth' | 'data'>): string {
  const category = 'compute; scheme="http://schemas.ogf.org/occi/infrastructure#"; class="kind"'
  const [{ name, password }] = people
  const curl = auth ? `curl -u ${name}:${password}` : 'curl'
  return `A small cloud speaks OCCI at ${url}/
${data === undefined ? 'It forgets all when it ends.' : `It keeps all in ${data}.`}
${auth ? whoMayComeIn() : ''}
Open it in a browser, or try:
  ${curl} ${url}/-/
  ${curl} -H 'Content-Type: text/occi' -H 'Category: ${category}' -X POST ${url}/compute/
  ${curl} ${url}/compute/

Ctrl-C ends it. The README goes through a whole session.`
}

/** The passwords of a demo are no secrets. */
function whoMayComeIn(): string {
  const lines = people.map((person) => {
    const token = 'token' in person ? ` (or Authorization: Bearer ${person.token})` : ''
    return `  ${person.name}:${person.password}${token}`
  })
  return `It lets in, by name and password:\n${lines.join('\n')}\n`
}
