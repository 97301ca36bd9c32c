/**
 * A small memcached of our own, for machines that have none: the text, meta and binary protocols over TCP, on nothing
 * but {@code java.*}.
 *
 * <p>The measure is memcached 1.6.18: what this server answers, that one answers too, byte for byte, wherever clients
 * can tell. On purpose it differs in these: control bytes in a text key are refused; numbers too large (flags above 32
 * bits, lengths above 31) are refused where memcached cuts them off, and expiry times keep all their bits; a key that
 * came in base64 goes back in base64; {@code T} of {@code ma} holds even when the number grows longer; a list of keys
 * too long for the buffer is answered as it comes in; after an unknown binary command just its own body is skipped.
 * Eviction goes strictly by last use. There are no slabs, so {@code lru}, {@code lru_crawler}, {@code slabs},
 * {@code watch}, {@code me} and {@code cache_memlimit} are unknown, as are SASL, UDP and TLS.
 *
 * <p>One thread runs everything, so no class here is safe for use by two threads, and none needs to be.
 *
 * <p>How a request travels: {@link vektra.memcached.EventLoop} notices bytes, {@code Connection} reads
 * them into the shared {@code Input}, {@code Session} finds out what they are part of, {@code TextProtocol} or
 * {@code BinaryProtocol} understands them, {@code Cache} does the work on {@code ItemTable}, and {@code Output} sends
 * the answer.
 */
@NullMarked
package vektra.memcached;

import org.jspecify.annotations.NullMarked;
