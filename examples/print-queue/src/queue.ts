/** What is to be printed. */
export interface Job {
  readonly document: string
  readonly copies: number
  readonly state: 'waiting' | 'held' | 'printed'
}

/** A print queue, as you may have one already: it knows nothing of OCCI. */
export class PrintQueue {
  readonly #jobs = new Map<string, Job>()
  /** Called when a job has been printed. */
  onPrinted: (id: string) => void = () => {}

  add(id: string, document: string, copies: number): void {
    this.#jobs.set(id, { document, copies, state: 'waiting' })
  }

  /** @throws RangeError if there is no such job */
  get(id: string): Job {
    const job = this.#jobs.get(id)
    if (job === undefined) throw new RangeError(`there is no job ${id}`)
    return job
  }

  change(id: string, change: Partial<Job>): void {
    this.#jobs.set(id, { ...this.get(id), ...change })
  }

  remove(id: string): void {
    this.#jobs.delete(id)
  }

  /** Prints the job that has waited longest. */
  printNext(): void {
    const [id] = [...this.#jobs].find(([, { state }]) => state === 'waiting') ?? []
    if (id === undefined) return
    this.change(id, { state: 'printed' })
    this.onPrinted(id)
  }
}
