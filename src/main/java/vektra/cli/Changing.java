package vektra.cli;

/** A command that changes something, and therefore has {@code --dry-run}. */
interface Changing {}
