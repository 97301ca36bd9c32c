package vektra.cli;

import vektra.model.Kind;

/** The exit codes, as documented in docs/exit-codes.md. */
final class ExitCode {
    static final int DONE = 0;
    static final int BUG = 1;
    static final int INVALID = 2;
    /** What {@code run} answers for every failure of its own, since the other codes are the program's. */
    static final int RUN_FAILED = 125;

    private ExitCode() {}

    static int of(Kind kind) {
        return switch (kind) {
            case INVALID -> INVALID;
            case NOT_FOUND -> 3;
            case CONFLICT -> 4;
            case UNAVAILABLE -> 5;
            case PARTIAL -> 6;
        };
    }
}
