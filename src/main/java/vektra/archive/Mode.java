package vektra.archive;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** The nine bits of a file's permissions. */
public final class Mode {
    private static final PosixFilePermission[] FROM_THE_FIRST_BIT = PosixFilePermission.values();
    private static final int FIRST_BIT = 0400;

    private Mode() {}

    public static Set<PosixFilePermission> permissions(int bits) {
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < FROM_THE_FIRST_BIT.length; i++) {
            if ((bits & (FIRST_BIT >> i)) != 0) {
                set.add(FROM_THE_FIRST_BIT[i]);
            }
        }
        return set;
    }

    static int bits(Set<PosixFilePermission> permissions) {
        int bits = 0;
        for (int i = 0; i < FROM_THE_FIRST_BIT.length; i++) {
            bits |= permissions.contains(FROM_THE_FIRST_BIT[i]) ? FIRST_BIT >> i : 0;
        }
        return bits;
    }
}
