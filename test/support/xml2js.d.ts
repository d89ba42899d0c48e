declare module 'xml2js' {
  /** With `async` left out the callback is called before it returns. */
  export function parseString(
    xml: string,
    options: {readonly explicitChildren: true; readonly preserveChildrenOrder: true; readonly explicitRoot: false},
    callback: (error: Error | null, root: unknown) => void,
  ): void;
}
