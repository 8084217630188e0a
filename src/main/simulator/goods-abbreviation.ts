// The 简称 the bureau prints in front of a goods name. The full table of tax codes is not public enough to carry; the codes
// named in the sources are exact, the rest get the name of their first digit's class (fapiao.md §6.7).

const exact: readonly (readonly [string, string])[] = [
  ['3040803', '人力资源服务'],
  ['3040201', '信息技术服务'],
  ['3070401', '餐饮服务'],
  ['3070101', '旅游服务'],
  ['3010101', '客运服务'],
  ['101010107', '谷物'],
]

const classes: Readonly<Record<string, string>> = {
  '1': '货物',
  '2': '劳务',
  '3': '服务',
  '4': '无形资产',
  '5': '不动产',
  '6': '不征税项目',
}

/** The abbreviation for a 19-digit code; empty without a code. */
export const goodsAbbreviation = (code: string): string =>
  exact.find(([head]) => code.startsWith(head))?.[1] ?? classes[code.slice(0, 1)] ?? ''

/** `*简称*商品名`, as printed; a name that already has a prefix stays as it is. */
export const printedName = (name: string, code: string): string => {
  const abbreviation = goodsAbbreviation(code)
  return abbreviation === '' || /^\*[^*]+\*/.test(name) ? name : `*${abbreviation}*${name}`
}
