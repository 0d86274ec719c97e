// Parts of a case beside its own facts: each gets {file, post, settings}, says `stepped` with a fresh file or `changed`, and
// shows nothing when the case has nothing of its kind.
import type { Component } from 'vue'
import DoubtPanel from '../doubts/DoubtPanel.vue'
import PapersPanel from '../intake/PapersPanel.vue'
import ToldPanel from '../intake/ToldPanel.vue'
import LegacyPanel from '../legacy/LegacyPanel.vue'
import LikenessPanel from '../likeness/LikenessPanel.vue'
import AsidePanel from '../aside/AsidePanel.vue'
import AnswersPanel from '../answers/AnswersPanel.vue'
import NotesPanel from '../answers/NotesPanel.vue'
import OriginPanel from '../origin/OriginPanel.vue'
import MissedPanel from '../missed/MissedPanel.vue'
import BelongingPanel from '../routing/BelongingPanel.vue'
import PartiesPanel from '../routing/PartiesPanel.vue'
import PrecedentsPanel from '../routing/PrecedentsPanel.vue'
import OrdersPanel from '../orders/OrdersPanel.vue'
import RestrictPanel from '../restrictions/RestrictPanel.vue'
import WhistlesPanel from '../whistles/WhistlesPanel.vue'
import SoundsPanel from '../sounds/SoundsPanel.vue'
import StagesPanel from '../stages/StagesPanel.vue'

/** In the left column, below the facts. */
export const KNOWN: readonly Component[] = [ToldPanel, OriginPanel, SoundsPanel, LikenessPanel, DoubtPanel, WhistlesPanel, StagesPanel, OrdersPanel, AnswersPanel, NotesPanel]
/** In the right column, below the steps. */
export const BESIDE: readonly Component[] = [PrecedentsPanel, BelongingPanel, PartiesPanel, PapersPanel, RestrictPanel, LegacyPanel, AsidePanel, MissedPanel]
