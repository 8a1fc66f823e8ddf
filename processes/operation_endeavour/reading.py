"""From the Missing tab to the facts that the rules take."""

from objects.niche_occurrence import MissingEpisode
from processes.school_notification.episode import Episode, EpisodeStatus


def episode_facts(episode: MissingEpisode) -> Episode:
    """An episode as the rules take it."""
    return Episode(
        episode=episode.episode,
        person=episode.person,
        category=episode.category,
        reported=episode.reported,
        found=episode.found,
        status=EpisodeStatus.read(episode.status),
    )
