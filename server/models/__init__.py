"""All tables in one import, for migrations and for readers."""

from server.models.answers import AnswerTemplate, EnterpriseLink, ReporterQuestion
from server.models.bookkeeping import Attempts, JobLease, RepeatedRequest, Serial
from server.models.case import Case, CaseNote, Order, Recusal
from server.models.city import CategoryRow, Department, DivisionRow
from server.models.clock import CaseStage, RuleSet
from server.models.duty import DutyShift, Edition, GridTask
from server.models.emergency import Emergency, Muster, PutOff
from server.models.intake import Question, ReportAnswers
from server.models.ledger import Event
from server.models.message import Message, MessageRead
from server.models.people import Absence, Assignment, Person, PersonPost, SignIn
from server.models.photo import Photo, PhotoEvidence
from server.models.registry import Model
from server.models.report import IdentityLook, Rating, Reply, Report, ReportDetail, ReporterIdentity
from server.models.search import CountedCase, Counter, SavedFilter, SearchRow

__all__ = [
    "Absence", "AnswerTemplate", "Assignment", "Attempts", "Case", "CaseNote", "CaseStage", "CategoryRow",
    "Department", "DivisionRow",
    "DutyShift", "Edition", "Emergency", "EnterpriseLink", "Event", "GridTask", "IdentityLook", "JobLease",
    "Message", "MessageRead", "Model", "Muster", "Order", "Person",
    "PersonPost", "Photo", "PhotoEvidence", "PutOff", "Question", "Rating", "Recusal",
    "RepeatedRequest", "Reply", "Report", "ReportAnswers",
    "ReportDetail", "ReporterIdentity", "ReporterQuestion", "RuleSet", "Serial", "SignIn",
    "CountedCase", "Counter", "SavedFilter", "SearchRow",
]
