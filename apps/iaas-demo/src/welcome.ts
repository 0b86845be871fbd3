/** What the demo prints once it can be asked: where it is, and the first three things to try. */
export function welcome(url: string): string {
  const category = 'compute; scheme="http://schemas.ogf.org/occi/infrastructure#"; class="kind"'
  return `A small cloud speaks OCCI at ${url}/

Try:
  curl ${url}/-/
  curl -H 'Content-Type: text/occi' -H 'Category: ${category}' -X POST ${url}/compute/
  curl ${url}/compute/

Ctrl-C ends it. The README goes through a whole session.`
}
