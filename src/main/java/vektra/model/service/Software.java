package vektra.model.service;

import java.util.List;

/**
 * The program that a managed server runs, fixed when its data folder is made.
 *
 * @param source one of {@code machine embedded debian builtin docker folder}
 * @param command the start of the command line: the program's absolute path, or a JVM with its class; of a container
 *     its engine's address, its image, its name and its volume
 * @param version as the program reports it, such as {@code 17.11}
 */
public record Software(String source, List<String> command, String version) {
    /**
     * Whether packages of a distribution brought it: their version numbers do not tell which fixes they have.
     */
    public boolean distributed() {
        return source.equals("debian")
                || (source.equals("machine") && command.get(0).matches("/usr/(s?bin|lib|libexec)/.*"));
    }

    /** The first number of the version: data written by one major version is not opened by another. */
    public String major() {
        int dot = version.indexOf('.');
        return dot < 0 ? version : version.substring(0, dot);
    }
}
