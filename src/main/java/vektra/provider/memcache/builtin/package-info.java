/**
 * A small memcached of our own, for machines that have none: the text, meta and binary protocols over TCP, on nothing
 * but {@code java.*}.
 *
 * <p>The measure is memcached 1.6.18: what this server answers, that one answers too, byte for byte, wherever clients
 * can tell. One thread runs everything, so no class here is safe for use by two threads, and none needs to be.
 *
 * <p>How a request travels: {@link vektra.provider.memcache.builtin.EventLoop} notices bytes, {@code Connection} reads
 * them into the shared {@code Input}, {@code Session} finds out what they are part of, {@code TextProtocol} or
 * {@code BinaryProtocol} understands them, {@code Cache} does the work on {@code ItemTable}, and {@code Output} sends
 * the answer.
 */
@NullMarked
package vektra.provider.memcache.builtin;

import org.jspecify.annotations.NullMarked;
