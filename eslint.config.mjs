import nextCoreWebVitals from 'eslint-config-next/core-web-vitals';
import nextTypescript from 'eslint-config-next/typescript';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { wholeText } from './scripts/eslint/whole-text.mjs';

const TYPESCRIPT = ['**/*.ts', '**/*.tsx', '**/*.mts'];

export default defineConfig(
  globalIgnores([
    'node_modules/',
    '.next/',
    '.data/',
    '.cache/',
    'next-env.d.ts',
    'db/migrations/',
    'test-results/',
    'playwright-report/',
  ]),
  nextCoreWebVitals,
  nextTypescript,
  {
    // Detection asks a function that ESLint 10 no longer has.
    settings: { react: { version: '19.3' } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // A payment whose promise nobody awaits fails in silence.
      '@typescript-eslint/no-floating-promises': 'error',
      // React and Node call handlers without awaiting; that is all right where they return nothing.
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      // A new payment state must be met everywhere that states are told apart.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // An async function may have no await of its own where its type asks for a promise: actions, ports, fakes.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['app/**/*.tsx', 'components/**/*.tsx'],
    ignores: ['**/*.test.tsx'],
    plugins: { cardkeep: { rules: { 'whole-text': wholeText } } },
    rules: { 'cardkeep/whole-text': 'error' },
  },
  {
    // Settings are read and checked in one place; a stray process.env is undefined until a buyer finds it.
    files: ['**/*.ts', '**/*.tsx'],
    ignores: [
      'lib/env.ts',
      'scripts/**',
      'e2e/**',
      'bench/**',
      'stripe-local/**',
      '*.config.ts',
      'db/*.config.ts',
      '**/*.test.ts',
      '**/*.test.tsx',
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read settings from lib/env.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: ['process', 'node:process'].map((name) => ({
            name,
            importNames: ['env'],
            message: 'Read settings from lib/env.',
          })),
        },
      ],
      // The logger redacts; the console does not.
      'no-console': 'error',
    },
  },
  {
    // Where there is no React, a function called `use…` is not a hook (Playwright's fixtures call theirs `use`).
    files: ['e2e/**', 'stripe-local/**', 'scripts/**', 'bench/**', 'db/**'],
    rules: { 'react-hooks/rules-of-hooks': 'off', 'no-empty-pattern': 'off' },
  },
);
