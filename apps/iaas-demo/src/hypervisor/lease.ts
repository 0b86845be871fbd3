/**
 * Who of several processes is the owner of a store. The owner is known by a name made for this run, never by a process id, which another
 * may get. Each change of owner raises the term: who was paused and comes back finds another term, and may do nothing any more.
 */
export interface Lease {
  /** Makes this process the owner if nobody else is, or stays it; says whether it is. */
  claim(now: number): boolean
  /** Whether it is the owner still: ask within the transaction that relies on it. */
  isHeld(): boolean
  /** Lets another be the owner at once. */
  release(): void
}
