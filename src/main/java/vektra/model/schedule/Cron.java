package vektra.model.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A cron expression of five fields: the local times at which something runs. As in Vixie's cron, where both days are given
 * one of them is enough.
 */
record Cron(BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, boolean eitherDay) {
    static final int FIELDS = 5;

    /** @param fields as many as {@link #FIELDS} */
    static Cron parse(List<String> fields) {
        BitSet weekdays = CronField.WEEKDAY.read(fields.get(4));
        if (weekdays.get(7)) {
            weekdays.set(0);
        }
        return new Cron(
                CronField.MINUTE.read(fields.get(0)),
                CronField.HOUR.read(fields.get(1)),
                CronField.DAY.read(fields.get(2)),
                CronField.MONTH.read(fields.get(3)),
                weekdays,
                !fields.get(2).startsWith("*") && !fields.get(4).startsWith("*"));
    }

    static Cron daily(int hour, int minute) {
        return parse(List.of(String.valueOf(minute), String.valueOf(hour), "*", "*", "*"));
    }

    /** The times of a day, in order; many days have none. */
    List<LocalDateTime> on(LocalDate date) {
        if (!runs(date)) {
            return List.of();
        }
        List<LocalDateTime> times = new ArrayList<>();
        hours.stream().forEach(hour -> minutes.stream().forEach(minute -> times.add(date.atTime(hour, minute))));
        return times;
    }

    private boolean runs(LocalDate date) {
        if (!months.get(date.getMonthValue())) {
            return false;
        }
        boolean day = days.get(date.getDayOfMonth());
        boolean weekday = weekdays.get(date.getDayOfWeek().getValue() % 7);
        return eitherDay ? day || weekday : day && weekday;
    }
}
