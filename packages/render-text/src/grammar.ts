/*
 * The grammar of GFD.229 section 4, in the notation of RFC 2616: `#x` is a list of x separated by commas, blanks may stand
 * between any two tokens. What is written follows it to the letter; what is read may differ as the right column says.
 *
 *   Category          = "Category" ":" #category-value
 *   category-value    = term                                     any order of parameters, an empty one or a final ";",
 *                       ";" "scheme" "=" <"> scheme <">          a missing ";" after a quote, unknown parameters,
 *                       ";" "class" "=" <"> class <">            no class, no quotes
 *                       [ ";" "title" "=" quoted-string ]
 *                       [ ";" "rel" "=" <"> type-identifier <"> ]            several, separated by blanks
 *                       [ ";" "location" "=" <"> URI <"> ]
 *                       [ ";" "attributes" "=" <"> attribute-def *( 1*SP attribute-def ) <"> ]
 *                       [ ";" "actions" "=" <"> type-identifier *( 1*SP type-identifier ) <"> ]
 *   attribute-def     = attribute-name [ "{" property *( 1*SP property ) "}" ]
 *   property          = "immutable" | "required"                 any order, unknown words
 *   class             = "kind" | "mixin" | "action"
 *   term, attribute-name = ( ALPHA | DIGIT ) *( ALPHA | DIGIT | "-" | "_" | "." )
 *   type-identifier   = scheme term
 *
 *   Link              = "Link" ":" #link-value
 *   link-value        = "<" URI-reference ">"
 *                       ";" "rel" "=" <"> type-identifier *( 1*SP type-identifier ) <">     may be missing
 *                       [ ";" "self" "=" <"> URI-reference <"> ]
 *                       [ ";" "category" "=" <"> type-identifier *( 1*SP type-identifier ) <">
 *                         *( ";" attribute-name "=" ( token | quoted-string ) ) ]
 *   action link       = "<" URI "?action=" term ">" ";" "rel" "=" <"> type-identifier <">
 *
 *   Attribute         = "X-OCCI-Attribute" ":" #( attribute-name "=" ( quoted-string | number | "true" | "false" ) )
 *   Location          = "X-OCCI-Location" ":" #URI-reference
 *
 *   quoted-string     = <"> *( any character but <">, "\" and control characters | "\" any character ) <">
 */

/** The names of the four structures, as they are written. */
export type FieldName = 'Category' | 'Link' | 'X-OCCI-Attribute' | 'X-OCCI-Location'

/** The names as they are written, by lower case. */
export const fieldNames: ReadonlyMap<string, FieldName> = new Map([
  ['category', 'Category'],
  ['link', 'Link'],
  ['x-occi-attribute', 'X-OCCI-Attribute'],
  ['x-occi-location', 'X-OCCI-Location'],
])

/** One line of a body, or one header field: a name, a list of values and where it stood. */
export interface Field {
  readonly name: FieldName
  readonly value: string
  /** The number of the line in the body. Missing: it is a header field. */
  readonly line?: number
}

/** Whether a character code is a blank or a tab. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}

/** Whether a character code is a control character, which no value may hold; a tab is as good as a blank. */
export function isControl(code: number): boolean {
  return (code < 0x20 && code !== 0x09) || code === 0x7f
}
