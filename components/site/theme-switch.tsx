'use client';

import { clsx } from 'clsx';
import { useState, type MouseEvent } from 'react';
import { Said } from '@/components/ui/said';
import { themeWords } from '@/components/words/preference-words';
import { themeIn, type ChosenTheme } from '@/lib/domain/preference';
import { showTheme } from './show-theme';

const choices = ['system', 'light', 'dark'] as const;

/**
 * Light, dark or as the system. It is a form, so that it works before any script has come; with one the
 * page changes where it stands, and nothing typed is lost. The next page comes from the server in the
 * right theme, because the choice is in a cookie.
 */
export function ThemeSwitch({ chosen }: { chosen: ChosenTheme | null }) {
  const [theme, setTheme] = useState(chosen);
  const choose = (event: MouseEvent, next: ChosenTheme | null) => {
    event.preventDefault();
    showTheme(next);
    setTheme(next);
  };
  return (
    <form method="post">
      <div
        role="group"
        aria-label={themeWords.legend}
        className="flex flex-wrap items-center gap-x-3 gap-y-1"
      >
        <span aria-hidden="true">
          <Said>{themeWords.legend}</Said>
        </span>
        <span className="inline-flex rounded-control border border-line-strong">
          {choices.map((choice) => (
            <button
              key={choice}
              type="submit"
              formAction={`/api/preferences?theme=${choice}`}
              aria-pressed={(theme ?? 'system') === choice}
              onClick={(event) => choose(event, themeIn(choice))}
              className={clsx(
                'min-h-8 cursor-pointer border-l border-line-strong px-2.5 font-medium first:rounded-l-control first:border-l-0 last:rounded-r-control hover:underline pointer-coarse:min-h-11',
                'aria-pressed:bg-ink aria-pressed:text-paper',
              )}
            >
              {themeWords[choice]}
            </button>
          ))}
        </span>
      </div>
    </form>
  );
}
