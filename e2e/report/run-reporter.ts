import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { FullConfig, Reporter, TestCase, TestResult } from 'playwright/types/testReporter';
import { runPage } from './run-page';
import type { Tried } from './tried';

/** How the fixtures name what they attach of the servers' lines. */
export const LINES = 'lines of ';

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** Writes one page for each run, beside the pictures and traces of what failed. */
export default class RunReporter implements Reporter {
  private folder = '';
  private readonly began = new Date().toISOString();
  private readonly tests = new Map<string, Tried>();
  private project = 'local';

  onBegin(config: FullConfig): void {
    this.folder = config.projects[0]?.outputDir ?? '';
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    this.project = test.parent.project()?.name ?? this.project;
    this.tests.set(test.id, this.triedOf(test, result));
  }

  onEnd(): void {
    mkdirSync(this.folder, { recursive: true });
    const isRecording = process.env.CARDKEEP_RECORDING === '1';
    const file = join(this.folder, isRecording ? 'once-more.html' : 'index.html');
    const { project, began } = this;
    writeFileSync(file, runPage({ project, began, isRecording, tests: [...this.tests.values()] }));
    process.stdout.write(`What was tried: ${relative(process.cwd(), file)}\n`);
  }

  printsToStdio(): boolean {
    return false;
  }

  private triedOf(test: TestCase, result: TestResult): Tried {
    const isSkipped = result.status === 'skipped';
    const filesOf = (name: string) =>
      result.attachments
        .filter((attachment) => attachment.name === name && attachment.path !== undefined)
        .map(({ path = '' }) => relative(this.folder, path));
    const lines = result.attachments.filter(({ name }) => name.startsWith(LINES));
    return {
      file: basename(test.location.file),
      sentence: test.titlePath().slice(3).join(', '),
      state: isSkipped ? 'skipped' : test.ok() ? 'passed' : 'failed',
      why: isSkipped
        ? (result.annotations.find(({ type }) => type === 'skip')?.description ?? null)
        : null,
      errors: result.errors.map(({ message = '' }) => message.replaceAll(COLOURS, '')),
      took: result.duration,
      pictures: filesOf('screenshot'),
      videos: filesOf('video'),
      traces: filesOf('trace'),
      lines: Object.fromEntries(
        lines.map(({ name, body }) => [name.slice(LINES.length), body?.toString('utf8') ?? '']),
      ),
    };
  }
}
