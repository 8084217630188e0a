import { expect, test } from 'vitest'
import { unsafePath } from '../../../src/main/core/book/unsafe-place.ts'

test.each([
  ['C:\\Users\\li\\OneDrive\\票簿', 'cloud', 'OneDrive'],
  ['C:\\Users\\li\\OneDrive - 样例公司\\Documents\\book', 'cloud', 'OneDrive'],
  ['/Users/li/Library/Mobile Documents/com~apple~CloudDocs/book', 'cloud', 'iCloud'],
  ['C:\\Users\\li\\iCloudDrive\\book', 'cloud', 'iCloud'],
  ['D:\\我的坚果云\\book', 'cloud', '坚果云'],
  ['/home/li/Nutstore Files/book', 'cloud', '坚果云'],
  ['D:\\BaiduSyncdisk\\book', 'cloud', '百度网盘'],
  ['D:\\百度网盘同步空间\\book', 'cloud', '百度网盘'],
  ['D:\\WPS云盘\\book', 'cloud', 'WPS 云盘'],
  ['/Users/li/Dropbox (Personal)/book', 'cloud', 'Dropbox'],
  ['/Users/li/Library/CloudStorage/Box-Box/book', 'cloud', 'CloudStorage'],
  ['\\\\nas\\share\\book', 'network', 'UNC'],
  ['//nas/share/book', 'network', 'UNC'],
  ['\\\\?\\UNC\\nas\\share\\book', 'network', 'UNC'],
])('a live book is refused in %s', (path, reason, name) => {
  expect(unsafePath(path)).toEqual({ reason, name })
})

test.each([
  'C:\\Users\\li\\AppData\\Local\\piaobu\\books\\1',
  '/Users/li/Library/Application Support/piaobu/books/1',
  '/home/li/.local/share/piaobu/books/样例 公司',
  'D:\\BaiduNetdiskDownload\\book',
  'D:\\onedriveless\\book',
  '\\\\?\\C:\\books\\1',
])('a live book is at home in %s', (path) => {
  expect(unsafePath(path)).toBeUndefined()
})
