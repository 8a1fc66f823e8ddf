"""The schedules that are installed beside the runtime, found by entry points."""

from importlib.metadata import entry_points

from bot.config import Config, ConfigError
from bot.schedule.model import Schedule
from bot.schedule.times import ScheduleError

SCHEDULES = "mash_bot.schedules"


def installed_schedules(config: Config) -> tuple[Schedule, ...]:
    """The schedules of this installation; of one moment the first goes first.

    Raises:
        ConfigError: one of them is wrong, or two have one name.
    """
    points = sorted(entry_points(group=SCHEDULES), key=lambda point: point.name)
    try:
        found = tuple(schedule for point in points for schedule in point.load()(config))
    except ScheduleError as error:
        raise ConfigError(f"schedule: {error}") from error
    names = [schedule.name for schedule in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ConfigError(f"schedule: {', '.join(twice)} is there twice; give each a name")
    return found
