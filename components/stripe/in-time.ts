/** What a promise gives, or a rejection once so many ms have passed. */
export function inTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('it took too long')), limitMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
