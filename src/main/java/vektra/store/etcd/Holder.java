package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process that holds a lock, as recorded in the lock's value.
 *
 * @param lease the lease of the locks
 * @param machine the boot of the machine and its PID namespace, outside which a process id has no meaning
 * @param process the process id
 * @param started the start time since the machine booted, which tells the process from a later one with the same id
 */
record Holder(long lease, String machine, long process, long started) {
    /** Which field of /proc/PID/stat behind the name. */
    private static final int STARTED = 19;

    static Holder of(long lease) {
        long us = ProcessHandle.current().pid();
        return new Holder(lease, here(), us, began(us));
    }

    static Holder read(Entry lock) {
        String[] parts = new String(lock.value(), UTF_8).split(" ", -1);
        return parts.length == 4
                ? new Holder(Long.parseLong(parts[0]), parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3]))
                : new Holder(0, "", 0, 0);
    }

    byte[] bytes() {
        return (lease + " " + machine + " " + process + " " + started).getBytes(UTF_8);
    }

    /** Whether the process is known to have ended, which can be said only of a process of this machine. */
    boolean isDead() {
        return !machine.isEmpty() && machine.equals(here()) && began(process) != started;
    }

    /**
     * As the kernel counts it from the machine's own start; 0 where there is no such process. In time of day it is another
     * one whenever the clock is set, and a process that lives would be taken for dead.
     */
    private static long began(long process) {
        try {
            String stat = new String(Files.readAllBytes(Path.of("/proc", process + "", "stat")), ISO_8859_1);
            String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(behindName[STARTED]);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The boot id and the PID namespace of this process; empty if they cannot be read. */
    private static String here() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + "/"
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
