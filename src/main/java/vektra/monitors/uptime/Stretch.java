package vektra.monitors.uptime;

/**
 * Runs of one series that follow one another, and another one before them, without anything to remark: each a success at
 * the first attempt, none before the one before it, and all in the same hour.
 *
 * @param runs how many
 * @param first when the first ended
 * @param last when the last ended
 * @param begun when the last began
 * @param tenths how long the last took
 * @param gap the longest time from end to end
 * @param waited the longest time in which no run went on, as {@link Lane} reckons it
 * @param durations of all
 */
record Stretch(int runs, long first, long last, long begun, long tenths, long gap, long waited, Durations durations) {}
