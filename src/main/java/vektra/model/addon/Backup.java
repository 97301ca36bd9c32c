package vektra.model.addon;

import java.time.Instant;

/**
 * A backup of an add-on's data that was loaded once to be sure.
 *
 * @param number from 1, counting within the add-on
 * @param bytes of the file
 * @param holds what is in it, such as {@code 3 tables}
 */
public record Backup(int number, Instant startedAt, Instant finishedAt, long bytes, String holds) {}
