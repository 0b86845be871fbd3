import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as core from '@occi/core'
import type * as infrastructure from '@occi/infrastructure'
import type * as registryMemory from '@occi/registry-memory'
import type * as registrySqlite from '@occi/registry-sqlite'
import type * as renderHtml from '@occi/render-html'
import type * as renderJson from '@occi/render-json'
import type * as renderText from '@occi/render-text'
import type * as server from '@occi/server'
import type * as serverNode from '@occi/server/node'

/** The doors of the packages that are measured, by package and door. */
export interface Packages {
  readonly 'core/index': typeof core
  readonly 'infrastructure/index': typeof infrastructure
  readonly 'registry-memory/index': typeof registryMemory
  readonly 'registry-sqlite/index': typeof registrySqlite
  readonly 'render-html/index': typeof renderHtml
  readonly 'render-json/index': typeof renderJson
  readonly 'render-text/index': typeof renderText
  readonly 'server/index': typeof server
  readonly 'server/node': typeof serverNode
}

/** The root of the repository that this bench belongs to. */
export const ownTree = join(import.meta.dirname, '../../..')

/** A door of a package as it is built in a working tree: two trees can be compared by the same bench. */
export async function doorOf<D extends keyof Packages>(tree: string, door: D): Promise<Packages[D]> {
  const [name = '', file = ''] = door.split('/')
  return (await import(pathToFileURL(join(tree, 'packages', name, 'dist', `${file}.js`)).href)) as Packages[D]
}
