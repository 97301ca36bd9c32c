package vektra.bench;

/**
 * What a program took.
 *
 * @param seconds of the clock
 * @param processor seconds of the processor, of the program and the children that it waited for
 */
record Cost(double seconds, double processor) {}
