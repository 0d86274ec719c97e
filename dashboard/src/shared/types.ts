// The shapes of /api/v1 as the pages read them. Times are RFC 3339 strings in UTC; positions are WGS-84 degrees.
import type { Question } from './questions'
export type Phase = 'discover' | 'handle' | 'evaluate' | 'feedback'
export interface Named { code: string; name: string }

export interface Post {
  role: string; role_name: string
  division: string; division_name: string
  department: string | null; department_name: string | null
  from: string; to: string | null
  post_id?: number | null
  /** The absent holder's name while the person stands in. */
  stands_in_for?: string | null
}
export interface Person { id: number; name: string; posts: Post[] }
export interface Me { person: Person; csrf_token: string }

export interface PublicSettings {
  city: { code: string; name: string; centre: [number, number]; bbox: [number, number, number, number] }
  simulated: boolean
  base_map: { url: string; attribution: string } | null
  /** How long and how large a recording may be, and which kinds are asked for one. */
  sound?: { seconds: number; kilobytes: number; files: number; categories: string[] }
  version: string
}

export interface Photo { id: string; purpose: string; small: string; large: string; width: number; height: number; released?: boolean; at?: string }

export interface Category {
  code: string; parent: string | null; root: 'sanitation' | 'ecology' | 'other'
  name: string; public_name: string; name_en: string; public_name_en?: string; public: boolean; severity: number
  /** How the name is spelt in letters, and the first letter of each syllable. */
  pinyin?: string; initials?: string
  lead: string; lead_name: string; assist: string[]; level: string
  evidence: string[]; look_for: string; law: string
  limits: Record<string, { amount: number; unit: string; text: string }>
}
export interface CategoryAnswer { roots: Named[]; categories: Category[]; sources: Named[]; decline_reasons: Named[]; questions?: Question[]; premises?: Premises[] }
/** A kind of premises that a report may name. */
export interface Premises extends Named { name_en: string }

export interface Place {
  district: Named | null; town: Named | null; street_grid: Named | null; sub_grid: Named | null; community: Named | null
}
export interface Located extends Place { kind: 'land' | 'sea'; snapped_m: number }

export interface GridProperties {
  code: string; name: string; level: string; parent: string | null; community: string | null
  kind: 'land' | 'sea'; area_km2: number; centre: [number, number]
}
export interface GridCollection extends GeoJSON.FeatureCollection<GeoJSON.MultiPolygon | GeoJSON.Polygon, GridProperties> {
  schematic?: boolean; note?: string
}

export interface Duplicate {
  case_id: number | string; number: string; category: Named | string
  distance_m: number; reported_at: string; state_name: string; reports: number
  /** Likeness 0–100, and whether it is worth a look. */
  score?: number; likely?: boolean
}
export interface Receipt {
  id: string; ticket: string; query_code: string; state: string
  grid: Named | null; case_id: number | string | null
  /** The station or, at sea and for places only told in words, the district that takes it. */
  accepted_by?: string
  declined_nearby?: { distance_m: number; declined_at: string | null; reason: string; explain: string }[]
  possible_duplicates: Duplicate[]; place: Place | null; received_at: string; clock_skewed?: boolean
  restricted?: Restricted | null
}

/** Why the own report is read later, and whether a review can still be asked for. */
export interface Restricted { on: string; on_name: string; until: string; reason: string; unit: string; text: string; appealed_at: string | null; can_appeal: boolean; outcome: string | null }

export interface TimelineStep { at: string; title: string; text: string | null; unit: string | null; photos: Photo[] }
export type ReportAct = 'withdraw' | 'leave' | 'review' | 'answer' | 'photos' | 'join' | 'rate' | 'question'
export interface Rating { solved: 'yes' | 'partly' | 'no'; satisfaction: number | null; comment: string | null; at: string; current?: boolean }
export interface ReportStatus {
  ticket: string; intent: 'complaint' | 'feedback' | 'suggestion'
  /** `phase` is null for opinions and suggestions: they are answered, not handled. */
  category: Named | null; state: string; state_name: string; phase: Phase | null
  description?: string | null; photos?: Photo[]
  received_at: string; place_text: string | null; grid: Named | null
  responsible: { name: string } | null
  next_deadline: { at: string; text: string } | null
  timeline: TimelineStep[]
  answer: { text: string; unit: string; at: string; photos: Photo[]; adopted?: boolean | null } | null
  feedback: { text: string; at: string } | null
  can: ReportAct[]; rating: Rating | null; reports: number
  rate_until: string | null; reopen_until: string | null; reopen_asked?: boolean
  restricted?: Restricted | null
}

export interface CaseItem extends Place {
  id: number; number: string; version: number
  state: string; state_name: string; phase: Phase
  category: Named; severity: number; source: string; source_name: string
  lon: number | null; lat: number | null; place_text: string | null
  department: Named | null; assignee: { id: number; name: string } | null
  reported_at: string; updated_at: string
  due_at: string | null; warn_at: string | null; due_stage: string | null; due_stage_name: string | null
  late: boolean; put_off: boolean; reports: number; thumb: string | null; flags: Named[]
  whose_turn: { name: string; unit: string; role_name: string } | null
}
export interface CaseList { items: CaseItem[]; next: string | null; as_of: string }

export type FieldKind = 'text' | 'choice' | 'department' | 'category' | 'datetime' | 'date' | 'photos' | 'case' | 'boolean' | 'person' | 'limit' | 'points' | 'departments' | 'order'
export interface ActionField { name: string; kind: FieldKind; label: string; required: boolean; choices: { value: string; label: string }[] }
export interface AllowedAction { action: string; name: string; primary: boolean; key: string; why: string; fields: ActionField[] }

export interface CaseReport {
  ticket: string; id?: string; source_name: string; received_at: string; description: string | null
  anonymous: boolean; has_contact: boolean; photos: Photo[]
}
export interface CaseNote { at: string; kind: string; text: string; who: string; unit: string; visibility: string }
export interface Order { id: number; at: string; text: string; due_at: string | null; unit: string; open: boolean }
/** In the detail `reports` is the list of joined reports, in the list item it is their number. */
export interface CaseDetail extends Omit<CaseItem, 'reports'> {
  reports: CaseReport[]
  description: string | null
  explanation: {
    routing: { lead: Named | null; assist: Named[]; rule: string; reason: string; rule_id: number | null; rule_name: string } | null
    deadline: string | null
  }
  allowed_actions: AllowedAction[]
  photos: Photo[]; notes: CaseNote[]; ratings: Rating[]
  confirmation: string | null; orders: Order[]
  handled: { unit: string; at: string; note: string | null } | null
  answer: { text: string; unit: string; at: string } | null
  feedback: { text: string; at: string } | null
  main_case: { id: number; number: string } | null
  merged: { id: number; number: string }[]
  nearby: CaseItem[]
  undo: { action: string; until: string } | null
}

export interface Actor { name: string; unit: string | null; kind: string }
export interface CaseEvent { seq: number; n: number; name: string; title: string; at: string; actor: Actor; text: string | null; data: Record<string, unknown> }
export interface LiveEvent {
  seq: number; subject: { kind: string; id: number | string }; name: string; title: string; at: string; actor: Actor
  district: string | null; town: string | null; street_grid: string | null; department: string | null
  data: Record<string, unknown>
}
export interface EventAnswer { events: LiveEvent[]; next_after: number }

export interface Figure { value: number; definition: string; link: string }
export interface PhaseFigures {
  phase: Phase; name: string; stock: Figure; today: Figure; late: Figure
  states: { state: string; name: string; value: number; link: string }[]
}
export interface Overview {
  division: { code: string; name: string; level: string }
  as_of: string; seq: number; simulated: boolean
  phases: PhaseFigures[]; stock: Figure; late: Figure; warning: Figure; supervised: Figure; escalated: Figure; recurring: Figure; low?: Figure
  today: { reported: Figure; closed: Figure }
  trend: { date: string; reported: number; closed: number }[]
}
export interface GridFigures { as_of: string; level: string; definition: string; items: { code: string; open: number; late: number; per_km2: number }[] }

export interface Workflow {
  states: { code: string; name: string; phase: Phase | null; final: boolean }[]
  phases: { code: Phase; name: string }[]
  actions: { code: string; name: string; sources: string[]; target: string | null; roles: string[]; fields: ActionField[]; clock: string; why: string }[]
  roles: Named[]; diagram: string
}
export interface Department { code: string; name: string; short_name: string; kind: string; level: string; division: string }
