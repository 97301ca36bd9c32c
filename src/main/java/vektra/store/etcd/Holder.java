package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The process that holds locks, as it says itself beside them.
 *
 * @param lease with which the locks end
 * @param machine as it was started: process numbers mean something there alone
 * @param process its number
 * @param started when it began, which tells it from another one of that number
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

    /** Whether it certainly is gone: it was a process of this machine. */
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

    /** This start of the machine, and what its processes are counted in; empty where that cannot be said. */
    private static String here() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + "/"
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
