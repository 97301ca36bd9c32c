package vektra.cli;

/**
 * What has to be known of a command besides what it does: the first ones by the launcher, before Java runs; the build writes
 * the lists of such commands into it.
 */
enum Trait {
    /** Prints shell for the launcher, which sets variables and then becomes another program. */
    BECOMES_A_PROGRAM,
    /** Starts without a login to a server, so that the smaller start-up archive will do. */
    QUICK,
    /** Runs as long as what it follows. */
    LASTING,
    /** The same, and mostly waits meanwhile. */
    WAITING,
    /** Reads logs of any length, or what is known of them already. */
    READING,
    /** Runs until it is stopped, and needs room for large answers. */
    SERVES,
    /** Runs here also where another machine is meant, with what its server says and lets through. */
    REACHES,
    /** Is about the machine or the folder that it is typed in, or lasts: not run for clients on other machines. */
    STAYS,
    /** Is about the whole installation: run for clients on other machines by a token of scope admin only. */
    OPERATES,
    /** Gives no value of a config var, no credentials, drains or log lines: a token of scope view suffices. */
    SHOWS,
    /** Is about one app and what it owns, or about no app at all: also for tokens that are limited to some apps. */
    FOR_APP;

    boolean ofLauncher() {
        return compareTo(REACHES) < 0;
    }
}
