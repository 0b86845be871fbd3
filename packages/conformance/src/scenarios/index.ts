import type { Scenario } from '../world/scenario.ts'
import { actions } from './actions.ts'
import { backendsOrder } from './backends-order.ts'
import { badInput } from './bad-input.ts'
import { collections } from './collections.ts'
import { conditional } from './conditional.ts'
import { createAt } from './create-at.ts'
import { create } from './create.ts'
import { deletion } from './delete.ts'
import { discovery } from './discovery.ts'
import { filtering } from './filtering.ts'
import { headOptions } from './head-options.ts'
import { headerRendering } from './header-rendering.ts'
import { jsonActions } from './json-actions.ts'
import { jsonCollections } from './json-collections.ts'
import { jsonCreate } from './json-create.ts'
import { jsonDialects } from './json-dialects.ts'
import { jsonDiscovery } from './json-discovery.ts'
import { jsonErrors } from './json-errors.ts'
import { jsonLinks } from './json-links.ts'
import { jsonMixins } from './json-mixins.ts'
import { jsonUpdate } from './json-update.ts'
import { jsonValues } from './json-values.ts'
import { links } from './links.ts'
import { mixinCollections } from './mixin-collections.ts'
import { negotiation } from './negotiation.ts'
import { pages } from './pages.ts'
import { partialUpdate } from './partial-update.ts'
import { publicUrls } from './public-url.ts'
import { randomInput } from './random-input.ts'
import { replace } from './replace.ts'
import { statusCodes } from './status-codes.ts'
import { templates } from './templates.ts'
import { tenants } from './tenants.ts'
import { unboundPaths } from './unbound-paths.ts'
import { undo } from './undo.ts'
import { uriLists } from './uri-list.ts'
import { userMixins } from './user-mixins.ts'
import { verbs } from './verbs.ts'
import { versions } from './versions.ts'

/** Every scenario on the wire, by topic. */
export const scenarios: readonly Scenario[] = [
  ...discovery,
  ...filtering,
  ...collections,
  ...pages,
  ...create,
  ...createAt,
  ...partialUpdate,
  ...replace,
  ...deletion,
  ...mixinCollections,
  ...userMixins,
  ...actions,
  ...links,
  ...templates,
  ...verbs,
  ...statusCodes,
  ...negotiation,
  ...versions,
  ...conditional,
  ...uriLists,
  ...headerRendering,
  ...headOptions,
  ...unboundPaths,
  ...publicUrls,
  ...tenants,
  ...backendsOrder,
  ...undo,
  ...badInput,
  ...jsonDiscovery,
  ...jsonCollections,
  ...jsonCreate,
  ...jsonUpdate,
  ...jsonMixins,
  ...jsonLinks,
  ...jsonActions,
  ...jsonValues,
  ...jsonDialects,
  ...jsonErrors,
  ...randomInput,
]
