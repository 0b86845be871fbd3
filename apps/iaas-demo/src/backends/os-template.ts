import { isIdentity } from '@occi/auth'
import type { Backend, Mixin } from '@occi/core'
import { defineOsTemplate, osTemplate } from '@occi/infrastructure'
import type { CategoryProvider } from '@occi/server'

import type { Hypervisor, Image } from '../hypervisor/index.ts'

const scheme = 'http://example.com/occi/templates/os#'

/** The OS templates: one for each image of the hypervisor, those saved from machines included. */
export class ImageTemplates {
  readonly #made = new Map<string, Mixin>()

  /** The template of an image; the same object each time. */
  of(image: Image): Mixin {
    const template = this.#made.get(image.id) ?? templateOf(image)
    this.#made.set(image.id, template)
    return template
  }

  /** Offers the images that there are at each moment for whoever asks, to be served by `backend`. */
  provider(hypervisor: Hypervisor, backend: Backend): CategoryProvider {
    return {
      name: 'images',
      categories: async (extras) => {
        const images = (await hypervisor.listImages()).filter(
          ({ project }) => project === undefined || project === userOf(extras),
        )
        const version = images.map(({ id }) => id).join()
        return { categories: images.map((image) => this.of(image)), backend, version }
      },
    }
  }
}

/** The image that the Mixins of a compute ask for; `undefined`: none of them does. */
export function imageOf(mixins: readonly Mixin[]): string | undefined {
  const template = mixins.find(
    ({ depends, origin }) => origin === 'provider' && depends.includes(osTemplate.id),
  )
  return (template?.extras as { readonly image: string } | undefined)?.image
}

/** What one saves is one's own; where nobody is asked who he is, nothing is anybody's. */
function userOf(extras: unknown): string | undefined {
  return isIdentity(extras) ? extras.user : undefined
}

function templateOf({ id, name, os, savedFrom }: Image): Mixin {
  const title = savedFrom === undefined ? os : name
  return defineOsTemplate({ scheme, term: termOf({ id, name, savedFrom }), title, extras: { image: id } })
}

/** Names of saved images need be neither terms nor unique: their ids help. */
function termOf({
  id,
  name,
  savedFrom,
}: Pick<Image, 'id' | 'name'> & { savedFrom: string | undefined }): string {
  if (savedFrom === undefined) return id
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return `${plain.slice(0, 40) || 'image'}-${id.slice(0, 8)}`
}
