export { OcciError, Refusal, type OcciErrorCode, type OcciErrorDetails } from './errors.ts'

export {
  isAttributeName,
  type AttributeDefinition,
  type AttributeDefinitions,
  type AttributeSpec,
  type AttributeSpecs,
  type AttributeType,
  type AttributeTypes,
  type AttributeValue,
  type Mutability,
  type TypesOf,
} from './model/attribute.ts'
export { isLiteral, Literal } from './model/literal.ts'
export { checkPattern, type Pattern } from './model/pattern.ts'
export { sameValue } from './model/value.ts'
export {
  isLocation,
  isScheme,
  isTerm,
  reservedScheme,
  type CategoryBase,
  type CategorySpec,
} from './model/category.ts'
export { defineAction, type Action } from './model/action.ts'
export {
  defineKind,
  definerOf,
  isKindOf,
  type AttributesOf,
  type Kind,
  type KindSpec,
  type LinkEnds,
} from './model/kind.ts'
export { defineMixin, type Mixin, type MixinSpec, type TemplateRules } from './model/mixin.ts'
export { entity, link, resource, structuralAttributes } from './model/base-types.ts'
export {
  categoriesOf,
  keyOf,
  type AttributesHeld,
  type Entity,
  type EntityData,
  type EntityKey,
  type Resource,
} from './model/entity.ts'
export type { Link, LinkEnd } from './model/link.ts'
export type { EntityQuery, Page } from './model/collection.ts'
export {
  definitionOf,
  isApplicable,
  isDefined,
  isLocal,
  isMutable,
  isRequired,
  sourceFits,
  targetFits,
} from './model/questions.ts'

export { Catalog, createCatalog, isFree } from './catalog/catalog.ts'
export {
  appliesTo,
  templateFamilies,
  withDependencies,
  type Capabilities,
  type CategorySource,
} from './catalog/capabilities.ts'
export { core, defineExtension, type Extension, type ExtensionSpec } from './catalog/extension.ts'
export { createLayer, isReservedPath, type Category, type CategoryLayer } from './catalog/layer.ts'
export { coerce, guessLiteral } from './catalog/coerce.ts'
export {
  attributesKept,
  attributesOfChanged,
  attributesOfNew,
  attributesOfReplaced,
  attributesWritten,
  parametersOf,
  type InputAttributes,
} from './catalog/validate.ts'
export { checkApplicable, resolve } from './catalog/resolve.ts'

export {
  serve,
  type ActionAttributes,
  type ActionOutcome,
  type Backend,
  type BackendEntry,
  type Call,
  type Draft,
  type Operation,
} from './contracts/backend.ts'
export type {
  ActionInput,
  CategoryInput,
  CategoryReference,
  EntityInput,
  EntityReference,
  FilterInput,
  InputForm,
  InputForms,
  InputValue,
  LinkInput,
} from './contracts/input.ts'
export type { Body, HeaderFields, OcciReply, OcciRequest } from './contracts/message.ts'
export {
  systemScope,
  type BackendCall,
  type Change,
  type Commit,
  type Quota,
  type Registry,
  type Reservation,
  type Scope,
} from './contracts/registry.ts'
export type {
  InputSource,
  Lookup,
  Rendered,
  Rendering,
  RenderingContext,
  RenderingLimits,
} from './contracts/rendering.ts'
export type {
  CategoriesResult,
  CollectionResult,
  CreatedResult,
  DoneResult,
  EntityResult,
  ErrorResult,
  Result,
  ResultForm,
} from './contracts/result.ts'
export { LatestTexts, type Circumstances } from './rendering/latest-texts.ts'
export { checkQuota, growthOf, quantityOf, type Growth } from './registry/quota.ts'
export { RegistryTables, type OwnershipOptions } from './registry/registry-tables.ts'
