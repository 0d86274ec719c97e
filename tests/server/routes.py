"""Every route and whose it is: a new route gets its row here in the same commit."""

from __future__ import annotations

PUBLIC, CODE, ANY_STAFF, CASE, LIST, STATION, LINK = "public", "code", "any staff", "case", "list", "station", "link"
DIVISION = "division"  # written by whoever answers for the division: test_editions.py, test_grid_tasks.py
ROSTER = "roster"  # read by everybody of the district, arranged by the unit's own people: test_rosters.py
EMERGENCY = "emergency"  # switched by leaders, read in the district, marked by who is called: test_emergency_teams.py
WHISTLE = "whistle"  # both sides of a whistle and the district above: test_whistles.py
ARRANGED = "arranged"  # people, posts and absences: written by whoever arranges the person: test_posts_rights.py
MEETING = "meeting"  # prepared and signed by the community's head, finished by whoever it was given to: test_packs.py
INTAKE = "intake"  # questions, other systems' items, law enforcement, covers: test_intake.py, test_exchange.py
RULES = "rules"  # read by all of staff, changed by administrators of the city
REGISTER = "register"  # kept by the station of the place and those above it: test_patrols.py
PATROL = "patrol"  # by whoever works in the place: test_patrols.py
OWN = "own"  # what is addressed to the person or to a post that they hold
INSPECTION = "inspection"  # planned by assessors and coordinators, seen as far as the territory goes
DOUBT = "doubt"  # decided by whoever answers for the evidence of the place: test_doubts.py
SCORES = "scores"  # one's own and those of the territory, unnamed others never: test_assess_scores.py
PUBLISHING = "publishing"  # frozen, shown, closed, rewarded by named assessors and leaders: test_assess_publishing.py
APPEAL = "appeal"  # filed by whoever is scored, decided by another unit: test_assess_appeals.py
SCHEME = "scheme"  # read by all of staff, drafted by assessors, adopted by the city: test_assess_schemes.py
ASSESSOR = "assessor"  # assessors of the district and of the city: test_platform_checks.py
ROUTES = {
    ("GET", "/indicators"): ANY_STAFF,
    ("GET", "/schemes"): ANY_STAFF, ("GET", "/schemes/<int:scheme_id>"): ANY_STAFF, ("POST", "/schemes"): SCHEME,
    ("POST", "/schemes/<int:scheme_id>"): SCHEME, ("POST", "/schemes/<int:scheme_id>/adopt"): SCHEME,
    ("POST", "/schemes/preview"): SCHEME, ("GET", "/assessment-marks"): SCHEME,
    ("POST", "/assessment-marks"): SCHEME, ("POST", "/assessment-marks/<int:mark_id>/decide"): SCHEME,
    ("GET", "/health"): PUBLIC, ("GET", "/workflow"): PUBLIC, ("GET", "/categories"): PUBLIC,
    ("GET", "/settings/public"): PUBLIC, ("GET", "/locate"): PUBLIC, ("GET", "/grids"): PUBLIC,
    ("POST", "/session"): PUBLIC, ("POST", "/reports"): PUBLIC,
    ("GET", "/handbook"): PUBLIC, ("GET", "/duty-list"): PUBLIC,
    ("GET", "/editions"): ANY_STAFF, ("GET", "/editions/<int:edition_id>"): ANY_STAFF,
    ("POST", "/editions"): DIVISION, ("POST", "/editions/<int:edition_id>"): DIVISION,
    ("POST", "/editions/<int:edition_id>/publish"): DIVISION, ("GET", "/grid-tasks"): ANY_STAFF,
    ("POST", "/grid-tasks"): DIVISION, ("POST", "/grid-tasks/<int:task_id>/end"): DIVISION,
    ("GET", "/five-fixes"): ANY_STAFF,
    ("GET", "/reports/<ticket>"): CODE, ("POST", "/reports/<ticket>/rating"): CODE,
    ("POST", "/reports/<ticket>/withdraw"): CODE, ("POST", "/reports/<ticket>/leave"): CODE,
    ("POST", "/reports/<ticket>/review"): CODE, ("POST", "/reports/<ticket>/answer"): CODE,
    ("POST", "/reports/<ticket>/question"): CODE,
    ("GET", "/cases/<int:case_id>/answers"): CASE, ("GET", "/cases/<int:case_id>/templates"): CASE,
    ("POST", "/cases/<int:case_id>/notes"): CASE, ("POST", "/cases/<int:case_id>/enterprise-link"): CASE,
    ("POST", "/cases/<int:case_id>/enterprise-link/<int:link_id>/revoke"): CASE,  # test_answers.py
    ("GET", "/stats/closing"): LIST, ("GET", "/enterprise-answer"): LINK, ("POST", "/enterprise-answer"): LINK,
    ("GET", "/answer-templates"): ANY_STAFF, ("POST", "/answer-templates"): RULES,
    ("POST", "/answer-templates/<int:template_id>"): RULES, ("POST", "/answer-templates/preview"): ANY_STAFF,
    ("POST", "/reports/<ticket>/photos"): CODE, ("POST", "/reports/<ticket>/join"): CODE,
    ("DELETE", "/session"): ANY_STAFF, ("GET", "/me"): ANY_STAFF, ("GET", "/departments"): ANY_STAFF,
    ("GET", "/cases"): LIST, ("GET", "/events"): LIST, ("GET", "/stats/overview"): LIST,
    ("GET", "/stats/grids"): LIST, ("GET", "/stats/stages"): LIST, ("GET", "/stages"): LIST,
    ("GET", "/cases/<int:case_id>/stages"): CASE, ("GET", "/category-stops"): PUBLIC,  # test_calendar.py
    ("GET", "/calendar"): ANY_STAFF, ("POST", "/calendar"): RULES, ("POST", "/calendar/preview"): RULES,
    ("POST", "/restricted-periods"): RULES, ("DELETE", "/restricted-periods/<int:period_id>"): RULES,
    ("POST", "/category-stops"): RULES, ("POST", "/category-stops/<int:stop_id>/end"): RULES,
    ("GET", "/cases/<int:case_id>"): CASE, ("GET", "/cases/<int:case_id>/events"): CASE,
    ("GET", "/responsible"): ANY_STAFF, ("GET", "/cases/<int:case_id>/responsible"): CASE,
    ("GET", "/heads"): PUBLIC, ("GET", "/tree"): ANY_STAFF, ("GET", "/people"): ANY_STAFF,
    ("GET", "/people/<int:person_id>"): ANY_STAFF,
    ("GET", "/tasks"): ANY_STAFF, ("GET", "/me/figures"): ANY_STAFF, ("GET", "/me/reports"): OWN,
    ("POST", "/people"): ARRANGED,
    ("POST", "/people/<int:person_id>"): ARRANGED, ("POST", "/people/<int:person_id>/posts"): ARRANGED,
    ("POST", "/people/<int:person_id>/absences"): ARRANGED, ("POST", "/absences/<int:absence_id>/end"): ARRANGED,
    ("POST", "/people/import"): ARRANGED, ("GET", "/people/export"): ARRANGED,  # test_people_files.py
    ("POST", "/posts/<int:post_id>/end"): ARRANGED, ("POST", "/posts/<int:post_id>/substitute"): ARRANGED,
    ("POST", "/posts/<int:post_id>/hand-over"): ARRANGED, ("GET", "/posts/<int:post_id>/work"): ARRANGED,
    ("POST", "/cases/<int:case_id>/<action>"): CASE, ("POST", "/cases/<int:case_id>/place"): CASE,
    ("GET", "/filters"): ANY_STAFF, ("POST", "/filters"): ANY_STAFF,
    ("DELETE", "/filters/<int:filter_id>"): ANY_STAFF,
    ("GET", "/opinions"): LIST, ("POST", "/opinions/<ticket>/reply"): STATION,
    ("GET", "/reports/<report_id>/identity"): STATION, ("POST", "/photos/<int:photo_id>/release"): STATION,
    ("GET", "/photos/<int:photo_id>/<int:size>.jpg"): LINK,
    ("GET", "/public/photos/<int:photo_id>/<int:size>.jpg"): LINK,  # released copies only: test_published_photos.py
    ("GET", "/notices"): PUBLIC, ("GET", "/emergencies"): EMERGENCY, ("POST", "/emergencies"): EMERGENCY,
    ("GET", "/emergencies/<int:emergency_id>"): EMERGENCY, ("POST", "/emergencies/<int:emergency_id>/end"): EMERGENCY,
    ("GET", "/emergencies/<int:emergency_id>/put-off"): EMERGENCY, ("GET", "/musters/mine"): EMERGENCY,
    ("POST", "/musters/<int:muster_id>/received"): EMERGENCY,
    ("POST", "/musters/<int:muster_id>/arrived"): EMERGENCY,
    ("GET", "/messages"): OWN, ("POST", "/messages/<int:message_id>/read"): OWN,  # test_reminders.py
    ("POST", "/messages/read-all"): OWN, ("GET", "/ladder"): ANY_STAFF, ("POST", "/ladder"): RULES,
    ("GET", "/cases/<int:case_id>/duplicates"): CASE, ("POST", "/cases/<int:case_id>/links"): CASE,
    ("POST", "/cases/<int:case_id>/links/<int:link_id>/end"): CASE, ("GET", "/near-reports"): PUBLIC,
    ("GET", "/stats/recurrence"): LIST,
    ("GET", "/routing/rules"): ANY_STAFF, ("POST", "/routing/rules"): RULES, ("POST", "/routing/order"): RULES,
    ("POST", "/routing/rules/<int:rule_id>"): RULES, ("DELETE", "/routing/rules/<int:rule_id>"): RULES,
    ("GET", "/rulings"): LIST, ("POST", "/cases/bulk"): CASE, ("GET", "/cases/<int:case_id>/parties"): CASE,
    ("POST", "/cases/<int:case_id>/parties"): CASE, ("POST", "/cases/<int:case_id>/premises"): CASE,
    ("DELETE", "/cases/<int:case_id>/parties/<int:party_id>"): CASE,
    ("POST", "/cases/<int:case_id>/legacy"): CASE, ("POST", "/cases/<int:case_id>/legacy/end"): CASE,
    ("POST", "/cases/<int:case_id>/border"): CASE, ("POST", "/cases/<int:case_id>/source"): CASE,
    ("POST", "/routing/try"): ANY_STAFF, ("GET", "/cases/<int:case_id>/routing"): CASE,
    ("POST", "/cases/<int:case_id>/whistles"): CASE, ("GET", "/whistles"): LIST, ("GET", "/stats/whistles"): LIST,
    ("GET", "/whistles/rules"): ANY_STAFF, ("GET", "/whistles/<int:whistle_id>"): WHISTLE,
    ("POST", "/whistles/<int:whistle_id>/<act>"): WHISTLE,
    ("GET", "/doubts"): LIST, ("POST", "/doubts/<int:doubt_id>"): DOUBT,
    ("GET", "/rechecks"): ANY_STAFF, ("POST", "/rechecks/<int:recheck_id>"): DOUBT,
    ("GET", "/cases/<int:case_id>/recheck"): CASE, ("GET", "/evidence-rules"): ANY_STAFF,
    ("POST", "/evidence-rules"): DOUBT,
    ("GET", "/rosters"): ROSTER, ("GET", "/duty"): ROSTER, ("POST", "/rosters/fill"): ROSTER,
    ("POST", "/rosters/shifts"): ROSTER, ("POST", "/rosters/shifts/<int:shift_id>/swap"): ROSTER,
    ("DELETE", "/rosters/shifts/<int:shift_id>"): ROSTER,
    ("GET", "/questions"): ANY_STAFF, ("POST", "/questions"): INTAKE, ("POST", "/questions/<code>"): INTAKE,
    ("GET", "/cases/nearby"): LIST, ("POST", "/intake/import"): INTAKE, ("GET", "/intake/replies.<kind>"): INTAKE,
    ("GET", "/cases/<int:case_id>/law-package"): CASE, ("POST", "/cases/<int:case_id>/law-package"): CASE,
    ("POST", "/intake/law-returns"): INTAKE, ("GET", "/stats/law"): LIST,
    ("GET", "/cases/<int:case_id>/sheet.pdf"): CASE,
    ("POST", "/photos/<int:photo_id>/cover"): STATION,
    ("GET", "/sources"): LIST, ("POST", "/sources"): REGISTER, ("GET", "/sources/<int:source_id>"): LIST,
    ("POST", "/sources/<int:source_id>"): REGISTER, ("POST", "/sources/import"): REGISTER,
    ("GET", "/sources/export"): REGISTER, ("GET", "/source-kinds"): ANY_STAFF, ("GET", "/patrol-plan"): ANY_STAFF,
    ("POST", "/patrol-plan"): REGISTER, ("GET", "/patrols/coverage"): LIST, ("GET", "/patrols/next"): LIST,
    ("POST", "/patrols"): PATROL, ("POST", "/patrols/<int:patrol_id>/visits"): PATROL,
    ("POST", "/patrols/<int:patrol_id>/finish"): PATROL, ("POST", "/visits"): PATROL, ("GET", "/visits"): LIST,
    ("GET", "/contact-ways"): PUBLIC, ("POST", "/contact-codes"): PUBLIC,  # test_notices.py
    ("POST", "/contact-codes/<code_id>/check"): PUBLIC, ("GET", "/reporter-notices"): LIST,
    ("POST", "/reporter-notices/<int:notice_id>/retry"): RULES, ("GET", "/restrictions"): LIST,
    ("GET", "/reports/<ticket>/origin"): STATION, ("POST", "/restrictions"): STATION,
    ("POST", "/restrictions/<int:restriction_id>/end"): STATION,
    ("POST", "/restrictions/<int:restriction_id>/review"): STATION,
    ("POST", "/reports/<ticket>/restriction-review"): CODE,
    ("POST", "/urgent-calls"): OWN, ("GET", "/urgent-calls"): OWN, ("GET", "/urgent-calls/<int:call_id>"): OWN,
    ("POST", "/urgent-calls/<int:call_id>/received"): OWN, ("POST", "/urgent-calls/<int:call_id>/withdraw"): OWN,
    ("GET", "/public/cases"): PUBLIC, ("GET", "/sounds/<int:sound_id>"): LINK,  # test_citizen.py
    ("GET", "/work-reminders"): OWN, ("POST", "/work-reminders/<int:reminder_id>/answer"): OWN,
    ("POST", "/work-reminders/<int:reminder_id>/withdraw"): OWN,  # test_platform_checks.py
    ("GET", "/check-plans"): ASSESSOR, ("POST", "/check-plans"): ASSESSOR, ("POST", "/check-plans/preview"): ASSESSOR,
    ("GET", "/samples"): LIST, ("GET", "/samples/<int:sample_id>"): ASSESSOR,
    ("POST", "/samples/<int:sample_id>/check"): ASSESSOR, ("GET", "/check-outliers"): ASSESSOR,
    ("POST", "/check-outliers/<grid>/propose"): ASSESSOR, ("GET", "/check-results"): LIST,
    ("GET", "/missed-finds"): OWN, ("POST", "/missed-finds"): ASSESSOR,
    ("POST", "/missed-finds/<int:missed_id>/withdraw"): ASSESSOR, ("GET", "/cases/<int:case_id>/missed-find"): ASSESSOR,
    ("GET", "/inspections"): LIST, ("GET", "/inspection-forms"): ANY_STAFF,  # test_inspections.py
    ("POST", "/inspections"): INSPECTION, ("GET", "/inspections/<int:inspection_id>"): INSPECTION,
    ("POST", "/inspections/<int:inspection_id>"): INSPECTION,
    ("POST", "/inspections/<int:inspection_id>/start"): INSPECTION,
    ("POST", "/inspections/<int:inspection_id>/close"): INSPECTION,
    ("POST", "/inspections/<int:inspection_id>/places"): INSPECTION,
    ("POST", "/inspections/<int:inspection_id>/places/<int:place_id>/remove"): INSPECTION,
    ("GET", "/inspections/<int:inspection_id>/places/<int:place_id>"): INSPECTION,
    ("POST", "/inspections/<int:inspection_id>/places/<int:place_id>/record"): INSPECTION,
    ("POST", "/inspections/<int:inspection_id>/places/<int:place_id>/skip"): INSPECTION,
    ("POST", "/inspections/<int:inspection_id>/places/<int:place_id>/items/<code>/case"): INSPECTION,
    ("GET", "/inspections/<int:inspection_id>/results"): INSPECTION,
    ("GET", "/inspections/<int:inspection_id>/results/export"): INSPECTION,
    ("GET", "/cases/<int:case_id>/inspection"): CASE,
    ("GET", "/meeting-packs"): LIST, ("POST", "/meeting-packs"): MEETING,
    ("GET", "/meeting-packs/<int:pack_id>"): MEETING, ("POST", "/meeting-packs/<int:pack_id>"): MEETING,
    ("POST", "/meeting-packs/<int:pack_id>/refresh"): MEETING, ("POST", "/meeting-packs/<int:pack_id>/sign"): MEETING,
    ("POST", "/meeting-packs/<int:pack_id>/supplements"): MEETING,
    ("GET", "/meeting-packs/<int:pack_id>/file"): MEETING, ("POST", "/meeting-packs/<int:pack_id>/items"): MEETING,
    ("DELETE", "/meeting-packs/<int:pack_id>/items/<int:item_id>"): MEETING, ("GET", "/meeting-items"): OWN,
    ("POST", "/meeting-items/<int:item_id>/done"): MEETING, ("POST", "/meeting-items/<int:item_id>/withdraw"): MEETING,
    ("POST", "/meeting-items/<int:item_id>/return"): MEETING,
    ("GET", "/assessment-periods"): SCORES, ("GET", "/assessments"): SCORES,
    ("GET", "/assessments/live"): SCORES, ("GET", "/assessments/live/explain"): SCORES,
    ("GET", "/assessments/live/fact"): SCORES, ("GET", "/assessments/live/shown"): SCORES,
    ("GET", "/assessments/<int:score_id>"): SCORES, ("GET", "/assessments/<int:score_id>/explain"): SCORES,
    ("GET", "/assessments/<int:score_id>/fact"): SCORES, ("GET", "/assessments/<int:score_id>/shown"): SCORES,
    ("GET", "/assessments/<int:score_id>/peers"): SCORES,
    ("GET", "/appeals"): OWN, ("GET", "/appeals/form"): APPEAL, ("POST", "/appeals"): APPEAL,
    ("GET", "/appeals/<int:appeal_id>"): APPEAL, ("POST", "/appeals/<int:appeal_id>/second"): APPEAL,
    ("POST", "/appeals/<int:appeal_id>/withdraw"): APPEAL, ("POST", "/appeals/<int:appeal_id>/decide"): APPEAL,
    ("POST", "/appeals/<int:appeal_id>/revoke"): APPEAL, ("GET", "/exclusions/form"): APPEAL,
    ("POST", "/exclusions"): APPEAL, ("GET", "/public/appeals"): PUBLIC,
    ("GET", "/publishing/periods"): ANY_STAFF, ("POST", "/publishing/periods/<int:assessment_id>/freeze"): PUBLISHING,
    ("POST", "/publishing/periods/<int:assessment_id>/display"): PUBLISHING,
    ("POST", "/publishing/periods/<int:assessment_id>/final"): PUBLISHING,
    ("GET", "/public/assessments"): PUBLIC, ("GET", "/public/assessments/<int:assessment_id>"): PUBLIC,
    ("GET", "/public/assessments/<int:assessment_id>/records"): PUBLIC,
    ("GET", "/public/assessments/<int:assessment_id>/records/<int:number>"): PUBLIC,
    ("POST", "/public/assessments/<int:assessment_id>/objections"): PUBLIC,
    ("POST", "/public/rewards/<int:reward_id>/objections"): PUBLIC, ("GET", "/public/objections/<ticket>"): CODE,
    ("GET", "/objections"): LIST, ("POST", "/objections/<int:objection_id>/answer"): PUBLISHING,
    ("GET", "/rewards"): OWN, ("POST", "/rewards"): PUBLISHING, ("POST", "/rewards/by-rule"): PUBLISHING,
    ("POST", "/rewards/<int:reward_id>/<act>"): PUBLISHING,
    ("GET", "/annual-sheets/<code>"): LIST, ("GET", "/annual-sheets/<code>/file"): LIST,
    ("GET", "/burden"): LIST, ("GET", "/burden/items"): LIST,  # test_assess_appeals.py
}
