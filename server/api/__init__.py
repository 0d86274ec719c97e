"""The HTTP edge: all blueprints on one line."""

from server.api.cases import cases
from server.api.catalogue import catalogue_api
from server.api.city import city_api
from server.api.feed import feed
from server.api.openapi import openapi
from server.api.opinions import opinions
from server.api.reports import reports
from server.api.sessions import sessions

BLUEPRINTS = (catalogue_api, sessions, city_api, reports, opinions, cases, feed, openapi)
