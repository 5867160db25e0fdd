/** What a run tells of one test. */
export type Tried = {
  /** The file and the sentence, as `wallet.spec.ts` and `a card is removed`. */
  file: string;
  sentence: string;
  state: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped; null otherwise. */
  why: string | null;
  /** What was wrong, without colours; empty where nothing was. */
  errors: readonly string[];
  /** In ms. */
  took: number;
  /** Files of what was seen, from the page's own folder. */
  pictures: readonly string[];
  videos: readonly string[];
  traces: readonly string[];
  /** Lines of the servers that belong to this test's requests, under the server's name. */
  lines: Readonly<Record<string, string>>;
};

export type TriedRun = {
  project: string;
  /** As an ISO date and time. */
  began: string;
  /** Of what a run before this one had found to be failing: played once more, to be recorded. */
  isRecording: boolean;
  tests: readonly Tried[];
};
