package vektra.monitors.check;

/**
 * Something of a home that can be checked.
 *
 * @param app whose config vars the check has
 */
record Target(String app, Probe probe) {}
