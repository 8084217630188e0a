// The book over HTTP on 127.0.0.1: POST /api/call, streamed lines from GET /api/events, PUT /api/file, GET /file.
// The token goes in the Authorization header and nowhere else.
import { filePieceBytes, type CallReply, type EventMessage } from '../../shared/contract/wire.ts'
import { CallError } from './call-error.ts'
import { followEvents } from './event-stream.ts'
import { ConnectionLost, type Transport } from './transport.ts'

export const createHttpTransport = (token: string | undefined): Transport => {
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    let response: Response
    try {
      response = await fetch(path, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${token ?? ''}` },
      })
    } catch (cause) {
      throw init.signal?.aborted === true ? cause : new ConnectionLost('no answer', { cause })
    }
    if (response.status === 401 || response.status === 403) throw new CallError({ code: 'session.missing' })
    return response
  }

  const json = async <T>(response: Response): Promise<T> => {
    try {
      // The host is ours and answers with this shape on every status; what it says was parsed on arrival there.
      return (await response.json()) as T
    } catch (cause) {
      throw new ConnectionLost(`no reply in an answer ${response.status}`, { cause })
    }
  }

  const stage = async (path: string, init: RequestInit): Promise<unknown> => {
    const reply = await json<CallReply>(await request(path, init))
    if (!reply.ok) throw new CallError(reply.error)
    return reply.value
  }

  return {
    call: async (call) =>
      json<CallReply>(
        await request('/api/call', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(call),
        }),
      ),

    subscribe: (onNews, resumed) =>
      followEvents(
        (signal) => request('/api/events', { signal }),
        (line) => onNews(JSON.parse(line) as EventMessage),
        resumed,
      ),

    putFile: async (file) => {
      const begun = await stage('/api/file', { method: 'POST', body: JSON.stringify({ name: file.name }) })
      const { fileId } = begun as { readonly fileId: string }
      for (let from = 0; from < file.size; from += filePieceBytes) {
        await stage(`/api/file/${fileId}`, { method: 'PUT', body: file.slice(from, from + filePieceBytes) })
      }
      await stage(`/api/file/${fileId}`, { method: 'POST' })
      return fileId
    },

    getFile: async (id) => {
      const response = await request(`/file/${encodeURIComponent(id)}`)
      if (!response.ok) throw new CallError({ code: 'file.missing' })
      return response.blob()
    },
  }
}
