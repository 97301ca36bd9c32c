package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The process that holds a lock, as recorded in the lock's value.
 *
 * @param lease the lease of the locks
 * @param machine the boot of the machine and its PID namespace, outside which a process id has no meaning
 * @param process the process id
 * @param started the start time, which tells the process from a later one with the same id
 */
record Holder(long lease, String machine, long process, long started) {
    static Holder of(long lease) {
        ProcessHandle us = ProcessHandle.current();
        return new Holder(lease, here(), us.pid(), began(us));
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
        return !machine.isEmpty()
                && machine.equals(here())
                && ProcessHandle.of(process)
                        .filter(found -> found.isAlive() && began(found) == started)
                        .isEmpty();
    }

    private static long began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
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
