import {
  Literal,
  OcciError,
  isScheme,
  type ActionInput,
  type CategoryInput,
  type CategoryReference,
  type EntityInput,
  type EntityReference,
  type InputForm,
  type InputForms,
  type InputValue,
  type LinkInput,
  type RenderingContext,
} from '@occi/core'
import { Form, fieldNames, placeOf } from './form.ts'

/**
 * Reads one of the forms of input from the fields of a form.
 * @throws OcciError `malformed`, `too-large`
 */
export function parseForm<F extends InputForm>(
  wanted: F,
  body: string,
  { limits }: Pick<RenderingContext, 'limits'>,
): InputForms[F] {
  const form = new Form(body, limits)
  checkCount(form, limits.entries)
  return readers[wanted](form)
}

const readers: { readonly [F in InputForm]: (form: Form) => InputForms[F] } = {
  entities: (form) => [toEntity(form)],
  entity: toEntity,
  action: toAction,
  categories: (form) => [toMixin(form)],
  members: toMembers,
  filter: (form) => ({ categories: categoriesIn(form), attributes: attributesIn(form) }),
}

function toEntity(form: Form): EntityInput {
  return {
    categories: categoriesIn(form),
    attributes: attributesIn(form),
    links: linksIn(form),
    where: 'the form',
  }
}

function categoriesIn(form: Form): readonly CategoryReference[] {
  const { kind, mixin } = fieldNames
  return [
    ...form.all(kind).map((id): CategoryReference => ({ id, class: 'kind', where: placeOf(kind) })),
    ...chosenMixins(form).map((id): CategoryReference => ({ id, class: 'mixin', where: placeOf(mixin) })),
  ]
}

function chosenMixins(form: Form): readonly string[] {
  return [...new Set(form.all(fieldNames.mixin))]
}

/** What is blank is unset, unless the form says that it stands for an empty text. */
function attributesIn(form: Form): ReadonlyMap<string, InputValue> {
  const found = new Map<string, InputValue>()
  const mixins = new Set(chosenMixins(form))
  for (const [rest, [value]] of form.startingWith(fieldNames.attribute(''))) {
    const at = rest.indexOf('@')
    const name = at < 0 ? rest : rest.slice(0, at)
    const counts = at < 0 || mixins.has(rest.slice(at + 1))
    const text = value ?? (form.has(fieldNames.empty(name)) ? '' : undefined)
    if (counts && text !== undefined)
      found.set(name, { value: new Literal(text, true), where: placeOf(name) })
  }
  for (const [name, [path]] of form.startingWith(fieldNames.path('')))
    if (path !== undefined) found.set(name, { value: new Literal(path.trim(), true), where: placeOf(name) })
  return found
}

function linksIn(form: Form): readonly LinkInput[] {
  return form.startingWith(fieldNames.link('')).flatMap(([kind, targets]) => {
    const where = placeOf(fieldNames.link(kind))
    return [...new Set(targets)].map((target) => ({
      categories: [{ id: kind, where } as const],
      attributes: new Map(),
      links: [],
      target: target.trim(),
      rel: [],
      where,
    }))
  })
}

function toAction(form: Form): ActionInput {
  const id = form.text(fieldNames.action)
  const members = toMembers(form)
  return {
    ...(id === undefined ? {} : { action: { id, class: 'action', where: placeOf(fieldNames.action) } }),
    attributes: attributesIn(form),
    ...(members === undefined ? {} : { members }),
  }
}

/** None chosen says nothing on members; the server then never takes it for all of them. */
function toMembers(form: Form): readonly EntityReference[] | undefined {
  const { entity } = fieldNames
  const references = form.all(entity).map((reference) => ({ reference, where: placeOf(entity) }))
  return references.length === 0 ? undefined : references
}

function toMixin(form: Form): CategoryInput {
  const [term = '', scheme = ''] = [form.text(fieldNames.term), form.text(fieldNames.scheme)]
  checkName(
    fieldNames.term,
    term,
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(term),
    'letters, digits, ".", "_" or "-"',
  )
  checkName(fieldNames.scheme, scheme, isScheme(scheme), 'an absolute URI that ends with "#"')
  const title = form.text(fieldNames.title)
  return {
    id: scheme + term,
    class: 'mixin',
    term,
    scheme,
    ...(title === undefined ? {} : { title }),
    rel: [],
    capabilities: false,
    where: 'the form',
  }
}

function checkName(field: string, given: string, isGood: boolean, wanted: string): void {
  if (isGood) return
  const message = `the ${field} ${JSON.stringify(given.slice(0, 80))} is not ${wanted}`
  throw new OcciError('malformed', message, { attribute: field, where: placeOf(field) })
}

function checkCount(form: Form, most: number): void {
  const attributes = form.startingWith(fieldNames.attribute('')).length
  const links = form.startingWith(fieldNames.link('')).reduce((sum, [, targets]) => sum + targets.length, 0)
  if (attributes <= most && links <= most) return
  throw new OcciError('too-large', `the form has more than ${most} attributes or Links`, {
    where: 'the form',
  })
}
