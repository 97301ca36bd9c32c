package vektra.store.disk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.name.Id;
import vektra.model.schedule.Schedule;

/**
 * {@code schedules/<next>-<last>-<add-on's id>}, in milliseconds since 1970: an empty file beside each schedule, so that one
 * look at the folder shows what is to be done.
 */
public final class ScheduleMarks {
    private static final Pattern NAME = Pattern.compile("([0-9]{1,17})-([0-9]{1,17})-([0-9a-f-]{36})");

    private ScheduleMarks() {}

    /** The file that a schedule calls for. */
    public static Set<String> of(Schedule schedule) {
        return Set.of(Paths.SCHEDULES + "/" + schedule.nextAt().toEpochMilli() + "-"
                + schedule.lastAt().toEpochMilli() + "-" + schedule.addon());
    }

    /**
     * The add-ons whose schedules may have something to be done, by the names in the folder: a schedule whose mark was lost
     * has to be read itself.
     */
    public static List<Id> due(Set<String> names, Instant now) {
        Set<String> marked = new HashSet<>();
        List<Id> due = new ArrayList<>();
        for (String name : names) {
            Matcher parts = NAME.matcher(name);
            if (parts.matches()) {
                marked.add(parts.group(3) + Paths.JSON);
                if (Schedule.isDue(time(parts.group(1)), time(parts.group(2)), now)) {
                    due.add(new Id(parts.group(3)));
                }
            }
        }
        names.stream()
                .filter(name -> name.endsWith(Paths.JSON) && !marked.contains(name))
                .forEach(name -> due.add(new Id(name.substring(0, name.length() - Paths.JSON.length()))));
        return due;
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
