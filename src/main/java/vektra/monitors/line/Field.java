package vektra.monitors.line;

import java.util.Locale;

/** The keys that reading a log needs; the others are passed over. */
@SuppressWarnings("EnumOrdinal") // numbers for places in arrays
public enum Field {
    TS,
    APP,
    XID,
    MONITOR,
    SOURCE,
    I,
    AT,
    STATUS,
    EXIT,
    ELAPSED,
    FINAL,
    MEASURE,
    VAL,
    INTERVAL,
    TIMEOUT,
    REASON,
    OUT;

    /** More than twice as many as there are fields, so that a search is short. */
    private static final int SLOTS = 64;

    private static final long[] NAMES = new long[SLOTS];
    private static final int[] ORDINALS = new int[SLOTS];

    static {
        for (Field field : values()) {
            long packed = LineReader.packed(field.name().toLowerCase(Locale.ROOT));
            int slot = slot(packed);
            while (NAMES[slot] != 0) {
                slot = (slot + 1) & (SLOTS - 1);
            }
            NAMES[slot] = packed;
            ORDINALS[slot] = field.ordinal();
        }
    }

    /** The ordinal of the field of that name, whose up to eight bytes are packed in a number, the first lowest; else -1. */
    static int packed(long name) {
        for (int slot = slot(name); NAMES[slot] != 0; slot = (slot + 1) & (SLOTS - 1)) {
            if (NAMES[slot] == name) {
                return ORDINALS[slot];
            }
        }
        return -1;
    }

    private static int slot(long name) {
        return (int) ((name * 0x9E3779B97F4A7C15L) >>> 58);
    }
}
