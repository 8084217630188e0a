// Money is whole 分 (1/100 yuan), an integer everywhere: in memory, in SQL, in payloads turned to text only at the border.

declare const fenBrand: unique symbol
/** An amount in 分. Always a safe integer. */
export type Fen = number & { readonly [fenBrand]: 'Fen' }
