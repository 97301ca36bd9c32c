package vektra.logs.processes;

import java.util.Map;

/**
 * A process as it was declared, to be run.
 *
 * @param name such as {@code web.1}
 * @param command for a shell
 * @param environment all that it finds there
 */
public record Declared(String name, String command, Map<String, String> environment) {}
