// The platform's listening port. A server that listens cannot refuse a connection, so while a `refuse` rule on nothing but
// time is in force the port is really closed and its connections are cut; clients get ECONNREFUSED. It opens again by itself.
import { createServer, type RequestListener, type Server } from 'node:http'

const lookEveryMs = 20

export interface Door {
  readonly port: number
  isOpen(): boolean
  /** Look at once whether the door should be open; keeps looking while `mayShut()`. */
  look(): void
  close(): Promise<void>
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const onError = (cause: Error): void => reject(cause)
    server.once('error', onError)
    server.listen(port, host, 1024, () => {
      server.off('error', onError)
      resolve()
    })
  })

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

const portOf = (server: Server): number => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}

/** A server for `listener`, open. Rejects when the port is taken. */
export const openServer = async (
  listener: RequestListener,
  port: number,
  host: string,
): Promise<{ readonly server: Server; readonly port: number }> => {
  const server = createServer({ keepAliveTimeout: 65_000, noDelay: true }, listener)
  await listen(server, port, host)
  return { server, port: portOf(server) }
}

/** Opens the platform's port and keeps it open or shut as `isShut` says. */
export const openDoor = async (options: {
  readonly listener: RequestListener
  readonly port: number
  readonly host: string
  readonly isShut: () => boolean
  readonly mayShut: () => boolean
}): Promise<Door> => {
  const { server, port } = await openServer(options.listener, options.port, options.host)
  let isOpen = true
  let moving: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  const move = async (): Promise<void> => {
    if (isOpen) {
      isOpen = false
      await stop(server)
    } else {
      await listen(server, port, options.host)
      isOpen = true
    }
  }
  const look = (): void => {
    if (options.mayShut() || !isOpen) {
      timer ??= setInterval(look, lookEveryMs)
    } else if (timer !== undefined) {
      clearInterval(timer)
      timer = undefined
    }
    if (moving !== undefined || isOpen !== options.isShut()) return
    // A port somebody took meanwhile is tried again at the next look.
    moving = move()
      .catch(() => undefined)
      .finally(() => {
        moving = undefined
      })
  }
  return {
    port,
    isOpen: () => isOpen,
    look,
    async close() {
      clearInterval(timer)
      timer = undefined
      await moving
      if (isOpen) await stop(server)
      isOpen = false
    },
  }
}
