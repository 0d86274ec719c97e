// Pictures of own cases, kept by the service worker (cache of this name); they go at sign-out.
export const PICTURES = 'field-pictures'
