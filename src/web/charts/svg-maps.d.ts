/** The package's own types lean on one that it does not bring. */
declare module '@svg-maps/mexico' {
  const map: {
    readonly viewBox: string
    readonly locations: readonly { readonly id: string; readonly name: string; readonly path: string }[]
  }
  export default map
}
