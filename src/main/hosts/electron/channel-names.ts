// Names of the only two messages between main and preload.

/** Main hands out a port to the book process. */
export const bookPortMessage = 'piaobu:book-port'
/** The page is there and wants a port. */
export const wantPortMessage = 'piaobu:want-port'
