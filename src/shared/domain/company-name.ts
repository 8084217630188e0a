// Comparing and shortening company names (fapiao.md §3.3): brackets, widths, spaces and case do not tell companies apart.
// The name as written is what is kept and printed; these forms are for finding and for narrow places only.
import { halfWidth, withoutSpaces } from './text-forms.ts'

/** The key by which two spellings are one company. Idempotent; never shown. */
export const companyNameKey = (name: string): string =>
  withoutSpaces(halfWidth(name))
    .replace(/[（(﹙〔[【［]/g, '(')
    .replace(/[）)﹚〕\]】］]/g, ')')
    .replace(/[•・‧∙]/g, '·')
    .toUpperCase()

/** True when both names are one company's after normalising. */
export const isSameCompanyName = (left: string, right: string): boolean =>
  companyNameKey(left) === companyNameKey(right)

const legalForm = /(?:集团)?(?:股份有限公司|有限责任公司|有限公司)$/
const place =
  /^(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|深圳|广州|杭州|南京)(?:省|市)?/

/**
 * Without place and legal form: 北京样例云帆科技有限公司 is 样例云帆科技. Branches and shops keep their whole name,
 * because there the place is the name; so does what would be left with under two characters.
 */
export const shortCompanyName = (name: string): string => {
  const plain = name.trim()
  if (!legalForm.test(plain) || plain.endsWith('分公司')) return plain
  const short = plain
    .replace(legalForm, '')
    .replace(place, '')
    .replace(/^[（(][^）)]*[）)]|[（(][^）)]*[）)]$/g, '')
  return [...short].length < 2 ? plain : short
}
