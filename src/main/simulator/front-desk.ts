// One HTTP request of the platform from its first byte to its last: the fault it gets, its body, its answer.
// The answer is sent only after what it promises is on disk.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { envelope } from './answer.ts'
import type { RequestName } from './fault-course.ts'
import { answerGateway, maintenanceAnswer, type Gateway } from './gateway.ts'
import { invoiceXml } from './invoice-xml.ts'
import { cut, misbehave, send, type Reply } from './misbehave.ts'
import { statusAt } from './order-row.ts'

const largestBody = 4 * 1024 * 1024
const defaultSlowMs = 1000
const json = 'application/json; charset=utf-8'

const plain = (status: number, body: string): Reply => ({ status, type: 'text/plain; charset=utf-8', body })

/** The body, or undefined when it is larger than anyone's order. */
const readBody = (request: IncomingMessage): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > largestBody) resolve(undefined)
      else chunks.push(chunk)
    })
    request.on('end', () => {
      const [only] = chunks
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks))
    })
    request.on('error', reject)
    request.on('close', () => {
      if (!request.complete) reject(new Error('The client went away.'))
    })
  })

const nameOf = (request: IncomingMessage, path: string): RequestName => {
  if (path === '/accessToken') return 'token'
  if (path.startsWith('/files/')) return 'file'
  const { method } = request.headers
  return typeof method === 'string' ? method.slice(method.lastIndexOf('.') + 1) : 'unknown'
}

const file = ({ platform }: Gateway, path: string): Reply => {
  const serialNo = /^\/files\/(\d{20})\.xml$/.exec(path)?.[1]
  const row = serialNo === undefined ? undefined : platform.orders.bySerialNo(serialNo)
  if (row === undefined || statusAt(row, platform.now()) !== '2') return plain(404, '文件不存在')
  return {
    status: 200,
    type: 'application/xml; charset=utf-8',
    body: invoiceXml(row, platform.sellers.nameOf(row.seller_tax_no)),
  }
}

/** Answers requests and counts them by name in `counts`. */
export const frontDesk =
  (gateway: Gateway, counts: Map<RequestName, number>): RequestListener =>
  (request, response) => {
    const url = request.url ?? '/'
    const queryAt = url.indexOf('?')
    const path = queryAt < 0 ? url : url.slice(0, queryAt)
    const name = nameOf(request, path)
    counts.set(name, (counts.get(name) ?? 0) + 1)
    const hit = gateway.platform.faults().next(name)
    if (hit?.rule.do === 'refuse') {
      request.socket.resetAndDestroy()
      return
    }
    const reply = async (): Promise<Reply> => {
      const body = await readBody(request)
      if (body === undefined) return plain(413, '请求体过大')
      if (hit !== undefined && misbehave(response, hit.rule, hit.applied)) return dealtWith
      return replyTo(gateway, request, path, queryAt < 0 ? '' : url.slice(queryAt + 1), body, hit?.rule)
    }
    reply().then(
      (answer) => {
        if (answer === dealtWith) return
        if (hit?.rule.do === 'drop-after-store') cut(response.socket)
        else if (hit?.rule.do === 'slow')
          setTimeout(() => send(response, answer), hit.rule.ms ?? defaultSlowMs).unref()
        else send(response, answer)
      },
      () => giveUp(response),
    )
  }

/** Stands for "a fault has dealt with the response already". */
const dealtWith: Reply = plain(200, '')

/** The ledger could not be written or the client is gone: no answer is the only honest one. */
const giveUp = (response: ServerResponse): void => cut(response.socket)

const replyTo = async (
  gateway: Gateway,
  request: IncomingMessage,
  path: string,
  query: string,
  body: Buffer,
  fault: Parameters<typeof answerGateway>[1]['fault'],
): Promise<Reply> => {
  if (path === '/open/v1/services') {
    if (request.method !== 'POST') return plain(405, '只支持POST')
    const answer = await answerGateway(gateway, {
      query: new URLSearchParams(query),
      headers: request.headers,
      body,
      fault,
    })
    return { status: 200, type: json, body: envelope(answer) }
  }
  if (fault?.do === 'maintenance') return { status: 200, type: json, body: envelope(maintenanceAnswer) }
  if (path === '/accessToken') {
    if (request.method !== 'POST') return plain(405, '只支持POST')
    const form = new URLSearchParams(body.toString('utf8'))
    return { status: 200, type: json, body: JSON.stringify(gateway.tokens.grant(form)) }
  }
  if (path.startsWith('/files/')) return file(gateway, path)
  return plain(404, '没有这个地址')
}
