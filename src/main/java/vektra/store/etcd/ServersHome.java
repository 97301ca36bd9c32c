package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text that identifies the one home from which the managed servers of an installation are started. */
final class ServersHome {
    private ServersHome() {}

    /** The host name, the path of the home, and the machine id, since two hosts may have the same name. */
    static String of(Path home) {
        return first("/proc/sys/kernel/hostname") + "\n" + home.toAbsolutePath() + "\n" + first("/etc/machine-id");
    }

    static String shown(String home) {
        String[] lines = home.split("\n", -1);
        return lines.length < 2 ? home : lines[0] + " (" + lines[1] + ")";
    }

    private static String first(String file) {
        try {
            return Files.readString(Path.of(file), UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
