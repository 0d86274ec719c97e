// What a form and its fields know of each other: the server's complaints by name, and which names have a field.
import type { ComputedRef, InjectionKey } from 'vue'

export interface FormFields { complaints: ComputedRef<Record<string, string>>; names: Set<string> }
export const FIELDS: InjectionKey<FormFields> = Symbol('fields')
