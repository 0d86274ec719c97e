"""All tables in one import, for migrations and for readers."""

from server.models.bookkeeping import Attempts, JobLease, RepeatedRequest, Serial
from server.models.case import Case, CaseNote, Order, Recusal
from server.models.city import CategoryRow, Department, DivisionRow
from server.models.ledger import Event
from server.models.people import Person, PersonPost, SignIn
from server.models.photo import Photo, PhotoEvidence
from server.models.registry import Model
from server.models.report import IdentityLook, Rating, Reply, Report, ReportDetail, ReporterIdentity

__all__ = [
    "Attempts", "Case", "CaseNote", "CategoryRow", "Department", "DivisionRow", "Event", "IdentityLook",
    "JobLease", "Model", "Order", "Person", "PersonPost", "Photo", "PhotoEvidence", "Rating", "Recusal",
    "RepeatedRequest", "Reply", "Report", "ReportDetail", "ReporterIdentity", "Serial", "SignIn",
]
