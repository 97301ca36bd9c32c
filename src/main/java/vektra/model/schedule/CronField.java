package vektra.model.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * One field of a cron expression.
 *
 * @param names for its values, from the least; empty when it has none
 */
record CronField(String name, int least, int most, List<String> names) {
    private static final Pattern PART = Pattern.compile("(\\*|[a-z0-9]+)(?:-([a-z0-9]+))?(?:/([0-9]{1,3}))?");

    static final CronField MINUTE = new CronField("minute", 0, 59, List.of());
    static final CronField HOUR = new CronField("hour", 0, 23, List.of());
    static final CronField DAY = new CronField("day of the month", 1, 31, List.of());
    static final CronField MONTH = new CronField(
            "month",
            1,
            12,
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"));

    /** 7 is Sunday, as 0 is. */
    static final CronField WEEKDAY =
            new CronField("day of the week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

    /** The values that a text names; another form is INVALID. */
    BitSet read(String text) {
        BitSet values = new BitSet();
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            Matcher form = PART.matcher(part);
            if (!form.matches()) {
                throw wrong(text);
            }
            add(values, form, text);
        }
        return values;
    }

    private void add(BitSet values, Matcher form, String text) {
        String first = String.valueOf(form.group(1));
        boolean all = first.equals("*");
        int from = all ? least : value(first, text);
        String last = form.group(2);
        String every = form.group(3);
        int to = last != null ? value(last, text) : all || every != null ? most : from;
        int step = every == null ? 1 : Integer.parseInt(every);
        if (step == 0 || to < from || (all && last != null)) {
            throw wrong(text);
        }
        for (int value = from; value <= to; value += step) {
            values.set(value);
        }
    }

    private int value(@Nullable String word, String text) {
        int named = names.indexOf(word);
        if (named >= 0) {
            return named + least;
        }
        try {
            int value = Integer.parseInt(String.valueOf(word));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong(text);
    }

    private VektraException wrong(String text) {
        return VektraException.invalid(
                Shown.quoted(text) + " is no " + name + " of a cron expression",
                "*, numbers from " + least + " to " + most + ", ranges a-b, steps */n, joined by commas");
    }
}
