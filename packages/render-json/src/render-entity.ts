import {
  LatestTexts,
  structuralAttributes,
  type AttributesHeld,
  type AttributeValue,
  type Entity,
  type Link,
  type LinkEnd,
  type Resource,
} from '@occi/core'
import { filled, filledRecord } from './filled.ts'
import type { AttributesShape, EndShape, LinkShape, ResourceShape } from './shape.ts'
import { endOf, type Base } from './uri.ts'

const latest = new LatestTexts<string>((text) => text.length)

/** Writes an entity, or gives what was written lately. */
export function renderEntity(entity: Entity, base: Base): string {
  return latest.of(entity, [base.prefix], () => writeEntity(entity, base))
}

/** Writes an entity anew: of a whole listing there is too much to keep. */
export function writeEntity(entity: Entity, base: Base): string {
  return JSON.stringify(entity.type === 'resource' ? resourceShape(entity, base) : linkShape(entity, base))
}

const title = 'occi.core.title'
const summary = 'occi.core.summary'

/** What is a member of a Resource, or of a Link, and not among its attributes. */
const membersOfLink: ReadonlySet<string> = new Set([...structuralAttributes, title])
const membersOfResource: ReadonlySet<string> = new Set([...membersOfLink, summary])

function resourceShape(
  { kind, mixins, attributes, actions, id, links }: Resource,
  base: Base,
): ResourceShape {
  return {
    kind: kind.id,
    mixins: idsOf(mixins),
    attributes: attributesShape(attributes, membersOfResource),
    actions: idsOf(actions),
    id,
    links: filled(links.map((link) => linkShape(link, base))),
    summary: valueOf(attributes, summary),
    title: valueOf(attributes, title),
  }
}

function linkShape({ kind, mixins, attributes, actions, id, source, target }: Link, base: Base): LinkShape {
  return {
    kind: kind.id,
    mixins: idsOf(mixins),
    attributes: attributesShape(attributes, membersOfLink),
    actions: idsOf(actions),
    id,
    source: endShape(source, base),
    target: endShape(target, base),
    title: valueOf(attributes, title),
  }
}

function endShape(end: LinkEnd, base: Base): EndShape {
  return { location: endOf(end, base), kind: end.kind }
}

function idsOf(categories: readonly { readonly id: string }[]): readonly string[] | undefined {
  return filled(categories.map(({ id }) => id))
}

function attributesShape(held: AttributesHeld, left: ReadonlySet<string>): AttributesShape | undefined {
  return filledRecord(
    Object.entries(held).filter(
      (entry): entry is [string, AttributeValue] => entry[1] !== undefined && !left.has(entry[0]),
    ),
  )
}

function valueOf(held: AttributesHeld, name: string): AttributeValue | undefined {
  return Object.hasOwn(held, name) ? held[name] : undefined
}
