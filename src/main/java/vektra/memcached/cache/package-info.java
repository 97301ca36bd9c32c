/** The items with their keys, counters and times: what every protocol does to them. */
@NullMarked
package vektra.memcached.cache;

import org.jspecify.annotations.NullMarked;
