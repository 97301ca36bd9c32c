package vektra.memcached.binary;

import org.jspecify.annotations.Nullable;

/** The commands of the binary protocol; most have a second number, to keep quiet when all goes well. */
enum Opcode {
    GET(0x00, 0x09),
    SET(0x01, 0x11),
    ADD(0x02, 0x12),
    REPLACE(0x03, 0x13),
    DELETE(0x04, 0x14),
    INCREMENT(0x05, 0x15),
    DECREMENT(0x06, 0x16),
    QUIT(0x07, 0x17),
    FLUSH(0x08, 0x18),
    NOOP(0x0a),
    VERSION(0x0b),
    GETK(0x0c, 0x0d),
    APPEND(0x0e, 0x19),
    PREPEND(0x0f, 0x1a),
    STAT(0x10),
    TOUCH(0x1c),
    GAT(0x1d, 0x1e),
    GATK(0x23, 0x24);

    private static final @Nullable Opcode[] BY_NUMBER = new Opcode[0x100];

    static {
        for (Opcode opcode : values()) {
            BY_NUMBER[opcode.number] = opcode;
            BY_NUMBER[opcode.quietNumber] = opcode;
        }
    }

    private final int number;
    private final int quietNumber;

    Opcode(int number) {
        this(number, number);
    }

    Opcode(int number, int quietNumber) {
        this.number = number;
        this.quietNumber = quietNumber;
    }

    /** The command of this number, null when it is not known. */
    static @Nullable Opcode of(int number) {
        return BY_NUMBER[number];
    }

    boolean isQuiet(int asNumber) {
        return asNumber != number;
    }
}
