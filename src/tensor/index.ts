/**
 * The mathematics of the library at machine speed: typed arrays, WebAssembly SIMD, automatic differentiation.
 *
 * @packageDocumentation
 */
export {};
