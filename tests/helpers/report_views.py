"""Which view draws a report, for tests that make reports by hand. The commands name theirs themselves."""

from roadmap_cli.reports.activity import ActivityReport
from roadmap_cli.reports.adopt import AdoptReport
from roadmap_cli.reports.archive import ImportReport
from roadmap_cli.reports.backup import BackupReport, BackupsReport
from roadmap_cli.reports.break_ import BreakReport
from roadmap_cli.reports.card import CardReport, CardsImportReport, CardsReport
from roadmap_cli.reports.career import CareerReport
from roadmap_cli.reports.change import ChangeReport
from roadmap_cli.reports.choose import ChoicesReport
from roadmap_cli.reports.cohort import CohortReport
from roadmap_cli.reports.config import ConfigReport
from roadmap_cli.reports.database import BeginReport, DatabaseReport
from roadmap_cli.reports.device import DeviceReport, RenamedDevice
from roadmap_cli.reports.doctor import DoctorReport, RescueReport
from roadmap_cli.reports.edit import EditReport, EntriesReport
from roadmap_cli.reports.evidence import EvidenceReport
from roadmap_cli.reports.forecast import ForecastReport
from roadmap_cli.reports.fork import ForkReport
from roadmap_cli.reports.history import HistoryReport
from roadmap_cli.reports.import_ import TakenInReport
from roadmap_cli.reports.library import KeptReport, RemovedReport
from roadmap_cli.reports.list import ListReport
from roadmap_cli.reports.next import NextReport, WhyReport
from roadmap_cli.reports.place import PlacementReport, QuestionReport
from roadmap_cli.reports.plan import PlanReport
from roadmap_cli.reports.portfolio import IdeasReport, PortfolioReport, ProjectChange, ProjectReport
from roadmap_cli.reports.prompt import PromptLine
from roadmap_cli.reports.question import WaysReport
from roadmap_cli.reports.ready import ReadyReport
from roadmap_cli.reports.redefine import RedefineReport
from roadmap_cli.reports.report import PeriodReport
from roadmap_cli.reports.restore import RestoreReport
from roadmap_cli.reports.review import AskReport, BackReport, GradeReport, KeysReport, QueueReport, SessionReport
from roadmap_cli.reports.review_stats import StatsReport
from roadmap_cli.reports.roadmaps import RoadmapsReport
from roadmap_cli.reports.show import ScopeReport, ShowReport
from roadmap_cli.reports.status import StatusReport
from roadmap_cli.reports.sync import AddedReport, ForgottenReport, RemotesReport, SyncReport
from roadmap_cli.reports.tick import TickReport
from roadmap_cli.reports.timer import TimerReport
from roadmap_cli.reports.undo import UndoReport
from roadmap_cli.reports.update import UpdateReport
from roadmap_cli.reports.use import UseReport
from roadmap_cli.reports.user import RenameReport, UserReport
from roadmap_cli.views import (
    View,
    activity,
    adopt,
    archive,
    backup,
    break_,
    card,
    career,
    change,
    choose,
    cohort,
    config,
    database,
    device,
    doctor,
    edit,
    evidence,
    forecast,
    fork,
    history,
    import_,
    library,
    list,  # noqa: A004 - named as its command
    next,  # noqa: A004 - as above
    place,
    plan,
    portfolio,
    prompt,
    question,
    ready,
    redefine,
    report,
    restore,
    review,
    review_stats,
    roadmaps,
    show,
    status,
    sync,
    tick,
    timer,
    undo,
    update,
    use,
    user,
)

VIEWS: dict[type, View] = {
    ActivityReport: activity.render,
    AddedReport: sync.render_added,
    AdoptReport: adopt.render,
    AskReport: review.render_card,
    BackupReport: backup.render,
    BackupsReport: backup.render_list,
    BackReport: review.render_back,
    BeginReport: database.render_begin,
    BreakReport: break_.render,
    CardReport: card.render_change,
    CardsImportReport: card.render_import,
    CardsReport: card.render,
    CareerReport: career.render,
    ChangeReport: change.render,
    ChoicesReport: choose.render,
    CohortReport: cohort.render,
    ConfigReport: config.render,
    DatabaseReport: database.render,
    DeviceReport: device.render,
    DoctorReport: doctor.render,
    EditReport: edit.render_edit,
    EntriesReport: edit.render,
    EvidenceReport: evidence.render,
    ForecastReport: forecast.render,
    ForgottenReport: sync.render_forgotten,
    GradeReport: review.render_grade,
    HistoryReport: history.render,
    IdeasReport: portfolio.render_ideas,
    ImportReport: archive.render,
    KeysReport: review.render_keys,
    ListReport: list.render,
    NextReport: next.render,
    PeriodReport: report.render,
    PlacementReport: place.render,
    PlanReport: plan.render,
    PortfolioReport: portfolio.render,
    PromptLine: prompt.render,
    ProjectChange: portfolio.render_change,
    ProjectReport: portfolio.render_project,
    QuestionReport: place.render_question,
    QueueReport: review.render,
    ReadyReport: ready.render,
    RemotesReport: sync.render_list,
    RoadmapsReport: roadmaps.render,
    RestoreReport: restore.render,
    ScopeReport: show.render_scope,
    SessionReport: review.render_session,
    ShowReport: show.render,
    StatsReport: review_stats.render,
    StatusReport: status.render,
    SyncReport: sync.render,
    TakenInReport: import_.render,
    TickReport: tick.render,
    TimerReport: timer.render,
    UndoReport: undo.render,
    RescueReport: doctor.render_rescue,
    RenameReport: user.render_rename,
    RenamedDevice: device.render_rename,
    UseReport: use.render,
    UserReport: user.render,
    KeptReport: library.render,
    RemovedReport: library.render_removed,
    UpdateReport: update.render,
    ForkReport: fork.render,
    RedefineReport: redefine.render,
    WaysReport: question.render_ways,
    WhyReport: next.render_why,
}
