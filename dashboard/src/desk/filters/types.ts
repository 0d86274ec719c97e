// What GET and POST /filters answer.
export interface SavedFilter { id: number; name: string; query: Record<string, string>; link: string }
