// Secrets wrapped by the system's key chain. Where there is none, or only Electron's fixed password (`basic_text`), values
// are stored plain in the user's own file and the app says so: wrapping that anyone can undo only looks safe.
import { AppError } from '../../../shared/errors.ts'
import { plainValues, wrappedPrefix, type SecretWrapping } from '../secrets-file.ts'

/** What of Electron's safeStorage is used. */
export interface SafeStorageLike {
  isEncryptionAvailable(): boolean
  /** Linux only. */
  getSelectedStorageBackend?(): string
  encryptString(plain: string): Buffer
  decryptString(encrypted: Buffer): string
}

export interface KeyChain {
  readonly isProtected: boolean
  readonly wrapping: SecretWrapping
}

/** Takes safeStorage after the app is ready. */
export const keyChainOf = (storage: SafeStorageLike, platform: NodeJS.Platform): KeyChain => {
  const isAvailable = storage.isEncryptionAvailable()
  const isBasic = platform === 'linux' && storage.getSelectedStorageBackend?.() === 'basic_text'
  const unwrap = (stored: string): string => {
    try {
      return storage.decryptString(Buffer.from(stored.slice(wrappedPrefix.length), 'base64'))
    } catch (cause) {
      throw new AppError('secrets.locked', { cause })
    }
  }
  if (!isAvailable) return { isProtected: false, wrapping: plainValues }
  // Values wrapped earlier can still be opened with the fixed password.
  if (isBasic) return { isProtected: false, wrapping: { wrap: (value) => value, unwrap } }
  return {
    isProtected: true,
    wrapping: {
      wrap: (value) => `${wrappedPrefix}${storage.encryptString(value).toString('base64')}`,
      unwrap,
    },
  }
}
