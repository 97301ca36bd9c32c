package vektra.age;

import java.io.IOException;
import java.io.Serial;

/** Why a file cannot be opened. */
final class Unusable extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    Unusable(String why) {
        super(why);
    }
}
