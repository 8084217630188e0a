// A sale and its seller for order tests; every test changes what it is about.
import type { OrderInput } from '../../../src/main/core/app/ports.ts'
import type { SaleLineToIssue } from '../../../src/main/core/book/sale-to-issue.ts'
import { fen } from '../../../src/shared/domain/money.ts'

export const serviceLine: SaleLineToIssue = {
  name: '技术服务费',
  taxCode: '3040201030000000000',
  quantity: '1',
  unitPrice: '200',
  unitPriceExcl: '198.02',
  amount: fen(19802),
  tax: fen(198),
  total: fen(20000),
  rate: '0.01',
  isDiscount: false,
}

export const orderInput = (
  sale: Partial<OrderInput['sale']> = {},
  seller: Partial<OrderInput['seller']> = {},
): OrderInput => ({
  channel: 'nuonuo',
  key: 'P7QX2KAA0000000001',
  // 2026-11-21 23:30:05 in Shanghai is still the 21st, in UTC 15:30:05
  recordedAt: Date.UTC(2026, 10, 21, 15, 30, 5),
  seller: {
    bookId: '0193-test',
    practice: true,
    name: '北京练习商贸有限公司',
    taxId: '91110108MA01ABCDE0',
    address: '北京市海淀区练习路1号',
    phone: '010-88886666',
    clerk: '张三',
    taxpayer: 'small',
    ...seller,
  },
  sale: {
    id: '01930000-0000-7000-8000-000000000001',
    ref: 'S2026-0001',
    kind: 'digital-ordinary',
    priceSide: 'incl',
    buyer: { name: '个人' },
    amount: fen(19802),
    tax: fen(198),
    total: fen(20000),
    lines: [serviceLine],
    ...sale,
  },
})
