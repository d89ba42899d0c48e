import tseslint from 'typescript-eslint';

export default tseslint.config(
  {ignores: ['build/', 'node_modules/', 'out/', '**/*.mjs', 'eslint.config.js']},
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {parserOptions: {project: './tsconfig.json', tsconfigRootDir: import.meta.dirname}},
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
      '@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true, allowBoolean: true}],
      '@typescript-eslint/no-confusing-void-expression': ['error', {ignoreArrowShorthand: true}],
      '@typescript-eslint/no-unused-vars': ['error', {argsIgnorePattern: '^_', varsIgnorePattern: '^_'}],
      'no-control-regex': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/reporters/**', 'src/commands/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        {property: 'localeCompare', message: 'Sort by code unit.'},
        {property: 'toLocaleString', message: 'Output must not depend on the locale.'},
        {property: 'toLocaleDateString', message: 'Output must not depend on the locale.'},
      ],
      'no-restricted-globals': ['error', {name: 'Intl', message: 'Output must not depend on the locale.'}],
    },
  },
);
