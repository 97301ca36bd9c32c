package vektra.cli.command;

import java.util.List;

/** Runs another command in this process. */
public interface Inside {
    /** What it printed and said. */
    record Ended(int code, String out, String err) {}

    Ended run(List<String> argv);
}
