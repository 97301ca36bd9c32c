package vektra.cli.command;

import java.util.Map;
import java.util.TreeMap;
import vektra.model.text.Kind;

/** The exit codes, as documented in docs/exit-codes.md. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int BUG = 1;
    public static final int INVALID = 2;
    /** What {@code run} answers for every failure of its own, since the other codes are the program's. */
    public static final int RUN_FAILED = 125;

    private ExitCode() {}

    public static int of(Kind kind) {
        return switch (kind) {
            case INVALID -> INVALID;
            case NOT_FOUND -> 3;
            case CONFLICT -> 4;
            case UNAVAILABLE -> 5;
            case PARTIAL -> 6;
        };
    }

    /** Of what several targets were asked for: whether all of it was done. */
    public static int ofSeveral(boolean allDone) {
        return allDone ? DONE : of(Kind.PARTIAL);
    }

    /** What each code means, also those with which the launcher ends. */
    public static Map<Integer, String> meanings() {
        return new TreeMap<>(Map.of(
                DONE,
                "Done, or nothing to do.",
                BUG,
                "A bug in Vektra.",
                INVALID,
                "Usage or invalid input.",
                of(Kind.NOT_FOUND),
                "Not found.",
                of(Kind.CONFLICT),
                "A conflict, or refused.",
                of(Kind.UNAVAILABLE),
                "A server, the network or the disk is unavailable.",
                of(Kind.PARTIAL),
                "Partly done: some of several targets failed.",
                RUN_FAILED,
                "Vektra failed before it started the program of run or addons:connect.",
                126,
                "That program cannot be executed.",
                127,
                "There is no such program."));
    }
}
