package vektra.drain.encode;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Writes points in time; what two of one second have in common is written once. */
public final class Stamp {
    private static final long MILLION = 1_000_000;
    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_10000 = 253_402_300_800L;

    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    /** How a point in time looks. */
    public enum Form {
        /** 2026-01-02T03:04:05.678901Z. */
        MICROS(6, "Z"),
        /** 2026-01-02T03:04:05.678901+00:00. */
        MICROS_OFFSET(6, "+00:00"),
        /** 2026-01-02T03:04:05.678Z. */
        MILLIS(3, "Z"),
        /** 2026-01-02T03:04:05Z. */
        SECONDS(0, "Z"),
        /** 2026-01-02T03:04:05+00:00. */
        SECONDS_OFFSET(0, "+00:00"),
        /** {@code Jan  2 03:04:05}. */
        OLD(0, "");

        private final int digits;
        private final String zone;

        Form(int digits, String zone) {
            this.digits = digits;
            this.zone = zone;
        }
    }

    private final Form form;
    private final ZoneId local;
    private final byte[] zone;
    private final Bytes text = new Bytes();
    private long second = Long.MIN_VALUE;

    public Stamp(Form form) {
        this(form, ZoneOffset.UTC);
    }

    /** @param local of the form {@link Form#OLD}, which names no zone; all others are in UTC */
    public Stamp(Form form, ZoneId local) {
        this.form = form;
        this.local = local;
        this.zone = Ascii.bytes(form.zone);
    }

    /** Writes it; false, with nothing written, when the form has no way to say it: its year has not four digits. */
    public boolean put(long micros, Bytes out) {
        long wanted = Math.floorDiv(micros, MILLION);
        if (wanted < YEAR_0 || wanted >= YEAR_10000) {
            return false;
        }
        if (wanted != second) {
            text.clear();
            write(wanted);
            second = wanted;
        }
        out.put(text);
        if (form.digits > 0) {
            long fraction = Math.floorMod(micros, MILLION);
            out.put('.');
            out.digits(form.digits == 3 ? fraction / 1000 : fraction, form.digits);
        }
        out.put(zone);
        return true;
    }

    private void write(long wanted) {
        ZoneOffset offset = local.getRules().getOffset(Instant.ofEpochSecond(wanted));
        LocalDateTime time = LocalDateTime.ofEpochSecond(wanted, 0, offset);
        if (form == Form.OLD) {
            text.put(MONTHS.get(time.getMonthValue() - 1));
            text.put(time.getDayOfMonth() < 10 ? "  " : " ");
            text.decimal(time.getDayOfMonth());
            text.put(' ');
        } else {
            text.digits(time.getYear(), 4);
            text.put('-');
            text.digits(time.getMonthValue(), 2);
            text.put('-');
            text.digits(time.getDayOfMonth(), 2);
            text.put('T');
        }
        text.digits(time.getHour(), 2);
        text.put(':');
        text.digits(time.getMinute(), 2);
        text.put(':');
        text.digits(time.getSecond(), 2);
    }
}
