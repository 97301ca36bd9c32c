package vektra.logs.collect;

import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.function.Consumer;

/**
 * The streams of this process.
 *
 * @param terminal whether one of them is a terminal, which sends its signals to all that runs in it
 * @param warn tells the user of something that ends nothing
 */
public record Streams(
        ReadableByteChannel in,
        WritableByteChannel out,
        WritableByteChannel err,
        boolean terminal,
        Consumer<String> warn) {}
