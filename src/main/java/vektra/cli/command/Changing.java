package vektra.cli.command;

/** A command that changes something, and therefore has {@code --dry-run}. */
public interface Changing {}
