// Answers of /public/assessments, as /api/openapi.json documents them.
export interface Head { id: number; name: string; first: string; last: string; state: string; as_of: string; displayed_at: string | null; display_until: string | null; simulated: boolean; hash: string | null; open: boolean }
export interface Row { owner: string; name: string; points: number | null; grade: string | null; n: number; rank: number | null; rank_of: number | null; peer_group: string | null; group_rank: number | null; group_of: number | null }
export interface Shown extends Head { scheme: { version: number; title: string }; note: string; level: string; n: number; items: Row[]; levels: { code: string; name: string; n: number }[] }
export interface Rewarded { id: number; name: string; period: string; amount: number | null; measure: string; measure_name: string; tier_name: string; display_until: string; simulated: boolean }
export interface Displays { items: Head[]; as_of: string; note: string; rewards: Rewarded[] }
export interface Receipt { ticket: string; query_code: string; at: string }
export interface Own { ticket: string; at: string; words: string; answer: string | null; answered_at: string | null }
/** One revision and what it takes to check its hash without trusting this page. */
export interface Kept { number: number; kind: string; kind_name: string; at: string; hash: string; rest: string; file: string; link: string; command: string }
/** What somebody objects to: where it is sent, the unit's code if one is meant, and how it is called. */
export interface Objected { path: string; code: string | null; name: string }
