package vektra.logs.processes;

/**
 * A type of processes that an app declares.
 *
 * @param name such as {@code web}
 * @param command for a shell
 * @param port that its first one listens on; 0 when that is not said
 */
public record ProcessType(String name, String command, int port) {}
