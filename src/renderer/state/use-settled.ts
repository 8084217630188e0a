// A value that has stopped changing: what was typed, once the fingers rest.
import { useEffect, useState } from 'react'

export const useSettled = <T>(value: T, restMs: number): T => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs)
    return () => clearTimeout(timer)
  }, [value, restMs])
  return settled
}
