// Where a long name may be cut: before its last six characters when they tell companies apart, else at the end.

const tellingTail = /(?:分公司|分店|店|个体工商户|分行|支行|营业部)[）)]?$/

/** Splits a name in the part that gives way and the part that always stays. */
export const splitName = (name: string): { readonly head: string; readonly tail: string } => {
  const characters = [...name]
  if (characters.length <= 8 || !tellingTail.test(name)) return { head: name, tail: '' }
  return { head: characters.slice(0, -6).join(''), tail: characters.slice(-6).join('') }
}
