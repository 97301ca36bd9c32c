package vektra.cli.monitors;

import java.nio.channels.Channels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.addon.Ago;
import vektra.model.addon.Lifetime;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.Monitors;
import vektra.monitors.maintenance.Maintenance;
import vektra.monitors.uptime.Merge;
import vektra.monitors.uptime.Query;
import vektra.monitors.uptime.Source;
import vektra.monitors.uptime.Uptime;
import vektra.monitors.uptime.Uptimes;

/** Shows the uptime that logs of monitors prove. */
public final class MonitorsUptime extends VektraCommand<MonitorsUptime.Result> {
    private static final Duration USUAL = Duration.ofDays(30);

    private final Param<String> words = optionalArguments("NAME|LOG", Words.HELP, word -> word);
    private final Param<String> since =
            option("--since", "TIME", "nothing older, such as 90m, 30d or 2026-01-31 (default: 30d; of a LOG, all)");
    private final Param<String> until =
            option("--until", "TIME", "nothing newer (default: now; of a LOG, its last line)");
    private final Param<Step> by =
            option(List.of("--by"), "hour|day", "a row for each hour or day, in UTC", word -> choice(Step.class, word));
    private final Param<Form> format = option(
            List.of("--format"), "FORM", "table, json or csv (default: table)", word -> choice(Form.class, word));
    private final Param<Lifetime> interval = option(
            List.of("--interval"),
            "DURATION",
            "from run to run, where the lines do not say it (default: 20s)",
            Lifetime::parse);
    private final Param<Merge> merge = option(
            List.of("--merge"),
            "HOW",
            "a source with several monitors is up when any, all or a quorum find it up (default: pooled, each counts)",
            word -> choice(Merge.class, word));

    private enum Step {
        HOUR(Duration.ofHours(1)),
        DAY(Duration.ofDays(1));

        private final Duration length;

        Step(Duration length) {
            this.length = length;
        }
    }

    private enum Form {
        TABLE,
        JSON,
        CSV
    }

    /**
     * What was found.
     *
     * @param sources those that were asked for
     * @param step how long each part is that has figures of its own; zero for none
     */
    record Result(Uptime uptime, List<Source> sources, Duration step) {
        boolean steps() {
            return !step.isZero();
        }
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String word) {
        List<E> all = List.of(type.getEnumConstants());
        return all.stream()
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> VektraException.invalid(
                        Shown.quoted(word) + " is not one of the choices",
                        Nearest.hint(
                                word,
                                all.stream()
                                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                                        .toList())));
    }

    @Override
    public Result run(Invocation with) {
        Monitors monitors = with.monitors();
        Words asked = Words.of(words.all(), with.folder());
        Uptimes uptimes = new Uptimes(monitors.files());
        Query query = query(monitors, asked.logs().isEmpty());
        Uptime uptime = asked.logs().isEmpty()
                ? uptimes.read(query)
                : uptimes.read(
                        asked.logs(),
                        () -> Channels.newInputStream(with.terminal().streams().in()),
                        query);
        return new Result(uptime, asked.of(uptime), query.step());
    }

    private Query query(Monitors monitors, boolean own) {
        Instant now = monitors.clock().instant();
        Instant from = moment(since.orNull(), now, own ? now.minus(USUAL) : null);
        Step step = by.orNull();
        Lifetime every = interval.orNull();
        Merge how = merge.orNull();
        return Query.since(from, moment(until.orNull(), now, own ? now : null))
                .by(step == null ? Duration.ZERO : step.length)
                .every(every == null ? Query.USUAL_INTERVAL : every.length())
                .merged(how == null ? Merge.POOLED : how)
                .without(own ? new Maintenance(monitors.files()).windows() : List.of());
    }

    private static @Nullable Instant moment(@Nullable String text, Instant now, @Nullable Instant otherwise) {
        return text == null ? otherwise : Ago.of(text, now);
    }

    @Override
    public void print(Result result, Output out) {
        Form form = format.orNull();
        if (form == Form.JSON) {
            out.raw(Json.page(json(result)));
        } else if (form == Form.CSV) {
            out.raw(UptimeViews.csv(result));
        } else {
            UptimeViews.print(result, out);
        }
    }

    @Override
    public Object json(Result result) {
        return UptimeViews.json(result);
    }
}
