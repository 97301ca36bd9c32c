package vektra.model.monitor;

/**
 * One attempt of a run of a monitor, as each line of it names it.
 *
 * @param app the app whose config vars it has, or {@code vektra}
 * @param xid of the run, which its retries share: 8 hexadecimal digits
 * @param monitor the process that runs it, such as {@code monitors_git_clone.1}
 * @param source what is monitored, such as {@code git.clone}: the key of uptime
 * @param index 0, then the number of the retry
 */
public record Attempt(String app, String xid, String monitor, String source, int index) {}
