/** The binary protocol. */
@NullMarked
package vektra.memcached.binary;

import org.jspecify.annotations.NullMarked;
