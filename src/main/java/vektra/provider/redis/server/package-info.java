/** What a Redis server offers, how it is run, and the rules that its users have there. */
@NullMarked
package vektra.provider.redis.server;

import org.jspecify.annotations.NullMarked;
