declare module 'saxen' {
  type Decode = (text: string) => string;

  /** SAX parser. `handler` errors leave `parse` and `write`. */
  export class Parser {
    on(
      event: 'openTag',
      handler: (name: string, attributes: () => Readonly<Record<string, string>>, decode: Decode) => void,
    ): this;
    on(event: 'closeTag', handler: (name: string) => void): this;
    on(event: 'text' | 'cdata' | 'attention', handler: (text: string) => void): this;
    on(event: 'error' | 'warn', handler: (error: Error) => void): this;
    parse(xml: string): void;
    /** The next part of a document. */
    write(xml: string): this;
  }
}
