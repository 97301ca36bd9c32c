package vektra.monitors.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vektra.model.monitor.Attempt;
import vektra.model.monitor.Event;
import vektra.model.monitor.Status;

/** When an alert opens an incident and when it ends one: one message for each. Its clock is that of the events. */
final class Incidents {
    /** How long an incident waits to hear from what the source depends on. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String alert;
    private final Alert.Rules rules;
    private final Health health;
    private final Map<String, Streak> streaks = new LinkedHashMap<>();

    /** @param health of what sources depend on; it knows an event before this does */
    Incidents(String alert, Alert.Rules rules, Health health) {
        this.alert = alert;
        this.rules = rules;
        this.health = health;
    }

    /** What each source is at, as it is kept over a restart. */
    Map<String, Streak> streaks() {
        return streaks;
    }

    /** Takes the end of a run that counts; the messages that are to be sent. */
    List<Message> on(Event.Finish finish) {
        List<Message> messages = new ArrayList<>();
        String source = finish.attempt().source();
        if (rules.cover(source)) {
            Streak before = streaks.getOrDefault(source, Streak.NONE);
            put(source, finish.status() == Status.SUCCESS ? up(before, finish, messages) : down(before, finish));
        }
        messages.addAll(settle(finish.at()));
        return messages;
    }

    /** Opens what has waited for long enough, or has heard from all that it waited for. */
    List<Message> settle(Instant now) {
        List<Message> messages = new ArrayList<>();
        for (Map.Entry<String, Streak> entry : streaks.entrySet()) {
            Streak streak = entry.getValue();
            Message.News news = streak.news();
            if (streak.waiting() != null && news != null) {
                Health.Needs needs = health.needs(entry.getKey(), rules::cover, news.since());
                if (needs == Health.Needs.DOWN) {
                    entry.setValue(Streak.NONE);
                } else if (needs == Health.Needs.UP || !now.isBefore(streak.waiting())) {
                    String incident = UUID.randomUUID().toString();
                    entry.setValue(new Streak(streak.failures(), 0, news, incident, null));
                    messages.add(message(incident, Message.Event.OPENED, news, null));
                }
            }
        }
        streaks.values().removeIf(Streak.NONE::equals);
        return messages;
    }

    /** Whether some incident waits, so that time alone may open it. */
    boolean waits() {
        return streaks.values().stream().anyMatch(streak -> streak.waiting() != null);
    }

    long open() {
        return streaks.values().stream()
                .filter(streak -> streak.incident() != null)
                .count();
    }

    private Streak up(Streak before, Event.Finish finish, List<Message> messages) {
        String incident = before.incident();
        Message.News news = before.news();
        if (incident == null || news == null) {
            return Streak.NONE;
        }
        int successes = before.successes() + 1;
        if (successes < rules.recover()) {
            return new Streak(before.failures(), successes, news, incident, null);
        }
        messages.add(message(incident, Message.Event.RECOVERED, news, finish.at()));
        return Streak.NONE;
    }

    private Streak down(Streak before, Event.Finish finish) {
        String incident = before.incident();
        Attempt attempt = finish.attempt();
        Message.News earlier = before.news();
        Instant since = earlier == null ? finish.at() : earlier.since();
        if (incident == null && health.needs(attempt.source(), rules::cover, since) == Health.Needs.DOWN) {
            // it says nothing of the source itself, which has to fail anew once what it needs is up
            return Streak.NONE;
        }
        int failures = before.failures() + 1;
        Message.News news = new Message.News(
                attempt.app(),
                attempt.monitor(),
                attempt.source(),
                since,
                failures,
                finish.status().word(),
                finish.reason());
        boolean opens = incident == null && failures >= rules.after();
        Instant waiting =
                opens ? Optional.ofNullable(before.waiting()).orElse(finish.at().plus(PATIENCE)) : null;
        return new Streak(failures, 0, news, incident, waiting);
    }

    private void put(String source, Streak streak) {
        if (streak.equals(Streak.NONE)) {
            streaks.remove(source);
        } else {
            streaks.put(source, streak);
        }
    }

    private Message message(String incident, Message.Event event, Message.News news, @Nullable Instant ended) {
        return new Message(UUID.randomUUID().toString(), incident, event, alert, news, ended);
    }
}
