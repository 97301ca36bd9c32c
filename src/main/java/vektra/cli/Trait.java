package vektra.cli;

/** What the launcher has to know of a command before Java runs; the build writes the lists of such commands into it. */
enum Trait {
    /** Prints shell for the launcher, which sets variables and then becomes another program. */
    BECOMES_A_PROGRAM,
    /** Logs in to no server, so that the smaller start-up archive will do. */
    QUICK,
    /** Runs as long as what it follows. */
    LASTING,
    /** Runs until it is stopped, and needs room for large answers. */
    SERVES
}
