import { isAttributeName, isTerm, Literal, type CategoryReference } from '@occi/core'
import { Scanner } from './scanner.ts'

/** A Category as a text describes it. */
export interface CategoryDescription extends CategoryReference {
  readonly term: string
  readonly scheme: string
  readonly title?: string
  /** Type identifiers. Empty: none. */
  readonly rel: readonly string[]
  readonly location?: string
  /** In the order given. Empty: none. */
  readonly attributes: readonly AttributeMark[]
  /** Type identifiers. Empty: none. */
  readonly actions: readonly string[]
}

/** What the text of a Category tells of an attribute (GFD.229 4.1): type, default and pattern have no place there. */
export interface AttributeMark {
  readonly name: string
  readonly immutable: boolean
  readonly required: boolean
}

/** A value of a Link field. */
export interface LinkDescription {
  readonly target: string
  /** Type identifiers. Empty: none. */
  readonly rel: readonly string[]
  readonly self?: string
  /** Type identifiers of the Link's own Categories. Empty: none. */
  readonly categories: readonly string[]
  readonly attributes: ReadonlyMap<string, Literal>
  readonly where: string
}

/**
 * Reads one Category value, as a client finds it in a query interface.
 * @param value the text after `Category:`
 * @throws OcciError `malformed`
 */
export function parseCategory(value: string): CategoryDescription {
  const scanner = new Scanner(value, 'Category')
  const category = readCategory(scanner)
  return scanner.done ? category : scanner.fail('one Category alone')
}

const categoryParameters: ReadonlySet<string> = new Set([
  'scheme',
  'class',
  'title',
  'rel',
  'location',
  'attributes',
  'actions',
])

/** GFD.229 4.1; R-8 for what may differ. */
export function readCategory(scanner: Scanner): CategoryDescription {
  const term = scanner.token('a term (letters, digits, "-", "_", ".")', isTerm)
  const parameters = readParameters(scanner, categoryParameters)
  const text = (name: string) => parameters.get(name)?.literal
  const scheme = text('scheme')?.trim() ?? ''
  if (!isUri(scheme)) scanner.refuse(scheme, `a URI as scheme="..." of the Category ${term}`)
  const title = text('title')
  const location = text('location')
  return {
    id: scheme + term,
    term,
    scheme,
    ...readClass(scanner, text('class')),
    ...(title === undefined ? {} : { title }),
    rel: words(text('rel')),
    ...(location === undefined ? {} : { location: location.trim() }),
    attributes: readAttributeMarks(text('attributes') ?? '', scanner),
    actions: words(text('actions')),
    where: scanner.where,
  }
}

const linkParameters: ReadonlySet<string> = new Set(['rel', 'self', 'category'])

/** GFD.229 4.2; for what may differ. */
export function readLink(scanner: Scanner): LinkDescription {
  const target = scanner.bracketed('a target such as </network/1>')
  const parameters = readParameters(scanner, linkParameters)
  const self = parameters.get('self')?.literal.trim() ?? ''
  const attributes = new Map([...parameters].filter(([name]) => !linkParameters.has(name)))
  for (const [name, value] of attributes) checkLinkAttribute(scanner, name, value)
  return {
    target,
    rel: words(parameters.get('rel')?.literal),
    ...(self === '' ? {} : { self }),
    categories: words(parameters.get('category')?.literal),
    attributes,
    where: scanner.where,
  }
}

const blankWanted = 'a value without blanks, or one in quotes,'
const nameWanted = 'the name of an attribute (letters, digits, "-", "_", ".")'

/** GFD.229 4.3; R-6 for what may differ. */
export function readAttribute(scanner: Scanner): readonly [name: string, value: Literal] {
  const name = scanner.token(nameWanted, isAttributeName)
  scanner.expect('=')
  const value = readValue(scanner, `a value for ${name}`)
  if (holdsBlank(value)) scanner.refuse(value.literal, blankWanted)
  scanner.acceptAll(';')
  return [name, value]
}

/** GFD.229 4.4, with the lists of GFD.185 3.5. */
export function readLocation(scanner: Scanner): string {
  if (scanner.at('<')) return scanner.bracketed('a URI')
  return scanner.at('"') ? scanner.quoted() : scanner.reference('a URI')
}

/** `; name=value` as often as it comes; names that are known are told apart without regard to case. */
function readParameters(scanner: Scanner, known: ReadonlySet<string>): ReadonlyMap<string, Literal> {
  const parameters = new Map<string, Literal>()
  while (!scanner.done && !scanner.at(',')) {
    if (scanner.accept(';')) continue
    const given = scanner.token('";" and a parameter')
    const name = known.has(given.toLowerCase()) ? given.toLowerCase() : given
    if (parameters.has(name)) scanner.fail(`the parameter ${name} only once`)
    scanner.expect('=')
    parameters.set(name, readValue(scanner, `a value for ${name}`))
  }
  return parameters
}

function readValue(scanner: Scanner, wanted: string): Literal {
  return scanner.at('"') ? new Literal(scanner.quoted(), true) : new Literal(scanner.bare(wanted), false)
}

const classes: ReadonlyMap<string, NonNullable<CategoryReference['class']>> = new Map([
  ['kind', 'kind'],
  ['mixin', 'mixin'],
  ['action', 'action'],
])

function readClass(scanner: Scanner, given: string | undefined): Pick<CategoryReference, 'class'> {
  if (given === undefined) return {}
  const found = classes.get(given.trim().toLowerCase())
  return found === undefined ? scanner.refuse(given, 'class="kind", "mixin" or "action"') : { class: found }
}

function checkLinkAttribute(scanner: Scanner, name: string, value: Literal): void {
  if (!isAttributeName(name)) scanner.refuse(name, nameWanted)
  if (holdsBlank(value)) scanner.refuse(value.literal, blankWanted)
}

/** `name{property property}` as often as it comes (GFD.229 4.1); R-10 for what may differ. */
function readAttributeMarks(text: string, scanner: Scanner): readonly AttributeMark[] {
  const marks: AttributeMark[] = []
  const braces = text.replaceAll('{', ' { ').replaceAll('}', ' } ')
  let properties: string[] | undefined
  for (const word of words(braces)) {
    const last = marks.at(-1)
    if (word === '{' && properties === undefined && last !== undefined) properties = []
    else if (word === '}' && properties !== undefined && last !== undefined) {
      marks[marks.length - 1] = {
        ...last,
        immutable: properties.includes('immutable'),
        required: properties.includes('required'),
      }
      properties = undefined
    } else if (properties !== undefined) properties.push(word)
    else if (isAttributeName(word)) marks.push({ name: word, immutable: false, required: false })
    else scanner.refuse(word, nameWanted)
  }
  if (properties !== undefined) scanner.refuse(text, 'attributes="..." with a "}" for each "{"')
  return marks
}

function holdsBlank({ literal, quoted }: Literal): boolean {
  return !quoted && /[ \t]/.test(literal)
}

function words(list = ''): readonly string[] {
  return list.split(/[ \t]+/).filter((word) => word !== '')
}

function isUri(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:[^\s"<>]+$/.test(text)
}
