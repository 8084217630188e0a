// Answers of the loopback server, each with the headers that keep a browser from guessing or keeping anything.
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { AppError } from '../../../shared/errors.ts'

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const

export const answerJson = (response: ServerResponse, status: number, value: unknown): void => {
  answerBytes(response, status, Buffer.from(JSON.stringify(value)), {
    'Content-Type': 'application/json; charset=utf-8',
  })
}

export const answerBytes = (
  response: ServerResponse,
  status: number,
  bytes: Uint8Array,
  headers: OutgoingHttpHeaders,
): void => {
  response.writeHead(status, { ...always, ...headers, 'Content-Length': bytes.byteLength })
  response.end(bytes)
}

export const answerText = (response: ServerResponse, status: number, text: string): void => {
  answerBytes(response, status, Buffer.from(text), { 'Content-Type': 'text/plain; charset=utf-8' })
}

/** Starts an answer that goes on: the caller writes to the response. */
export const beginStream = (response: ServerResponse, contentType: string): void => {
  response.writeHead(200, { ...always, 'Content-Type': contentType })
  response.flushHeaders()
}

/** The body of a request, at most `limit` bytes. Throws AppError file.too-large. */
export const bodyOf = async (request: IncomingMessage, limit: number): Promise<Buffer> => {
  const pieces: Buffer[] = []
  let size = 0
  if (Number(request.headers['content-length'] ?? 0) > limit)
    throw new AppError('file.too-large', { params: { limit } })
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.byteLength
    if (size > limit) throw new AppError('file.too-large', { params: { limit } })
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
