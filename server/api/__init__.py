"""The HTTP edge: all blueprints on one line."""

from server.api.annual_sheets import annual_sheets
from server.api.answer_templates import answer_templates
from server.api.appeals import appeals
from server.api.assessments import assessments
from server.api.burden import burden
from server.api.calendar import calendar
from server.api.cases import cases
from server.api.catalogue import catalogue_api
from server.api.checks import checks
from server.api.citizen import citizen
from server.api.city import city_api
from server.api.closing import closing
from server.api.contacts import contacts
from server.api.directory import directory
from server.api.editions import editions
from server.api.emergencies import emergencies
from server.api.enterprise import enterprise
from server.api.evidence import evidence
from server.api.exchange import exchange
from server.api.feed import feed
from server.api.filters import filters
from server.api.indicators import indicators
from server.api.inspections import inspections
from server.api.intake import intake
from server.api.jurisdiction import jurisdiction
from server.api.ladder import ladder_api
from server.api.legacy import legacy
from server.api.likeness import likeness
from server.api.messages import messages
from server.api.mine import mine
from server.api.missed_finds import missed_finds
from server.api.openapi import openapi
from server.api.opinions import opinions
from server.api.packs import packs
from server.api.patrols import patrols
from server.api.people_files import people_files
from server.api.posts import posts
from server.api.publishing import publishing
from server.api.reports import reports
from server.api.restrictions import restrictions
from server.api.rewards import rewards
from server.api.rosters import rosters
from server.api.routing import routing
from server.api.schemes import schemes
from server.api.sessions import sessions
from server.api.sources import sources
from server.api.stage_figures import stage_figures
from server.api.urgent_calls import urgent_calls
from server.api.whistles import whistles
from server.api.work_reminders import work_reminders

BLUEPRINTS = (catalogue_api, sessions, city_api, filters, reports, opinions, cases, feed, calendar, directory, posts,
              people_files, rosters, routing, jurisdiction, editions, emergencies, intake, likeness, evidence, messages,
              ladder_api, exchange, closing, enterprise, answer_templates, whistles, stage_figures, citizen,
              sources, patrols, mine, urgent_calls, contacts,
              restrictions, legacy, assessments, work_reminders, checks, inspections, packs, appeals, burden,
              missed_finds, publishing, rewards, annual_sheets, schemes, indicators, openapi)
