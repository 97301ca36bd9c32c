package vektra.monitors;

import java.nio.file.Path;

/** Where a home keeps what belongs to monitors. */
public record MonitorFiles(Path home) {
    /** The folder of all of them. */
    public Path folder() {
        return home.resolve("monitors");
    }

    /** How many of which monitors run: a line {@code NAME=COUNT} each. */
    public Path formation() {
        return folder().resolve("formation");
    }

    /** When nothing counts. */
    public Path maintenance() {
        return folder().resolve("maintenance");
    }

    /** Held by a process that changes that. */
    public Path maintenanceLock() {
        return folder().resolve("maintenance.lock");
    }

    /** Where alerts go. */
    public Path alerts() {
        return folder().resolve("alerts.json");
    }

    /** Open incidents, and messages of alerts that have not arrived. */
    public Path alerting() {
        return folder().resolve("alerting.json");
    }

    /** Held by a process that changes where alerts go. */
    public Path alertLock() {
        return folder().resolve("alerts.lock");
    }

    /** Held by the process that sends the messages of alerts. */
    public Path alertingLock() {
        return folder().resolve("alerting.lock");
    }

    /** Which canaries there are. */
    public Path canaries() {
        return folder().resolve("canaries.json");
    }

    /** Held by a process that makes or destroys canaries. */
    public Path canaryLock() {
        return folder().resolve("canaries.lock");
    }

    /** The folder of the log. */
    public Path logs() {
        return folder().resolve("log");
    }

    /** The log that is written now; older ones beside it end in {@code .log.gz}. */
    public Path current() {
        return logs().resolve("current");
    }

    /** Held by the process that runs all monitors. */
    public Path lock() {
        return folder().resolve("starter.lock");
    }

    /** How the processes of monitors stand. */
    public Path processes() {
        return folder().resolve("processes.json");
    }

    /** Where executables work. */
    public Path runs() {
        return folder().resolve("runs");
    }

    /** The folder of what is kept of logs, so that they need not be read again; it can be deleted at any time. */
    public Path index() {
        return folder().resolve("index");
    }
}
