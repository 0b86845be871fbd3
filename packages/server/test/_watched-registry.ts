import { MemoryRegistry } from '@occi/registry-memory'

/** Says how often it has been closed. */
export class ClosingRegistry extends MemoryRegistry {
  closed = 0

  override async close(): Promise<void> {
    this.closed += 1
  }
}

/** Lists without end, as fast as it is read, and says how many lists are being walked. */
export class EndlessRegistry extends ClosingRegistry {
  walking = 0

  override async *locations(): AsyncGenerator<readonly string[], void> {
    this.walking += 1
    try {
      for (;;) yield Array.from({ length: 256 }, (_one, index) => `/compute/${index}`)
    } finally {
      this.walking -= 1
    }
  }
}
