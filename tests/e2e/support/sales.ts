// Sales as a shop's window shows them, recorded through the command line beside it. All companies are invented.
import { inventedCompany } from '../../../src/main/core/practice/invented-companies.ts'

/** A sale of one line to an invented company; every ninth company has a name of forty characters. */
export const inventedSale = (number: number): object => {
  const { name, taxId } = inventedCompany(number)
  return {
    ref: `订单-${number}`,
    buyer: { name, taxId },
    kind: number % 3 === 0 ? 'digital-special' : 'digital-ordinary',
    lines: [
      number % 2 === 0
        ? { name: '*信息技术服务*软件维护服务费', amountInclTax: `${number * 1234}.56`, rate: '0.06' }
        : {
            name: '*纸制品*复印纸 A4 70g',
            quantity: '10',
            unitPrice: '22.6',
            amountInclTax: '226.00',
            rate: '0.13',
          },
    ],
  }
}
