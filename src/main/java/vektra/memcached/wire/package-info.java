/** Bytes in and out of a connection, and what is unfinished of a request. */
@NullMarked
package vektra.memcached.wire;

import org.jspecify.annotations.NullMarked;
