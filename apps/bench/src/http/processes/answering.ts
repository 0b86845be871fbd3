/** Answers the questions that the parent process asks, one after the other; leaves with it. */
export function answering<Q>(answerTo: (question: Q) => unknown): void {
  process.on('message', (question: Q) => {
    void Promise.resolve(answerTo(question)).then((answer) => process.send?.({ answer }), fail)
  })
  process.on('disconnect', () => process.exit(0))
}

function fail(error: unknown): void {
  console.error(error)
  process.exit(1)
}
