/** The documents that the manifest covers, by their number in the series of the Open Grid Forum. */
export type RequirementDocument = 'GFD.185' | 'GFD.221' | 'GFD.223' | 'GFD.224' | 'GFD.226' | 'GFD.229'

/**
 * How strongly the document asks, after RFC 2119; `implied` where a table, a figure, an example or the grammar
 * says it without a keyword. A statement with several keywords carries its strongest one.
 */
export type RequirementLevel = 'must' | 'must-not' | 'should' | 'should-not' | 'may' | 'implied'

/** Whom the statement binds; `both` where a parser or renderer of either side counts, `provider` who extends OCCI. */
export type RequirementSide = 'server' | 'client' | 'both' | 'provider'

/** One statement of a specification that an implementation can be held to. */
export interface Requirement {
  /** Stable name, `HTTP-29`; names are added, never renumbered. */
  readonly id: string
  /** The document that makes the statement. */
  readonly document: RequirementDocument
  /** Where in the document: section numbers, tables, figures. */
  readonly section: string
  /** How strongly the document asks. */
  readonly level: RequirementLevel
  /** Whom it binds. */
  readonly side: RequirementSide
  /** The statement in one sentence of our own; where `resolution` settles a doubt, as it is settled. */
  readonly statement: string
  /** The resolutions that settle what the document leaves open or contradicts; absent where nothing is open. */
  readonly resolution?: readonly ResolutionId[]
  /** `node` where the statement can be seen through the node edge alone; absent where both edges can show it. */
  readonly edges?: 'node'
}

/**
 * A numbered resolution of an ambiguity or contradiction: `R-n` core, protocol and text, `X-n` between documents,
 * `A-n` the extensions and JSON.
 */
export type ResolutionId = `${'R' | 'X' | 'A'}-${number}`

/** A requirement, named by its type, that is listed with a reason instead of a test. */
export interface Waiver<Id extends string = string> {
  /** The id of the requirement. */
  readonly id: Id
  /** Why no test can or need verify it today. */
  readonly reason: string
}
