/** Milliseconds as timers take them; what is longer would be over at once. */
export function timerTime(milliseconds: number): number {
  return Math.min(milliseconds, 2 ** 31 - 1)
}
