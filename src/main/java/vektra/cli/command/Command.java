package vektra.cli.command;

/**
 * A command as the table of commands returns it. The verifier of the JVM takes any class for an interface; for a class it
 * would load every command of the table at each start, to see that it is one.
 */
public sealed interface Command permits VektraCommand {}
