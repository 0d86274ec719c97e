export type TemplateAction = 'check-pass' | 'close' | 'decline' | 'ask-reporter'
export interface Template {
  id: number; action: TemplateAction; category: string | null; name: string; text: string; active: boolean
  changed_by: string; changed_at: string
}
export interface Templates { items: Template[]; placeholders: string[] }
export interface Preview { text: string; unknown: string[] }
export type TemplateDraft = Pick<Template, 'action' | 'category' | 'name' | 'text' | 'active'> & { id: number | null }
