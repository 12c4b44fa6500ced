"""A choice as reports tell it."""

from roadmap_cli.domain.roadmap import SETTLED, Choice, Option
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.choose import ChoiceStatus, OptionStatus
from roadmap_cli.reports.topic_line import Named


def choice_status(standing: Standing, choice: Choice) -> ChoiceStatus:
    options = tuple(option_status(standing, option) for option in choice.options)
    return ChoiceStatus(
        id=choice.id,
        title=choice.title,
        chosen=standing.chosen(choice),
        effective=standing.effective[choice.id],
        options=options,
        topic=choice.topic,
    )


def option_status(standing: Standing, option: Option) -> OptionStatus:
    here = [topic for topic in standing.roadmap.topics.values() if topic.option == option.id]
    needed = {each for topic in here for each in topic.requires} - {topic.id for topic in here}
    stood_on = {each for topic in here for each in topic.requires}
    ends = (topic for topic in here if topic.id not in stood_on and not topic.stretch)
    return OptionStatus(
        id=option.id,
        title=option.title,
        hours=standing.told(sum(topic.hours for topic in here)),
        topics=len(here),
        done=sum(standing.status(topic.id) == "done" for topic in here),
        prerequisites_done=sum(standing.status(each) in SETTLED for each in needed),
        prerequisites=len(needed),
        leads_to=option.leads_to,
        ends_in=tuple(Named(topic.id, topic.title) for topic in ends),
    )
