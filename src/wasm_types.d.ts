/** An `AnnotationResult` as it leaves the WebAssembly: `unpack` of `engine/unpack.js` reads it. */
export interface PackedResult {
  /** The bytes of a `Uint32Array`. */
  numbers: Uint8Array<ArrayBuffer>;
  /** The texts that some of the numbers are indices of. */
  texts: string[];
}
