// Companies that do not exist, with tax ids that are built right (GB 32100-2015) and long names as real registers have them.
import { makeUscc } from '../../../shared/domain/taxpayer-id.ts'

export interface InventedCompany {
  readonly name: string
  readonly taxId: string
  readonly address: string
  readonly phone: string
  readonly bank: string
  readonly account: string
}

const places = [
  ['北京', '110108'],
  ['上海', '310115'],
  ['杭州', '330106'],
  ['深圳', '440305'],
  ['成都', '510107'],
  ['天津', '120116'],
] as const
const firsts = [
  '样例',
  '示范',
  '假想',
  '云岭',
  '青禾',
  '远帆',
  '星野',
  '海棠',
  '松石',
  '白鹭',
  '南塘',
  '听雨',
]
const seconds = ['云帆', '启明', '合众', '天工', '百川', '知行', '广源', '文渊', '鼎新', '和光']
const trades = [
  '科技',
  '商贸',
  '信息技术',
  '文化传媒',
  '建筑工程',
  '餐饮管理',
  '办公用品',
  '物流',
  '咨询',
  '电子',
]
const forms = ['有限公司', '有限责任公司', '股份有限公司']
const zone = '国家级样例经济技术开发区'

/** The company with that number, always the same; every ninth has a name of forty characters. */
export const inventedCompany = (number: number): InventedCompany => {
  const [place, region] = places[number % places.length] ?? places[0]
  const word = (list: readonly string[], divisor: number): string =>
    list[Math.floor(number / divisor) % list.length] ?? ''
  const short = `${place}${word(firsts, 1)}${word(seconds, 12)}${word(trades, 7)}${word(forms, 5)}`
  const group = `${place}${word(firsts, 1)}${word(seconds, 12)}国际供应链${word(trades, 7)}发展与技术服务集团${word(forms, 5)}`
  const long = `${group}${zone.slice(0, 37 - group.length)}分公司`
  const body = number
    .toString(36)
    .toUpperCase()
    .replace(/[IOSVZ]/g, 'X')
    .padStart(4, '0')
  return {
    name: number % 9 === 0 ? long : short,
    taxId: makeUscc(`91${region}MAEX${body}`),
    address: `${place}市样例区示范路 ${(number % 300) + 1} 号`,
    phone: `010-5555${String(number % 10_000).padStart(4, '0')}`,
    bank: `样例银行${place}分行`,
    account: `62000000${String(number).padStart(8, '0')}`,
  }
}
