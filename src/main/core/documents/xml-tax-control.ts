// The data of 税控 invoices (fapiao.md §5.2, way 2): original_invoice.xml, root eInvoice of 2019. OFD tags of family A use
// the same names.
import { readByNames, type Dialect } from './fields-by-name.ts'
import type { FieldsOnFile } from './fields-on-file.ts'
import type { XmlNode } from './xml-tree.ts'

export const taxControlNames: Dialect = {
  spell: (name) => name,
  head: {
    InvoiceCode: 'code',
    InvoiceNo: 'number',
    IssueDate: 'date',
    InvoiceCheckCode: 'checkCode',
    MachineNo: 'machineNumber',
    BuyerName: 'buyerName',
    BuyerTaxID: 'buyerTaxId',
    BuyerAddrTel: 'buyerAddressPhone',
    BuyerFinancialAccount: 'buyerBankAccount',
    SellerName: 'sellerName',
    SellerTaxID: 'sellerTaxId',
    SellerAddrTel: 'sellerAddressPhone',
    SellerFinancialAccount: 'sellerBankAccount',
    TaxInclusiveTotalAmount: 'total',
    TaxInclusiveTotalAmountWithWords: 'words',
    TaxTotalAmount: 'tax',
    TaxExclusiveTotalAmount: 'amount',
    Note: 'remark',
    InvoiceClerk: 'clerk',
    Payee: 'payee',
    Checker: 'reviewer',
    GraphCode: 'qr',
  },
  line: {
    Item: 'name',
    Code: 'taxCode',
    Specification: 'spec',
    MeasurementDimension: 'unit',
    Price: 'unitPrice',
    Quantity: 'quantity',
    Amount: 'amount',
    TaxScheme: 'rate',
    TaxAmount: 'tax',
  },
}

/** Gives the fields of a 税控 data file, undefined where the tree is another one. */
export const readTaxControl = (root: XmlNode): FieldsOnFile | undefined => readByNames(root, taxControlNames)
