/** The scheme of the Kinds, and of the template Mixins (GFD.224 table 2). */
export const infrastructureScheme = 'http://schemas.ogf.org/occi/infrastructure#'

/** The scheme of the Actions of compute (GFD.224 table 4). */
export const computeActionScheme = 'http://schemas.ogf.org/occi/infrastructure/compute/action#'

/** The scheme of the Actions of network (GFD.224 table 6). */
export const networkActionScheme = 'http://schemas.ogf.org/occi/infrastructure/network/action#'

/** The scheme of the Actions of storage (GFD.224 table 9). */
export const storageActionScheme = 'http://schemas.ogf.org/occi/infrastructure/storage/action#'
