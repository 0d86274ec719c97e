"""All tables in one import, for migrations and for readers."""

from server.models.answers import AnswerTemplate, EnterpriseLink, ReporterQuestion
from server.models.appeal import Appeal, AppealInstance, AppealPhoto, ScoreChange
from server.models.assessment import (
    Assessment,
    AssessmentExemption,
    AssessmentFact,
    AssessmentLine,
    AssessmentScheme,
    AssessmentScore,
)
from server.models.assessment_mark import AssessmentMark
from server.models.bookkeeping import Attempts, JobLease, RepeatedRequest, Serial
from server.models.calendar import (
    CalendarDay,
    CalendarHours,
    CalendarStop,
    CalendarYear,
    CaseMilestone,
    CategoryStop,
    RestrictedPeriodRow,
    Retiming,
)
from server.models.case import Case, CaseNote, Order, Recusal
from server.models.city import CategoryRow, Department, DivisionRow
from server.models.clock import CaseStage, RuleSet
from server.models.display import AssessmentRevision, Objection, Reward, RewardDecision
from server.models.duty import DutyShift, Edition, GridTask
from server.models.emergency import Emergency, Muster, PutOff
from server.models.escalation import OrderWord, Reminder, RungRow
from server.models.evidence import EvidenceFlag, EvidenceRule, Recheck, RecheckPhoto
from server.models.inspection import (
    Inspection,
    InspectionAnswer,
    InspectionInspector,
    InspectionPhoto,
    InspectionPlace,
)
from server.models.intake import Question, ReportAnswers
from server.models.ledger import Event
from server.models.likeness import CaseLink, PhotoBand
from server.models.message import Message, MessageRead
from server.models.missed_find import MissedFind
from server.models.notice import ContactCode, ReporterNotice
from server.models.pack import MeetingPack, PackItem, PackSupplement
from server.models.patrol import Patrol, PatrolRule, PollutionSource, Visit, VisitWords
from server.models.people import Absence, Assignment, Person, PersonPost, SignIn
from server.models.photo import Photo, PhotoEvidence
from server.models.platform_check import CheckPlan, CheckProposal, PlatformSample, SampleLook
from server.models.registry import Model
from server.models.report import IdentityLook, Rating, Reply, Report, ReportDetail, ReporterIdentity
from server.models.restriction import Restriction
from server.models.routing import CaseParty, RoutingRule, Ruling
from server.models.search import CountedCase, Counter, SavedFilter, SearchRow
from server.models.sound import ReportSound
from server.models.urgent import UrgentCall
from server.models.whistle import Whistle, WhistleCall, WhistleNote
from server.models.work_reminder import WorkReminder, WorkReminderWords

__all__ = [
    "Absence",
    "AnswerTemplate",
    "Appeal",
    "AppealInstance",
    "AppealPhoto",
    "Assessment",
    "AssessmentExemption",
    "AssessmentFact",
    "AssessmentLine",
    "AssessmentMark",
    "AssessmentRevision",
    "AssessmentScheme",
    "AssessmentScore",
    "Assignment",
    "Attempts",
    "CalendarDay",
    "CalendarHours",
    "CalendarStop",
    "CalendarYear",
    "Case",
    "CaseLink",
    "CaseMilestone",
    "CaseNote",
    "CaseParty",
    "CaseStage",
    "CategoryRow",
    "CategoryStop",
    "CheckPlan",
    "CheckProposal",
    "ContactCode",
    "CountedCase",
    "Counter",
    "Department",
    "DivisionRow",
    "DutyShift",
    "Edition",
    "Emergency",
    "EnterpriseLink",
    "Event",
    "EvidenceFlag",
    "EvidenceRule",
    "GridTask",
    "IdentityLook",
    "Inspection",
    "InspectionAnswer",
    "InspectionInspector",
    "InspectionPhoto",
    "InspectionPlace",
    "JobLease",
    "MeetingPack",
    "Message",
    "MessageRead",
    "MissedFind",
    "Model",
    "Muster",
    "Objection",
    "Order",
    "OrderWord",
    "PackItem",
    "PackSupplement",
    "Patrol",
    "PatrolRule",
    "Person",
    "PersonPost",
    "Photo",
    "PhotoBand",
    "PhotoEvidence",
    "PlatformSample",
    "PollutionSource",
    "PutOff",
    "Question",
    "Rating",
    "Recheck",
    "RecheckPhoto",
    "Recusal",
    "Reminder",
    "RepeatedRequest",
    "Reply",
    "Report",
    "ReportAnswers",
    "ReportDetail",
    "ReportSound",
    "ReporterIdentity",
    "ReporterNotice",
    "ReporterQuestion",
    "RestrictedPeriodRow",
    "Restriction",
    "Retiming",
    "Reward",
    "RewardDecision",
    "RoutingRule",
    "RuleSet",
    "Ruling",
    "RungRow",
    "SampleLook",
    "SavedFilter",
    "ScoreChange",
    "SearchRow",
    "Serial",
    "SignIn",
    "UrgentCall",
    "Visit",
    "VisitWords",
    "Whistle",
    "WhistleCall",
    "WhistleNote",
    "WorkReminder",
    "WorkReminderWords",
]
