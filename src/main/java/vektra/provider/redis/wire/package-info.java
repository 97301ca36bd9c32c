/** Talks to a Redis server: its URL, connections, what it says about itself, and what its errors mean. */
@NullMarked
package vektra.provider.redis.wire;

import org.jspecify.annotations.NullMarked;
