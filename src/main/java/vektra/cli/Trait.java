package vektra.cli;

/** What the launcher has to know of a command before Java runs; the build writes the lists of such commands into it. */
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
    SERVES
}
