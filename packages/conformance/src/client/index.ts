export { createClient, createdAt } from './client.ts'
export type { Answer, Client, Listing, NewEntity } from './client.ts'
export type {
  Base,
  Codec,
  Directory,
  Exchange,
  Identity,
  Message,
  Payload,
  Purpose,
  SentLink,
  SentValue,
} from './codec.ts'
export { createDirectories } from './directory.ts'
export { readDocument, readRefusal } from './json-document.ts'
export { occiJson } from './occi-json.ts'
export { textOcci } from './text-occi.ts'
export { textPlain } from './text-plain.ts'
export { uriList } from './uri-list.ts'
export { actionsIn, idOf, kindsIn, mixinsIn, textOf } from './view.ts'
export type { ActionView, AttributeView, CategoryView, LinkView, Value, View } from './view.ts'
