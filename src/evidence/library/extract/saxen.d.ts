/**
 * What is used of saxen, which brings no types: a streaming reader of XML that knows no entities of a file's own, so that none can
 * swell. It throws where nobody listens to its errors.
 */
declare module 'saxen' {
  export class Parser {
    /** Namespace → prefix by which its elements and attributes are told. */
    ns(prefixes: Readonly<Record<string, string>>): this
    on(event: 'openTag', heard: (name: string, attributes: () => Record<string, string>) => void): this
    on(event: 'closeTag', heard: (name: string) => void): this
    on(event: 'text' | 'cdata' | 'attention', heard: (text: string) => void): this
    parse(xml: string): unknown
  }
}
