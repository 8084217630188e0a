// Names of the two-digit areas in invoice numbers and credit codes (fapiao.md §2.1).
// The list is known to be incomplete (计划单列市 have codes of their own), so an unknown area is never refused.

const regionNames: Readonly<Record<string, string>> = {
  '11': '北京',
  '12': '天津',
  '13': '河北',
  '14': '山西',
  '15': '内蒙古',
  '21': '辽宁',
  '22': '吉林',
  '23': '黑龙江',
  '31': '上海',
  '32': '江苏',
  '33': '浙江',
  '34': '安徽',
  '35': '福建',
  '36': '江西',
  '37': '山东',
  '41': '河南',
  '42': '湖北',
  '43': '湖南',
  '44': '广东',
  '45': '广西',
  '46': '海南',
  '50': '重庆',
  '51': '四川',
  '52': '贵州',
  '53': '云南',
  '54': '西藏',
  '61': '陕西',
  '62': '甘肃',
  '63': '青海',
  '64': '宁夏',
  '65': '新疆',
  '95': '深圳',
}

/** The Chinese name of an area, undefined for one we do not know. */
export const regionName = (code: string): string | undefined =>
  Object.hasOwn(regionNames, code) ? regionNames[code] : undefined

export const hasRegionName = (code: string): boolean => Object.hasOwn(regionNames, code)

/** A title without the place that 税控 faces print in front of it: 浙江增值税电子普通发票 is 增值税电子普通发票. */
export const withoutPlace = (title: string): string => {
  const place = Object.values(regionNames).find((name) => title.startsWith(`${name}增值税`))
  return place === undefined ? title : title.slice(place.length)
}
