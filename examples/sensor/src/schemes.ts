/** The scheme of Kinds and Mixins, and that of Actions: URIs of your own, under a name that you hold. */
export const scheme = 'http://example.com/occi/sensor#'
export const actionScheme = 'http://example.com/occi/sensor/action#'
