package vektra.model.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vektra.model.addon.Backup;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * Which backups stay: the newest of each of the last so many days, weeks, months or years that have one.
 *
 * @param counts how many of each unit, in the order that they were typed; empty when all stay
 */
public record Keep(Map<String, Integer> counts) {
    private static final String ALL = "all";
    private static final Pattern PART = Pattern.compile("([1-9][0-9]{0,3})([dwmy])");

    /** What stays unless something else is said. */
    public static final Keep USUAL = parse("7d,4w,12m");

    /** Reads what a user typed; another form is INVALID. */
    public static Keep parse(String text) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        if (!text.equals(ALL)) {
            for (String part : text.split(",", -1)) {
                Matcher form = PART.matcher(part.strip());
                if (!form.matches()
                        || counts.put(Objects.requireNonNull(form.group(2)), Integer.valueOf(form.group(1))) != null) {
                    throw VektraException.invalid(
                            Shown.quoted(text) + " does not say which backups to keep",
                            "how many days, weeks, months and years, such as 7d,4w,12m, or: all");
                }
            }
        }
        return new Keep(counts);
    }

    /** Those that need not stay; of backups the newest always does. */
    public Set<Backup> superfluous(List<Backup> backups, ZoneId zone) {
        return superfluous(backups, Backup::startedAt, Comparator.comparing(Backup::number), zone);
    }

    /** The same of copies of backups. */
    public Set<Runs.Copy> superfluousCopies(List<Runs.Copy> copies, ZoneId zone) {
        return superfluous(copies, Runs.Copy::startedAt, Comparator.comparing(Runs.Copy::name), zone);
    }

    /** @param ofOneMoment the order of those that were started at the same moment */
    private <T> Set<T> superfluous(
            List<T> all, Function<T, Instant> startedAt, Comparator<T> ofOneMoment, ZoneId zone) {
        if (counts.isEmpty() || all.isEmpty()) {
            return Set.of();
        }
        List<T> newestFirst = all.stream()
                .sorted(Comparator.comparing(startedAt)
                        .thenComparing(ofOneMoment)
                        .reversed())
                .toList();
        Set<T> superfluous = new HashSet<>(newestFirst.subList(1, newestFirst.size()));
        counts.forEach((unit, count) ->
                newestOfEach(newestFirst, startedAt, unit, count, zone).forEach(superfluous::remove));
        return superfluous;
    }

    private static <T> List<T> newestOfEach(
            List<T> newestFirst, Function<T, Instant> startedAt, String unit, int count, ZoneId zone) {
        Function<Instant, Object> period = at -> period(LocalDate.ofInstant(at, zone), unit);
        Map<Object, T> newest = new LinkedHashMap<>();
        newestFirst.forEach(one -> newest.putIfAbsent(period.apply(startedAt.apply(one)), one));
        return newest.values().stream().limit(count).toList();
    }

    private static Object period(LocalDate day, String unit) {
        return switch (unit) {
            case "d" -> day;
            case "w" -> day.get(IsoFields.WEEK_BASED_YEAR) * 100 + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case "m" -> YearMonth.from(day);
            default -> day.getYear();
        };
    }

    @Override
    public String toString() {
        return counts.isEmpty()
                ? ALL
                : counts.entrySet().stream()
                        .map(part -> part.getValue() + part.getKey())
                        .collect(Collectors.joining(","));
    }
}
